/** What crosses between the page and its worker. */
import type { Reason } from "./error.js";
import type { Kind } from "./handle.js";

/** What lives in the worker, by the number that it has there. */
export interface HandleNumber {
  readonly handle: number;
}

/** An argument of the module's. */
export type Crossing = string | number | boolean | undefined | Uint8Array | HandleNumber;

/** What is left of something when its worker ends, and of which it is made again. It holds no key. */
export type Parked =
  | { readonly kind: "Vault"; readonly text: string; readonly withoutAad: boolean }
  | { readonly kind: "Credentials"; readonly vault: number; readonly identity: string }
  | { readonly kind: "UnlockAnswer"; readonly text: string };

/** What the page asks. Each is answered once, in the order in which they were asked. */
export type Request =
  /** Makes the instance. Numbers for handles begin with `next`. */
  | { readonly what: "start"; readonly id: number; readonly module: WebAssembly.Module; readonly next: number }
  /** Calls the module. Bytes are the worker's, which wipes them. */
  | {
      readonly what: "call";
      readonly id: number;
      readonly kind: Kind | undefined;
      readonly name: string;
      readonly self: number | undefined;
      readonly taken: readonly Crossing[];
      /** What is made, if the result is of a new object. */
      readonly makes: Kind | undefined;
    }
  /** Makes again what was parked. */
  | { readonly what: "restore"; readonly id: number; readonly handle: number; readonly parked: Parked }
  /** Gives back what a handle stands for. */
  | { readonly what: "free"; readonly id: number; readonly handle: number }
  /** Asks what is left of everything, before the worker is ended. */
  | { readonly what: "park"; readonly id: number };

/** What the worker answers. */
export interface Reply {
  readonly id: number;
  /** What holds a key in the worker, by number: master keys, org keys and unlocked vaults. */
  readonly holding: readonly number[];
  /** The result: a crossing, a list of them, or after `park` pairs of a handle's number and what is left of it. */
  readonly value?: unknown;
  readonly error?: Reason;
  /** The instance had to give up, and answers no more. */
  readonly ended?: boolean;
}
