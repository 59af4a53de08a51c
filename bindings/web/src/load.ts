/** Gets the WebAssembly module, in browsers. */
import { InksealError } from "./error.js";

/** The module as the server gives it. */
export async function load(url: URL): Promise<Response | Uint8Array<ArrayBuffer>> {
  return fetch(url).catch(() => {
    throw new InksealError({ code: "io", message: "the WebAssembly module could not be loaded" });
  });
}
