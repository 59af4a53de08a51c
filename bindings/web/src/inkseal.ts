/** The entry `.`: the API on the calling thread, with its WebAssembly module in a file of its own. */
import { start } from "./start.js";

export * from "./calling_thread.js";

/** Loads the WebAssembly module, which is beside this file unless `source` says otherwise. */
// Bundlers find the file by exactly this expression.
export const init = start((source) => source ?? new URL("./inkseal_bg.wasm", import.meta.url));
