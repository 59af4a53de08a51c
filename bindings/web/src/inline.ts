/** The entry `./inline`: the API on the calling thread, with its WebAssembly module inside the script. */
import { instantiate } from "./direct.js";
import { compile, once } from "./engine.js";
import { inlined } from "./inlined.js";

export * from "./calling_thread.js";

/** Loads the WebAssembly module that this script holds, unless `source` gives one. */
export const init = once(async (source) => {
  await instantiate(await compile(source ?? inlined()));
});
