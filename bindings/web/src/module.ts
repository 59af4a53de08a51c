/** How the module is called: by a number, with the JSON list of the arguments and the bytes beside it. */
import { call, calls, exposeBytes } from "./glue.js";
import type { Kind } from "./handle.js";

/** An argument of the module's. An object is its number. */
export type Given = string | number | boolean | undefined | Uint8Array;

/** What the module answers: text, bytes, nothing; or a new object's number, and what came with it. */
export type Raw = string | Uint8Array<ArrayBuffer> | undefined | Made;
export type Made<T = number> = readonly [object: T, rest?: unknown];

const NONE = new Uint8Array();
const encoder = new TextEncoder();

/**
 * Calls a function or static method, or a method of the object with the number `self`. `makes` says that the result is
 * a new object.
 */
export function invoke(kind: Kind | undefined, name: string, self: number, given: readonly Given[], makes: boolean): Raw {
  if (name === "exposeBytes") return exposeBytes(self);
  const full = kind && !self ? `${kind}.${name}` : name;
  const [one = NONE, two = NONE] = given.filter((argument) => argument instanceof Uint8Array);
  const others = given.filter((argument) => !(argument instanceof Uint8Array));
  const json = encoder.encode(JSON.stringify(others));
  let text: string | undefined;
  try {
    text = call(calls[self ? (kind as Kind) : ""]!.indexOf(full), self, json, one, two);
  } finally {
    json.fill(0);
  }
  return makes ? (JSON.parse(text as string) as Made) : text;
}
