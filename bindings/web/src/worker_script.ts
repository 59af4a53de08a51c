/** The worker in a browser. The build makes one file of this and all that it needs. */
import type { Request } from "./message.js";
import { serve } from "./serve.js";

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(message: unknown, transferred: Transferable[]): void;
};
const answer = serve((reply, transferred) => port.postMessage(reply, transferred));
port.onmessage = ({ data }) => answer(data);
