/** The worker in Node. */
import { parentPort } from "node:worker_threads";
import { serve } from "./serve.js";

const answer = serve((reply, transferred) => parentPort?.postMessage(reply, transferred));
parentPort?.on("message", answer);
