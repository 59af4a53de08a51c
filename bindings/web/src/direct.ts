/** Calls of the module on the calling thread. `.` and `./inline` have the same instance and the same classes. */
import { dispose } from "./dispose.js";
import { isTrap, thrown, trapped } from "./error.js";
import * as glue from "./glue.js";
import { type Handle, handleArgument, type Kind, makeHandle, release, standsFor } from "./handle.js";
import { HandleArgument, lower } from "./method.js";
import { type Call, type Caller, type HandleClasses, makeSurface } from "./surface.js";

/** An object of the module's, or its exports. */
type Target = Readonly<Record<string, (...given: unknown[]) => unknown>>;

/** The memory of the instance, once there is one. */
let memory: WebAssembly.Memory | undefined;
/** Whether a trap ended the instance. Nothing is asked of it then: what it did last is half done. */
let ended = false;

/** Makes the module's one instance. */
export async function instantiate(module: WebAssembly.Module): Promise<void> {
  ({ memory } = (await glue.default({ module_or_path: module })) as { memory: WebAssembly.Memory });
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
  constructor(readonly handles: HandleClasses) {}

  call({ kind, name, method, self, given }: Call): unknown {
    if (!memory) throw new Error("call init() of inkseal and wait for it before all else");
    const exports = glue as unknown as Target & Record<Kind, Target>;
    const target = self
      ? (standsFor(handleArgument(self, this.handles[kind as Kind], "this"), kind as Kind) as Target)
      : kind
        ? exports[kind]
        : exports;
    const taken = lower(method, given).map((argument) => this.#resolve(argument));
    // Nothing is left to lock.
    if (ended && name === "lock") return undefined;
    const raw = run(() => target[name]!(...taken));
    return method.result(raw, (made, holds) => makeHandle(this.handles[made], holds));
  }

  dispose(kind: Kind, handle: Handle): void {
    const target = release(handle) as Target | undefined;
    // An agent's view holds the vault too: locking it wipes the key whoever holds it.
    if (!target || ended) return;
    run(() => {
      if (kind === "Vault") target["lock"]!();
      target["free"]!();
    });
  }

  #resolve(argument: unknown): unknown {
    if (!(argument instanceof HandleArgument)) return argument;
    return standsFor(handleArgument(argument.handle, this.handles[argument.kind], argument.name), argument.kind);
  }
}

/** The API, on the calling thread. */
export const surface = makeSurface<{ [Symbol.dispose](): void }>((handles) => new Direct(handles), dispose);
