/** Calls of the module on the calling thread. `.` and `./inline` have the same instance and the same classes. */
import { dispose } from "./dispose.js";
import { isTrap, thrown, trapped } from "./error.js";
import init, { free } from "./glue.js";
import { gone, type Handle, handleArgument, held, HIDDEN, type Kind, makeHandle, release, standsFor } from "./handle.js";
import { HandleArgument, lower } from "./method.js";
import { type Given, invoke } from "./module.js";
import { type Call, type Caller, type HandleClasses, makeSurface } from "./surface.js";

/** The memory of the instance, once there is one. */
let memory: WebAssembly.Memory | undefined;
/** Whether a trap ended the instance. Nothing is asked of it then: what it did last is half done. */
let ended = false;

/** Makes the module's one instance. */
export async function instantiate(module: WebAssembly.Module): Promise<void> {
  ({ memory } = await init({ module }));
}

/** Calls the instance. A trap leaves keys where nobody can wipe them any more, so all of its memory is wiped. */
function run<T>(call: () => T): T {
  if (ended) throw trapped();
  try {
    return call();
  } catch (error) {
    if (isTrap(error) && memory) {
      ended = true;
      new Uint8Array(memory.buffer).fill(0);
    }
    throw thrown(error);
  }
}

class Direct implements Caller {
  /** Gives back what nobody refers to any more. */
  readonly #unused = new FinalizationRegistry<number>((number) => {
    if (!ended) run(() => free(number));
  });
  /** The keys that were locked, which the module cannot be asked. */
  readonly #lockedKeys = new WeakSet<Handle>();

  constructor(readonly handles: HandleClasses) {}

  call({ kind, name, method, self, given }: Call): unknown {
    if (!memory) throw new Error("call init() of inkseal and wait for it before all else");
    const number = self ? this.#number(self, kind as Kind, "this") : 0;
    const taken = lower(method, given).map((argument) =>
      argument instanceof HandleArgument ? this.#number(argument.handle, argument.kind, argument.name) : argument,
    );
    // Nothing is left to lock.
    if (ended && name === "lock") return undefined;
    const raw = run(() => invoke(kind, name, number, taken as Given[], method.result.makes !== undefined));
    if (self && name === "lock") this.#lockedKeys.add(self);
    return method.result(raw, (made, holds) => {
      const handle = makeHandle(this.handles[made], holds);
      this.#unused.register(handle, holds as number, handle);
      return handle;
    });
  }

  dispose(kind: Kind, handle: Handle): void {
    const number = release(handle) as number | undefined;
    if (number === undefined) return;
    this.#unused.unregister(handle);
    if (ended) return;
    run(() => {
      // An agent's view holds the vault too: locking it wipes the key whoever holds it.
      if (kind === "Vault") invoke(kind, "lock", number, [], false);
      free(number);
    });
  }

  state(kind: Kind, handle: Handle): string {
    const number = held(handle) as number | undefined;
    if (number === undefined) return gone(kind);
    if (kind === "Vault") return !ended && run(() => invoke(kind, "isUnlocked", number, [], false)) === "true" ? "unlocked" : "locked";
    return ended || this.#lockedKeys.has(handle) ? "locked" : HIDDEN;
  }

  /** The number of an object of the module's. */
  #number(handle: unknown, kind: Kind, name: string): number {
    return standsFor(handleArgument(handle, this.handles[kind], name) as Handle<number>, kind);
  }
}

/** The API, on the calling thread. */
export const surface = makeSurface<{ [Symbol.dispose](): void }>((handles) => new Direct(handles), dispose);
