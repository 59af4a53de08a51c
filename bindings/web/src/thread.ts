/** Starts the worker, in browsers. */
import type { Reply, Request } from "./message.js";

/** A worker, as both engines have it. */
export interface Thread {
  post(request: Request, transferred: ArrayBuffer[]): void;
  /** Says whether an answer is awaited, so that the program must not end yet. */
  awaited(any: boolean): void;
  /** Ends it, and with it all of its memory. */
  end(): Promise<void>;
}

/** What is told of a worker. */
export interface Told {
  replied(reply: Reply): void;
  /** It could not be started, or ended by itself. */
  failed(outOfMemory: boolean): void;
}

/** The part of Trusted Types that is needed. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Starts a worker. Throws if the page may not. */
export function startThread(told: Told): Thread {
  // Bundlers find the file by exactly this expression.
  const url = new URL("./worker_script.js", import.meta.url);
  const worker = new Worker(trusted(url) as unknown as URL, { type: "module", name: "inkseal" });
  worker.onmessage = ({ data }: MessageEvent<Reply>) => told.replied(data);
  worker.onmessageerror = () => told.failed(false);
  worker.onerror = (event) => {
    // What went wrong in it is told here, and is no secret of the page's console.
    event.preventDefault();
    told.failed(false);
  };
  return {
    post: (request, transferred) => worker.postMessage(request, transferred),
    awaited: () => undefined,
    end: async () => worker.terminate(),
  };
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** The address of our own script, which a page with Trusted Types takes from the policy `inkseal` alone. */
function trusted({ href }: URL): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return href;
  policy ??= trustedTypes.createPolicy("inkseal", {
    createScriptURL: (url) => {
      if (url !== href) throw new TypeError("this policy is for the script of inkseal alone");
      return url;
    },
  });
  return policy.createScriptURL(href);
}
