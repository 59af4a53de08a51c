/** `init` of `.` and `./inline`. */
import type * as api from "../types/inkseal.js";
import { instantiate } from "./direct.js";
import { compile, once } from "./engine.js";

/** Loads the WebAssembly module once, from what `find` says it is for the source that the caller may have given. */
export const start = (find: (source?: api.InitInput) => api.InitInput): ((source?: api.InitInput) => Promise<void>) =>
  once(async (source) => instantiate(await compile(find(source))));
