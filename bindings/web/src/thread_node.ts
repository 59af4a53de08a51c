/** Starts the worker, in Node. */
import { Worker } from "node:worker_threads";
import type { Reply } from "./message.js";
import type { Thread, Told } from "./thread.js";

/** Starts a worker. */
export function startThread(told: Told): Thread {
  // It needs neither the program's flags, of which some are for its first script alone, nor its environment.
  const options = { name: "inkseal", execArgv: [], env: {} };
  const worker = new Worker(new URL("./worker_thread.js", import.meta.url), options);
  worker.on("message", (reply: Reply) => told.replied(reply));
  worker.on("messageerror", () => told.failed(false));
  worker.on("error", (error: Error & { code?: string }) => told.failed(error.code === "ERR_WORKER_OUT_OF_MEMORY"));
  worker.on("exit", () => told.failed(false));
  worker.unref();
  return {
    post: (request, transferred) => worker.postMessage(request, transferred),
    awaited: (any) => (any ? worker.ref() : worker.unref()),
    end: async () => {
      // Nobody is to be told of an end that is wanted.
      worker.removeAllListeners().on("error", () => undefined);
      await worker.terminate();
    },
  };
}
