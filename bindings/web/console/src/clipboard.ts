import type { SecretText } from "inkseal/worker";
import type { Status } from "./status.ts";

/** How long a copied secret stays in the clipboard, in seconds. */
export const CLIPBOARD_SECONDS = 45;

/**
 * Copies secrets, and empties the clipboard some time after, if the secret is still in it as far as the page may know:
 * where the browser lets it read the clipboard it looks, and elsewhere only a copy in the page itself tells that there is
 * something else. A page without focus may not write to the clipboard; it is emptied then as soon as the page has focus
 * again. The secret is kept until then, to be compared.
 */
export class Clipboard {
  readonly #status: Status;
  #copied: SecretText | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #overdue = false;

  constructor(status: Status) {
    this.#status = status;
    addEventListener("focus", () => {
      if (this.#overdue) void this.clear();
    });
    for (const event of ["copy", "cut"]) document.addEventListener(event, () => this.#forget());
  }

  /** Copies a secret; `what` is its name for people. Fails as the browser does, and nothing is copied then. */
  async copy(secret: SecretText, what: string): Promise<void> {
    await navigator.clipboard.writeText(secret.expose());
    this.#forget();
    this.#copied = secret;
    this.#timer = setTimeout(() => void this.clear(), CLIPBOARD_SECONDS * 1000);
    this.#status.say(`${what} copied. The clipboard is cleared in ${CLIPBOARD_SECONDS} seconds, if this page stays open.`, CLIPBOARD_SECONDS);
  }

  /** Empties the clipboard if a secret of ours may still be in it; at once and without a look when the page goes away. */
  async clear(look = true): Promise<void> {
    const copied = this.#copied;
    if (!copied) return;
    clearTimeout(this.#timer);
    try {
      const replaced = look && (await isReplaced(copied));
      if (copied !== this.#copied) return; // another one was copied meanwhile, and its time runs
      if (replaced) return this.#forget();
      await navigator.clipboard.writeText("");
      this.#forget();
      this.#status.say("The clipboard has been cleared.");
    } catch {
      this.#overdue = true;
      this.#status.say("The browser did not let this page clear the clipboard. It is cleared when you come back to it.");
    }
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#copied = undefined;
    this.#overdue = false;
  }
}

/** Whether the clipboard holds something else. False where this page may not look; it does not ask to. */
async function isReplaced(copied: SecretText): Promise<boolean> {
  const permission = await navigator.permissions.query({ name: "clipboard-read" as PermissionName }).catch(() => undefined);
  if (permission?.state !== "granted") return false;
  return (await navigator.clipboard.readText()) !== copied.expose();
}
