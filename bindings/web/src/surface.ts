/** The whole API as tables, and what is made of them: classes and functions that call in one of two ways. */
import { credentialsMethods } from "./credentials.js";
import { Handle, type HandleClass, type Kind } from "./handle.js";
import { masterKeyMethods, masterKeyStatics, orgKeyMethods, orgKeyStatics } from "./keys.js";
import type { Functions, Method, Table } from "./method.js";
import { generateFunctions, payloadFunctions, totpFunctions, webhookFunctions } from "./payload.js";
import { printsAs } from "./uncloneable.js";
import { vaultFunctions, vaultMethods, vaultStatics } from "./vault.js";
import { answerMethods, answerStatics, requestFunctions, wireFunctions } from "./wire.js";

/** The calls of every class. */
export const classes = {
  Vault: { statics: vaultStatics, methods: vaultMethods },
  Credentials: { statics: {}, methods: credentialsMethods },
  MasterKey: { statics: masterKeyStatics, methods: masterKeyMethods },
  OrgKey: { statics: orgKeyStatics, methods: orgKeyMethods },
  UnlockAnswer: { statics: answerStatics, methods: answerMethods },
} satisfies Record<Kind, { statics: Table; methods: Table }>;

/** Every function that is no method. */
export const functions = {
  ...vaultFunctions,
  ...payloadFunctions,
  ...totpFunctions,
  ...generateFunctions,
  ...webhookFunctions,
  ...requestFunctions,
  ...wireFunctions,
} satisfies Table;

/** One call that somebody makes. */
export interface Call {
  /** The class whose method it is; none for a function. */
  readonly kind?: Kind;
  readonly name: string;
  readonly method: Method;
  /** Whose method it is; none for a function or static method. */
  readonly self?: Handle;
  readonly given: readonly unknown[];
}

/** A way of calling the module. */
export interface Caller {
  /** Gives the result or a promise of it. */
  call(call: Call): unknown;
  /** Gives back what a handle stands for, once. */
  dispose(kind: Kind, handle: Handle): unknown;
  /** Whether what a handle stands for can be used, in a word or two: nothing secret. */
  state(kind: Kind, handle: Handle): string;
}

/** The handles' classes, by their names. */
export type HandleClasses = Readonly<Record<Kind, HandleClass>>;

/** The API as the tables describe it. `Dispose` is what ends a block. */
export type Surface<Dispose> = {
  [K in Kind]: Functions<(typeof classes)[K]["statics"]> & {
    readonly prototype: Functions<(typeof classes)[K]["methods"]> & Dispose;
  };
} & Functions<typeof functions>;

/** Makes the API. `dispose` is the name of the method that ends a block. */
export function makeSurface<Dispose>(
  makeCaller: (handles: HandleClasses) => Caller,
  dispose: symbol,
): Surface<Dispose> {
  // Written out, so that each has its name also in minified code.
  const handles: HandleClasses = {
    Vault: named("Vault"),
    Credentials: named("Credentials"),
    MasterKey: named("MasterKey"),
    OrgKey: named("OrgKey"),
    UnlockAnswer: named("UnlockAnswer"),
  };
  const caller = makeCaller(handles);

  for (const kind of Object.keys(handles) as Kind[]) {
    const target = handles[kind];
    add(
      target,
      classes[kind].statics,
      (name, method) =>
        (...given: unknown[]) =>
          caller.call({ kind, name, method, given }),
    );
    add(
      target.prototype as object,
      classes[kind].methods,
      (name, method) =>
        function (this: Handle, ...given: unknown[]) {
          return caller.call({ kind, name, method, self: this, given });
        },
    );
    hidden(target.prototype as object, dispose, function (this: Handle) {
      return caller.dispose(kind, this);
    });
    printsAs(target.prototype as Handle, function () {
      return `${kind}(${caller.state(kind, this)})`;
    });
  }

  const surface: object = { ...handles };
  add(
    surface,
    functions,
    (name, method) =>
      (...given: unknown[]) =>
        caller.call({ name, method, given }),
  );
  return surface as Surface<Dispose>;
}

/** A class of handles whose instances print as its name. */
function named(kind: Kind): HandleClass {
  const made = class extends Handle {};
  hidden(made, "name", kind);
  hidden(made.prototype, Symbol.toStringTag, kind);
  return made as HandleClass;
}

function add(target: object, table: Table, make: (name: string, method: Method) => object): void {
  for (const [name, method] of Object.entries(table)) {
    const made = make(name, method);
    hidden(made, "name", name);
    hidden(target, name, made);
  }
}

/** A member as a class would have it: not enumerable. */
function hidden(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
