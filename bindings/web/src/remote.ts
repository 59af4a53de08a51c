/** What stands in the page for something that lives in the worker. */
import { InksealError, locked } from "./error.js";
import { type Handle, held, isKey, type Kind } from "./handle.js";
import type { Parked } from "./message.js";
import type { Session } from "./session.js";

/** Where something is: in a session, parked between two, or nowhere any more. */
export class Remote {
  /** The worker that has it. */
  session: Session | undefined;
  /** How often it was locked or given back: what began to unlock it before does not unlock it. */
  locks = 0;
  /** Whether it held a key with the last answer: an unlocked vault does. */
  holdsKey = false;
  /** What it is made of again by the next worker. */
  parked: Parked | undefined;
  /** Keeps the vault of an agent's view, which is made again of it. */
  readonly vault: Handle<Remote> | undefined;

  constructor(
    readonly kind: Kind,
    readonly number: number,
    session: Session,
    vault: Handle<Remote> | undefined,
  ) {
    this.session = session;
    this.vault = vault;
  }

  /** Fails if it is nowhere. A key that went with its worker is locked; a vault that did has to be parsed again. */
  check(): void {
    if (this.session !== undefined || this.parked !== undefined) return;
    if (this.vault && held(this.vault) === undefined) throw locked("Vault");
    if (isKey(this.kind)) throw locked(this.kind);
    throw new InksealError({
      code: "io",
      message: "the worker that held this ended unexpectedly: parse the vault again from the text that was saved last",
    });
  }
}
