/** What the engine must have, and the module compiled. */
import type * as api from "../types/inkseal.js";
import { load } from "#load";
import { InksealError, invalid } from "./error.js";

/** A module whose only function returns a vector: `i8x16.popcnt` of `i8x16.splat` of 0. */
const WITH_SIMD = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, 0x03, 0x02, 0x01, 0x00,
  0x0a, 0x0a, 0x01, 0x08, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0xfd, 0x62, 0x0b,
]);

/** Fails with `unsupported` if the engine has no WebAssembly with SIMD. */
export function requireSimd(): void {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(WITH_SIMD)) {
    throw new InksealError({ code: "unsupported", message: "this engine has no WebAssembly with 128-bit SIMD" });
  }
}

/**
 * Compiles the module. Fails with `unsupported`; with `io` if it cannot be loaded or is none; and with `invalid_input`
 * if it is another's, which would be found only when the first call is made.
 */
export async function compile(source: api.InitInput): Promise<WebAssembly.Module> {
  requireSimd();
  const module = await compiled(source).catch((error: unknown) => {
    if (error instanceof InksealError) throw error;
    throw new InksealError({ code: "io", message: "the WebAssembly module could not be loaded or compiled" });
  });
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "exposeBytes")) {
    throw invalid("source", "the WebAssembly module of this package");
  }
  return module;
}

async function compiled(source: api.InitInput): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return compiled(await load(address(source)));
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (!(typeof Response === "function" && source instanceof Response)) {
    throw invalid("source", "an address, bytes, a Response or a WebAssembly.Module");
  }
  if (!source.ok) {
    throw new InksealError({
      code: "io",
      message: `the WebAssembly module could not be loaded: status ${source.status}`,
    });
  }
  // A server that gives the file another type is no reason to fail; it is only slower.
  if (source.headers.get("content-type")?.startsWith("application/wasm") === true) {
    return WebAssembly.compileStreaming(source);
  }
  return WebAssembly.compile(await source.arrayBuffer());
}

/** An address, relative to the page where there is one. */
function address(source: URL | string): URL {
  try {
    return new URL(source, typeof location === "object" ? location.href : undefined);
  } catch {
    throw invalid("source", "an address");
  }
}

/** Does `start` once: the same promise for everyone, and a new try after a failure. */
export function once(start: (source?: api.InitInput) => Promise<void>): (source?: api.InitInput) => Promise<void> {
  let started: Promise<void> | undefined;
  return (source) => {
    started ??= start(source).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}
