/** Gets the WebAssembly module, in Node: from a file, or as a browser does. */
import { readFile } from "node:fs/promises";
import { InksealError } from "./error.js";
import { load as fetchModule } from "./load.js";

/** The module's bytes, or what a server gives. */
export async function load(url: URL): Promise<Response | Uint8Array<ArrayBuffer>> {
  if (url.protocol !== "file:") return fetchModule(url);
  return readFile(url).catch(() => {
    throw new InksealError({ code: "io", message: "the WebAssembly module could not be read" });
  });
}
