/**
 * Compiled, never run: what the sources are and what the hand-written declarations say must be the same, in both
 * directions, for each entry.
 */
import type * as inkseal from "../../src/inkseal.js";
import type * as inline from "../../src/inline.js";
import type * as worker from "../../src/worker.js";
import type * as declared from "../../types/inkseal.js";
import type * as declaredInline from "../../types/inline.js";
import type * as declaredWorker from "../../types/worker.js";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** What can be called and how, without the bivariance that methods have, and without constructors. */
type Shape<T> = {
  [K in keyof T as K extends "prototype" ? never : K]: T[K] extends (...given: infer P) => infer R ? Called<P, R> : T[K];
};

/** Written out, so that nothing is compared by its name alone. */
type Called<P extends readonly unknown[], R> = { takes: Required<P>; least: P["length"]; gives: R };

/** The members of each class, with its static ones. */
type Classes<M> = { [K in keyof M & ClassName]: M[K] extends { prototype: infer I } ? [Shape<I>, Shape<M[K]>] : never };
type ClassName = "Vault" | "Credentials" | "MasterKey" | "OrgKey" | "UnlockAnswer";
type Rest<M> = Shape<Omit<M, ClassName | "InksealError" | "SecretText">>;

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
type Awaited_<T> = {
  [K in keyof T as K extends typeof Symbol.dispose ? typeof Symbol.asyncDispose : K]: T[K] extends {
    takes: infer P extends readonly unknown[];
    least: infer L;
    gives: infer R;
  }
    ? { takes: Given<P>; least: L; gives: K extends "init" ? R : Promise<InWorker<R>> }
    : T[K];
};
type AwaitedClasses<C> = { [K in keyof C]: C[K] extends [infer I, infer S] ? [Awaited_<I>, Awaited_<S>] : never };

/** The instances and functions of the two shared classes: theirs are private texts, which no declaration has. */
type Instance<C> = C extends { prototype: infer I } ? { [K in keyof I]: K extends "equals" ? "compared" : I[K] } : never;
type Inspectable = { [K in keyof declared.SecretText]: K extends "equals" ? "compared" : declared.SecretText[K] };

export const agreements: [
  sameNames: Same<keyof typeof inkseal, keyof typeof declared>,
  sameNamesInline: Same<keyof typeof inline, keyof typeof declaredInline>,
  sameNamesInWorker: Same<keyof typeof worker, keyof typeof declaredWorker>,
  sameNamesInBoth: Same<keyof typeof declared, keyof typeof declaredWorker>,
  classes: Same<Classes<typeof inkseal>, Classes<typeof declared>>,
  functions: Same<Rest<typeof inkseal>, Rest<typeof declared>>,
  inlineClasses: Same<Classes<typeof inline>, Classes<typeof declaredInline>>,
  inlineFunctions: Same<Rest<typeof inline>, Rest<typeof declaredInline>>,
  workerClasses: Same<AwaitedClasses<Classes<typeof declared>>, Classes<typeof declaredWorker>>,
  workerFunctions: Same<Awaited_<Rest<typeof declared>>, Rest<typeof declaredWorker>>,
  secretText: Same<Instance<typeof inkseal.SecretText>, Inspectable>,
  error: Same<Instance<typeof inkseal.InksealError>, Instance<typeof declared.InksealError>>,
  oneSecretText: Same<typeof declared.SecretText, typeof declaredWorker.SecretText>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true];
