/** The entry `./inline`: the API on the calling thread, with its WebAssembly module inside the script. */
import { inlined } from "./inlined.js";
import { start } from "./start.js";

export * from "./calling_thread.js";

/** Loads the WebAssembly module that this script holds, unless `source` gives one. */
export const init = start((source) => source ?? inlined());
