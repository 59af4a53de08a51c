/** The worker's side: does with the module what the page asks, and keeps what lives in it. */
import { InksealError, isTrap, locked, type Reason, thrown } from "./error.js";
import { free, initSync } from "./glue.js";
import { isKey, type Kind } from "./handle.js";
import type { Crossing, HandleNumber, Parked, Reply, Request } from "./message.js";
import { type Given, invoke, type Made } from "./module.js";

/** Something that lives in the module. */
interface Entry {
  readonly kind: Kind;
  /** Its number there, which is not that of the page. */
  readonly object: number;
  /** Of a vault: whether payloads without AAD are accepted. */
  withoutAad?: boolean;
  /** Of an agent's view: the number of its vault, and the identity's id. */
  readonly vault?: number;
  identity?: string;
}

/** Calls a method of something that lives in the module. */
const ask = ({ kind, object }: Entry, name: string, ...given: Given[]) => invoke(kind, name, object, given, false);
/** Makes something that lives in the module. */
function make(kind: Kind, name: string, self: number, ...given: Given[]): number {
  const [object] = invoke(kind, name, self, given, true) as Made;
  return object;
}

/** What lives in the module, by number; or why it could not be made again. */
class Living {
  readonly #entries = new Map<number, Entry | { readonly error: unknown }>();
  #next = 1;

  start(next: number): void {
    this.#next = next;
  }

  add(entry: Entry): HandleNumber & { readonly kind: Kind } {
    this.#entries.set(this.#next, entry);
    return { handle: this.#next++, kind: entry.kind };
  }

  has(handle: number): boolean {
    return this.#entries.has(handle);
  }

  get(handle: number): Entry {
    const entry = this.#entries.get(handle);
    if (entry === undefined) throw locked("object");
    if ("error" in entry) throw entry.error;
    return entry;
  }

  restore(handle: number, parked: Parked): void {
    try {
      this.#entries.set(handle, this.#made(parked));
    } catch (error) {
      // Calls that are on their way fail as this did.
      this.#entries.set(handle, { error });
      throw error;
    }
  }

  /** Wipes and gives back. An agent's view holds its vault too, which is why it is locked first. */
  free(handle: number): void {
    const entry = this.#entries.get(handle);
    this.#entries.delete(handle);
    if (entry === undefined || "error" in entry) return;
    if (entry.kind === "Vault") ask(entry, "lock");
    free(entry.object);
  }

  /** The numbers of what holds a key. */
  get holding(): number[] {
    const holding: number[] = [];
    for (const [handle, entry] of this.#entries) {
      if ("error" in entry) continue;
      const { kind } = entry;
      if (isKey(kind) || (kind === "Vault" && ask(entry, "isUnlocked") === "true"))
        holding.push(handle);
    }
    return holding;
  }

  park(): [number, Parked][] {
    const all: [number, Parked][] = [];
    for (const [handle, entry] of this.#entries) {
      const parked = "error" in entry ? undefined : this.#parked(entry);
      if (parked) all.push([handle, parked]);
    }
    return all;
  }

  #made(parked: Parked): Entry {
    const { kind } = parked;
    if (kind === "Credentials") {
      const { vault, identity } = parked;
      return { kind, vault, identity, object: make("Vault", "credentials", this.get(vault).object, identity) };
    }
    const text = new TextEncoder().encode(parked.text);
    if (kind === "UnlockAnswer") return { kind, object: make(kind, "fromJson", 0, text) };
    const entry = { kind, object: make(kind, "parse", 0, text), withoutAad: parked.withoutAad };
    ask(entry, "acceptPayloadsWithoutAad", entry.withoutAad);
    return entry;
  }

  #parked(entry: Entry): Parked | undefined {
    const { kind, withoutAad = false, vault, identity } = entry;
    if (kind === "Vault") return { kind, text: ask(entry, "toText") as string, withoutAad };
    if (kind === "UnlockAnswer") return { kind, text: ask(entry, "toJson") as string };
    // Of a view whose vault was given back nothing is left.
    if (kind !== "Credentials" || vault === undefined || identity === undefined || !this.#entries.has(vault)) return;
    return { kind, vault, identity };
  }
}

/** Serves what comes through a port, until the worker is ended. */
export function serve(send: (reply: Reply, transferred: ArrayBuffer[]) => void): (request: Request) => void {
  const living = new Living();

  function answer(request: Request): unknown {
    switch (request.what) {
      case "start":
        initSync({ module: request.module });
        return living.start(request.next);
      case "restore":
        return living.restore(request.handle, request.parked);
      case "free":
        return living.free(request.handle);
      case "park":
        return living.park();
      case "call":
        return call(request);
    }
  }

  function call({ kind, name, self, taken, makes }: Request & { what: "call" }): unknown {
    // A key that was locked already.
    if (self !== undefined && name === "lock" && !living.has(self)) return undefined;
    const entry = self === undefined ? undefined : living.get(self);
    const value = invoke(entry?.kind ?? kind, name, entry?.object ?? 0, taken.map(resolve), makes !== undefined);
    if (entry && name === "acceptPayloadsWithoutAad") entry.withoutAad = taken[0] === true;
    // A key that is locked is of no more use.
    if (self !== undefined && entry?.kind !== "Vault" && name === "lock") living.free(self);
    if (!makes) return value;
    const [object, ...rest] = value as Made;
    return [kept({ kind: makes, object }, self), ...rest];
  }

  function resolve(argument: Crossing): Given {
    return typeof argument === "object" && "handle" in argument ? living.get(argument.handle).object : argument;
  }

  /** Something new as it crosses: it stays in the module. */
  function kept(made: Entry, self: number | undefined): unknown {
    if (made.kind !== "Credentials" || self === undefined) return living.add(made);
    // By its id, which stays when the identity gets another handle.
    const { id } = JSON.parse(ask(made, "identity") as string) as { id: string };
    return living.add({ ...made, vault: self, identity: id });
  }

  return (request) => {
    let reply: Omit<Reply, "holding">;
    const { id } = request;
    try {
      reply = { id, value: answer(request) };
    } catch (error) {
      reply = { id, ...failure(error) };
    }
    if (request.what === "call") for (const given of request.taken) if (given instanceof Uint8Array) given.fill(0);
    const { value } = reply;
    // After a trap nothing is asked of the instance.
    const holding = reply.ended === true ? [] : living.holding;
    send({ ...reply, holding }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
  };
}

/** An error as it crosses. */
function failure(error: unknown): { error: Reason; ended?: boolean } {
  const other = thrown(error);
  // Whatever else the glue throws is a call that it cannot make. Its text may hold what it was given.
  const known =
    other instanceof InksealError ? other : new InksealError({ code: "invalid_input", message: "there is no such call" });
  const { code, message, ids, rule, expected, actual } = known;
  const details = Object.entries({ ids, rule, expected, actual }).filter(([, detail]) => detail !== undefined);
  const reason = { code, message, ...Object.fromEntries(details) } as Reason;
  return isTrap(error) ? { error: reason, ended: true } : { error: reason };
}
