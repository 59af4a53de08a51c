import type { SecretText } from "inkseal/worker";
import type { Status } from "./status.ts";

/** How long a copied secret stays in the clipboard, in seconds. */
export const CLIPBOARD_SECONDS = 30;

/**
 * Copies secrets, and empties the clipboard some time after. A page without focus may not write to the clipboard; it
 * is emptied then as soon as the page has focus again. What was copied is not kept here.
 */
export class Clipboard {
  readonly #status: Status;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #overdue = false;

  constructor(status: Status) {
    this.#status = status;
    addEventListener("focus", () => {
      if (this.#overdue) void this.clear();
    });
  }

  /** Copies a secret; `what` is its name for people. Fails as the browser does, and nothing is copied then. */
  async copy(secret: SecretText, what: string): Promise<void> {
    await navigator.clipboard.writeText(secret.expose());
    clearTimeout(this.#timer);
    this.#overdue = false;
    this.#timer = setTimeout(() => void this.clear(), CLIPBOARD_SECONDS * 1000);
    this.#status.say(`${what} copied. The clipboard is cleared in ${CLIPBOARD_SECONDS} seconds, if this page stays open.`, CLIPBOARD_SECONDS);
  }

  /** Empties the clipboard if a secret of ours may still be in it. */
  async clear(): Promise<void> {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    try {
      await navigator.clipboard.writeText("");
      this.#timer = undefined;
      this.#overdue = false;
      this.#status.say("The clipboard has been cleared.");
    } catch {
      this.#overdue = true;
      this.#status.say("The browser did not let this page clear the clipboard. It is cleared when you come back to it.");
    }
  }
}
