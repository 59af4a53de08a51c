/** Calls of the module in a worker: there is one while anything in it holds a key, and it is ended after. */
import { type Handle, handleArgument, type Kind, makeHandle, release, standsFor } from "./handle.js";
import type { Crossing, HandleNumber } from "./message.js";
import { HandleArgument, lower } from "./method.js";
import { Remote } from "./remote.js";
import { Session } from "./session.js";
import type { Call, Caller, HandleClasses } from "./surface.js";

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
        this.#unused.unregister(handle);
        await this.#run(async () => this.#free(remote));
      },
    };
  }

  /** All until the message is posted happens before this returns for the first time, so that calls stay in order. */
  async #call(handles: HandleClasses, { kind, name, method, self, given }: Call): Promise<unknown> {
    if (!this.module) throw new Error("call init() of inkseal/worker and wait for it before all else");
    if (self) standsFor(self, kind ?? "");
    const copies: Uint8Array<ArrayBuffer>[] = [];
    try {
      const taken = lower(method, given).map((argument) => {
        if (argument instanceof HandleArgument)
          return handleArgument(argument.handle, handles[argument.kind], argument.name);
        if (!(argument instanceof Uint8Array)) return argument;
        const copy = new Uint8Array(argument);
        copies.push(copy);
        return copy;
      });
      return await this.#run(() => {
        const remote = self && standsFor(self as Handle<Remote>, kind ?? "");
        if (remote?.parked?.kind === "Vault" && !remote.session) {
          // These need no worker: between two, a vault is its text.
          if (name === "lock") return undefined;
          if (name === "isUnlocked") return false;
          if (name === "toText") return remote.parked.text;
        }
        remote?.check();
        const session = this.#open();
        const number = remote && session.attach(remote);
        const crossing = taken.map((argument) => cross(argument, session));
        return session.ask(
          { what: "call", kind, name, self: number, taken: crossing },
          copies.map(({ buffer }) => buffer),
          (value) => {
            // The worker has wiped and given back a key that it locked.
            if (self && name === "lock" && kind !== "Vault") release(self);
            return method.result(value, (made, raw) => this.#wrap(handles, made, raw as HandleNumber, session, self));
          },
        );
      });
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
    this.#ending = session
      .park()
      .then(
        () => {
          if (this.#session === session) this.#session = undefined;
        },
        // Something cannot be taken out: it stays where it is, and no key is with it.
        () => undefined,
      )
      .finally(() => {
        this.#ending = undefined;
      });
    return this.#ending;
  }

  #free(remote: Remote): Promise<unknown> | undefined {
    const { session } = remote;
    remote.parked = undefined;
    return session?.free(remote).catch(() => undefined);
  }
}

function cross(argument: unknown, session: Session): Crossing {
  if (typeof argument !== "object" || argument instanceof Uint8Array) return argument as Crossing;
  const handle = argument as Handle<Remote>;
  return { handle: session.attach(standsFor(handle, handle.constructor.name)) };
}
