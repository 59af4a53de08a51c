/** The entry `.`: the API on the calling thread, with its WebAssembly module in a file of its own. */
import { instantiate } from "./direct.js";
import { compile, once } from "./engine.js";

export * from "./calling_thread.js";

/** Loads the WebAssembly module, which is beside this file unless `source` says otherwise. */
export const init = once(async (source) => {
  // Bundlers find the file by exactly this expression.
  await instantiate(await compile(source ?? new URL("./inkseal_bg.wasm", import.meta.url)));
});
