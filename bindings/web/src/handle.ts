/** Handles: objects that stand for what lives in the module, and print as no more than their name and state. */
import { invalid, locked } from "./error.js";
import { Uncloneable } from "./uncloneable.js";

/** What a handle can stand for, by the name of its class. */
export type Kind = "Vault" | "Credentials" | "MasterKey" | "OrgKey" | "UnlockAnswer";

/** Keys are locked or not worth a word; vaults are locked or unlocked. */
export const isKey = (kind: Kind | undefined): boolean => kind === "MasterKey" || kind === "OrgKey";

/** What is printed of a handle that stands for nothing any more, and of one whose state is nothing to show. */
export const gone = (kind: Kind): string => (isKey(kind) ? "locked" : "given back");
export const HIDDEN = "hidden";

/** Says that a handle is made here. Callers cannot have it. */
const made = Symbol("made");

let held: <H>(handle: Handle<H>) => H | undefined;
let release: <H>(handle: Handle<H>) => H | undefined;

/** Stands for `H`, which callers cannot reach, until it is released. */
export class Handle<H = unknown> extends Uncloneable {
  #held: H | undefined;

  static {
    held = (handle) => handle.#held;
    release = (handle) => {
      const last = handle.#held;
      handle.#held = undefined;
      return last;
    };
  }

  constructor(proof: unknown, holds: H) {
    super();
    if (proof !== made) throw new TypeError(`${new.target.name} is made by its static methods and not by new`);
    this.#held = holds;
  }
}

/** A class of handles. */
export type HandleClass = new (proof: unknown, holds: never) => Handle;

/** Makes a handle of a class. */
export function makeHandle<H>(handles: HandleClass, holds: H): Handle<H> {
  return new handles(made, holds as never) as Handle<H>;
}

/** What a handle stands for. Fails with `locked` if it was released. */
export function standsFor<H>(handle: Handle<H>, kind: string): H {
  const holds = held(handle);
  if (holds === undefined) throw locked(kind);
  return holds;
}

/** An argument that has to be a handle of a class. */
export function handleArgument(value: unknown, handles: HandleClass, name: string): Handle {
  if (!(value instanceof handles)) throw invalid(name, `a ${handles.name}`);
  return value;
}

export { held, release };
