/**
 * Compiled, never run: what the sources are and what the hand-written declarations say must be the same, in both
 * directions, for each entry.
 */
import type * as inkseal from "../../src/inkseal.js";
import type * as inline from "../../src/inline.js";
import type * as node from "../../src/node.js";
import type * as worker from "../../src/worker.js";
import type * as declared from "../../types/inkseal.js";
import type * as declaredInline from "../../types/inline.js";
import type * as declaredNode from "../../types/node.js";
import type * as declaredWorker from "../../types/worker.js";

/** What can be called and how, without the bivariance that methods have, and without constructors. */
type Shape<T> = {
  [K in keyof T as K extends "prototype" ? never : K]: T[K] extends (...given: infer P) => infer R
    ? Called<P, R>
    : T[K];
};

/** Written out, so that nothing is compared by its name alone. */
type Called<P extends readonly unknown[], R> = { takes: Required<P>; least: P["length"]; gives: R };

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The names of the members that are not the same. Each is compared by itself: compilers compare more only by name. */
type Differences<A, B> = {
  [K in keyof A | keyof B]: K extends keyof A & keyof B ? (Same<A[K], B[K]> extends true ? never : K) : K;
}[keyof A | keyof B];

type ClassName = "Vault" | "Credentials" | "MasterKey" | "OrgKey" | "UnlockAnswer";
type Instances<M> = { [K in keyof M & ClassName]: M[K] extends { prototype: infer I } ? Shape<I> : never };
type Statics<M> = { [K in keyof M & ClassName]: Shape<M[K]> };
type Rest<M> = Shape<Omit<M, ClassName | "InksealError" | "SecretText">>;

/** The differences of two modules: of their functions, and of each class, with its static methods. */
type Differing<A, B> =
  | Differences<Rest<A>, Rest<B>>
  | { [K in ClassName]: Differences<Get<Instances<A>, K>, Get<Instances<B>, K>> }[ClassName]
  | { [K in ClassName]: Differences<Get<Statics<A>, K>, Get<Statics<B>, K>> }[ClassName];
type Get<T, K> = K extends keyof T ? T[K] : { missing: K };

/** In a worker each call gives a promise, of a handle of the worker's where the other gives a handle. */
type InWorker<T> = T extends declared.Vault
  ? declaredWorker.Vault
  : T extends declared.MasterKey
    ? declaredWorker.MasterKey
    : T extends declared.OrgKey
      ? declaredWorker.OrgKey
      : T extends declared.UnlockAnswer
        ? declaredWorker.UnlockAnswer
        : T extends declared.Credentials
          ? declaredWorker.Credentials
          : T extends declared.Initialized
            ? declaredWorker.Initialized
            : T extends declared.UnwrappedKey
              ? declaredWorker.UnwrappedKey
              : T extends readonly declared.MasterKey[]
                ? readonly declaredWorker.MasterKey[]
                : T;
type Given<P extends readonly unknown[]> = { [K in keyof P]: InWorker<P[K]> };
type InPromises<T> = {
  [K in keyof T as K extends typeof Symbol.dispose ? typeof Symbol.asyncDispose : K]: T[K] extends {
    takes: infer P extends readonly unknown[];
    least: infer L;
    gives: infer R;
  }
    ? { takes: Given<P>; least: L; gives: K extends "init" ? R : Promise<InWorker<R>> }
    : T[K];
};
type DifferingInWorker =
  | Differences<InPromises<Rest<typeof declared>>, Rest<typeof declaredWorker>>
  | {
      [K in ClassName]: Differences<InPromises<Instances<typeof declared>[K]>, Instances<typeof declaredWorker>[K]>;
    }[ClassName]
  | {
      [K in ClassName]: Differences<InPromises<Statics<typeof declared>[K]>, Statics<typeof declaredWorker>[K]>;
    }[ClassName];

/** The shared classes: `equals` is left out, for it takes one with private text, which no declaration has. */
type Instance<C> = C extends { prototype: infer I } ? Omit<I, "equals"> : never;

/** Fails to compile, and says what differs, unless nothing does. */
type Agrees<Differing extends never> = Differing;

export type Agreements = [
  Agrees<Differing<typeof inkseal, typeof declared>>,
  Agrees<Differing<typeof inline, typeof declaredInline>>,
  Agrees<DifferingInWorker>,
  Agrees<Differences<Shape<typeof node>, Shape<typeof declaredNode>>>,
  Agrees<Differences<Record<keyof typeof inkseal, 1>, Record<keyof typeof declared, 1>>>,
  Agrees<Differences<Record<keyof typeof inline, 1>, Record<keyof typeof declaredInline, 1>>>,
  Agrees<Differences<Record<keyof typeof worker, 1>, Record<keyof typeof declaredWorker, 1>>>,
  Agrees<Differences<Record<keyof typeof declared, 1>, Record<keyof typeof declaredWorker, 1>>>,
  Agrees<Differences<Instance<typeof inkseal.SecretText>, Instance<typeof declared.SecretText>>>,
  Agrees<Differences<Instance<typeof inkseal.InksealError>, Instance<typeof declared.InksealError>>>,
  Agrees<Differences<{ one: typeof declared.SecretText }, { one: typeof declaredWorker.SecretText }>>,
];
