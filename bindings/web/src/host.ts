/** Calls of the module in a worker: there is one while anything in it holds a key, and it is ended after. */
import { locked, thrown } from "./error.js";
import { gone, type Handle, handleArgument, held, HIDDEN, isKey, type Kind, makeHandle, release, standsFor } from "./handle.js";
import type { Crossing, HandleNumber } from "./message.js";
import { HandleArgument, lower } from "./method.js";
import { Remote } from "./remote.js";
import { Session } from "./session.js";
import type { Call, Caller, HandleClasses } from "./surface.js";

/** What unlocks a vault and does nothing else. */
const UNLOCKING = ["unlock", "unlockWith"];

/** The one worker of the page, and the time between two. */
export class Host {
  /** The compiled module, once `init` was called. */
  module: WebAssembly.Module | undefined;
  #session: Session | undefined;
  /** While the last worker is being ended. Calls wait for it. */
  #ending: Promise<void> | undefined;
  /** The next number of a handle. Numbers outlive workers. */
  #next = 1;
  /** Gives back what nobody refers to any more. */
  readonly #unused = new FinalizationRegistry<Remote>((remote) => this.#free(remote));

  /** The way of calling, for the classes of the API. */
  caller(handles: HandleClasses): Caller {
    return {
      call: (call) => this.#call(handles, call),
      dispose: async (_kind, handle: Handle) => {
        const remote = release(handle as Handle<Remote>);
        if (!remote) return;
        remote.locks += 1;
        this.#unused.unregister(handle);
        await this.#run(async () => this.#free(remote));
      },
      state: (kind, handle: Handle) => {
        const remote = held(handle as Handle<Remote>);
        if (!remote) return gone(kind);
        if (kind === "Vault") return remote.holdsKey ? "unlocked" : "locked";
        return remote.session || remote.parked ? HIDDEN : "locked";
      },
    };
  }

  /** All until the message is posted happens before this returns for the first time, so that calls stay in order. */
  async #call(handles: HandleClasses, { kind, name, method, self, given }: Call): Promise<unknown> {
    if (!this.module) throw new Error("call init() of inkseal/worker and wait for it before all else");
    // What the call is about is found now: it may be given back while the call waits for a worker to end.
    if (self) handleArgument(self, handles[kind as Kind], "this");
    const locksKey = isKey(kind) && name === "lock";
    if (self && locksKey && held(self) === undefined) return undefined;
    const remote = self && standsFor(self as Handle<Remote>, kind as Kind);
    if (remote && name === "lock") remote.locks += 1;
    const locks = remote?.locks;
    const copies: Uint8Array<ArrayBuffer>[] = [];
    try {
      const taken = lower(method, given).map((argument) => {
        if (argument instanceof HandleArgument) {
          const { kind, name } = argument;
          const handle = handleArgument(argument.handle, handles[kind], name) as Handle<Remote>;
          return new Passed(handle, standsFor(handle, kind));
        }
        if (!(argument instanceof Uint8Array)) return argument;
        const copy = new Uint8Array(argument);
        copies.push(copy);
        return copy;
      });
      return await this.#run(() => {
        if (remote?.parked?.kind === "Vault" && !remote.session) {
          // These need no worker: between two, a vault is its text.
          if (name === "lock") return undefined;
          if (name === "isUnlocked") return false;
          if (name === "toText") return remote.parked.text;
        }
        // A key that went with its worker needs no lock.
        if (locksKey && remote && !remote.session) return undefined;
        remote?.check();
        const session = this.#open();
        const number = remote && session.attach(remote);
        const crossing = taken.map((argument) => cross(argument, session));
        return session.ask(
          { what: "call", kind, name, self: number, taken: crossing, makes: method.result.makes },
          copies.map(({ buffer }) => buffer),
          (value) => {
            // The worker does one after the other: it has unlocked the vault, and locks it next.
            if (UNLOCKING.includes(name) && remote?.locks !== locks) throw locked("Vault");
            // The worker has wiped and given back a key that it locked.
            if (self && name === "lock" && kind !== "Vault") release(self);
            return method.result(value, (made, raw) => this.#wrap(handles, made, raw as HandleNumber, session, self));
          },
        );
      });
    } catch (error) {
      // A copy that there is no memory for.
      throw thrown(error);
    } finally {
      // What was sent is no longer here; what was not is.
      for (const copy of copies) if (copy.length > 0) copy.fill(0);
    }
  }

  #wrap(handles: HandleClasses, kind: Kind, { handle: number }: HandleNumber, session: Session, self?: Handle): Handle {
    const remote = new Remote(kind, number, session, kind === "Credentials" ? (self as Handle<Remote>) : undefined);
    session.add(remote);
    this.#next = Math.max(this.#next, number + 1);
    const made = makeHandle(handles[kind], remote);
    this.#unused.register(made, remote, made);
    return made;
  }

  /** Does a job when no worker is being ended. */
  #run<T>(job: () => T): T | Promise<T> {
    return this.#ending ? this.#ending.then(() => this.#run(job)) : job();
  }

  #open(): Session {
    this.#session ??= new Session(this.module as WebAssembly.Module, this.#next, {
      idle: (session) => this.#end(session),
      gone: (session) => {
        if (this.#session === session) this.#session = undefined;
      },
    });
    return this.#session;
  }

  #end(session: Session): Promise<void> {
    const parked = session.park().then(
      () => {
        if (this.#session === session) this.#session = undefined;
      },
      (error: unknown) => {
        // Something cannot be taken out: it stays where it is, and no key is with it. If the worker is gone, so is that.
        if (this.#session !== session) throw error;
      },
    );
    const ended = () => {
      this.#ending = undefined;
    };
    this.#ending = parked.then(ended, ended);
    return parked;
  }

  #free(remote: Remote): Promise<unknown> | undefined {
    const { session } = remote;
    remote.parked = undefined;
    return session?.free(remote).catch(() => undefined);
  }
}

/** A handle that is an argument. It is held until the call is made, so that what it stands for is not collected. */
class Passed {
  constructor(
    readonly handle: Handle<Remote>,
    readonly remote: Remote,
  ) {}
}

function cross(argument: Exclude<Crossing, HandleNumber> | Passed, session: Session): Crossing {
  return argument instanceof Passed ? { handle: session.attach(argument.remote) } : argument;
}
