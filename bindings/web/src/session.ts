/** One worker, from its start to its end, and what lives in it. */
import { startThread } from "#thread";
import { InksealError, locked, type Reason, tooLong } from "./error.js";
import { held } from "./handle.js";
import type { Parked, Reply, Request } from "./message.js";
import type { Remote } from "./remote.js";
import type { Thread } from "./thread.js";

/** A request before it has its number. */
export type Asked = Request extends infer R ? (R extends Request ? Omit<R, "id"> : never) : never;

interface Waiting {
  /** Makes the result at once: what it refers to may move when the worker ends. */
  take(value: unknown): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What a session tells its host. */
export interface Watcher {
  /** It holds no key any more, and nothing is on its way. The answer that said so waits for this. */
  idle(session: Session): Promise<void>;
  /** It is gone, with all that was in it. */
  gone(session: Session): void;
}

/** A running worker. */
export class Session {
  readonly #thread: Thread;
  readonly #waiting = new Map<number, Waiting>();
  readonly #remotes = new Map<number, Remote>();
  #asked = 0;
  /** Whether it has held a key. One that never did has nothing to forget. */
  #heldKeys = false;

  constructor(
    module: WebAssembly.Module,
    next: number,
    readonly watcher: Watcher,
  ) {
    try {
      this.#thread = startThread({ replied: (reply) => this.#replied(reply), failed: (full) => this.#failed(full) });
    } catch (error) {
      // The engine says which policy of the page forbids it.
      throw new InksealError({ code: "io", message: `the worker could not be started: ${(error as Error).message}` });
    }
    this.ask({ what: "start", module, next }).catch(() => undefined);
  }

  /** Asks the worker. `take` makes the result of its answer. */
  ask(
    asked: Asked,
    transferred: ArrayBuffer[] = [],
    take: (value: unknown) => unknown = (value) => value,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#asked;
      if (this.#waiting.size === 0) this.#thread.awaited(true);
      this.#waiting.set(id, { take, resolve, reject });
      try {
        this.#thread.post({ ...asked, id } as Request, transferred);
      } catch {
        // All that crosses can be cloned: what fails is that there is no memory for it.
        this.#settled(id);
        reject(tooLong());
      }
    });
  }

  /** Says that something lives here. */
  add(remote: Remote): void {
    remote.session = this;
    this.#remotes.set(remote.number, remote);
  }

  /** The number of something, which is made again if it was parked. Fails if it is nowhere. */
  attach(remote: Remote): number {
    remote.check();
    const { number, parked } = remote;
    if (remote.session === this || parked === undefined) return number;
    if (remote.vault !== undefined) {
      const vault = held(remote.vault);
      if (vault === undefined) throw locked("Vault");
      this.attach(vault);
    }
    this.add(remote);
    this.ask({ what: "restore", handle: number, parked }).then(
      () => {
        if (remote.session === this) remote.parked = undefined;
      },
      () => this.#forget(remote),
    );
    return number;
  }

  /** Gives back what a handle stood for. */
  free(remote: Remote): Promise<unknown> {
    this.#forget(remote);
    return this.ask({ what: "free", handle: remote.number });
  }

  /** Takes everything out and ends the worker. Fails, and ends nothing, if something cannot be taken out. */
  async park(): Promise<void> {
    const left = (await this.ask({ what: "park" })) as [number, Parked][];
    for (const [number, parked] of left) {
      const remote = this.#remotes.get(number);
      if (remote) remote.parked = parked;
    }
    await this.#end();
  }

  #forget(remote: Remote): void {
    remote.session = undefined;
    this.#remotes.delete(remote.number);
  }

  #replied({ id, holding, value, error, ended }: Reply): void {
    const waiting = this.#settled(id);
    if (!waiting) return;
    let settle: () => void;
    try {
      const result = error ? undefined : waiting.take(value);
      settle = error ? () => waiting.reject(new InksealError(error)) : () => waiting.resolve(result);
    } catch (failure) {
      settle = () => waiting.reject(failure);
    }
    if (ended === true) this.#failed(true);
    for (const remote of this.#remotes.values()) remote.holdsKey = holding.includes(remote.number);
    const holdsKeys = holding.length > 0;
    this.#heldKeys ||= holdsKeys;
    if (holdsKeys || !this.#heldKeys || this.#waiting.size > 0 || ended === true) return settle();
    this.#heldKeys = false;
    void this.watcher.idle(this).then(settle, waiting.reject);
  }

  #failed(outOfMemory: boolean): void {
    const reason: Reason = outOfMemory
      ? { code: "out_of_memory", message: "there is not enough memory for the worker" }
      : { code: "io", message: "the worker could not be started, or ended unexpectedly" };
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    void this.#end();
    this.watcher.gone(this);
    for (const { reject } of waiting) reject(new InksealError(reason));
  }

  #settled(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#thread.awaited(false);
    return waiting;
  }

  async #end(): Promise<void> {
    for (const remote of this.#remotes.values()) {
      remote.session = undefined;
      remote.holdsKey = false;
    }
    this.#remotes.clear();
    await this.#thread.end();
  }
}
