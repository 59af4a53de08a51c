/** What a parameter takes, and which arguments of the module's it becomes. */
import type * as api from "../types/inkseal.js";
import { invalid } from "./error.js";
import type { Kind } from "./handle.js";
import { checkText, exposeText, members, plainJson, secretJson, wellFormed } from "./input.js";

/** An argument that is a handle still, which each way of calling resolves in its own way. */
export class HandleArgument {
  constructor(
    readonly handle: unknown,
    readonly kind: Kind,
    readonly name: string,
  ) {}
}

/** An argument of the module's. */
export type Lowered = string | number | boolean | undefined | Uint8Array | HandleArgument;

/** A parameter of type `T`, which may be left out where `T` has undefined. */
export interface Parameter<T> {
  /** The module's arguments, in their order. Fails with `invalid_input`, which names the parameter. */
  lower(value: unknown): Lowered[];
  /** For the type alone. */
  readonly takes?: T;
}

function parameter<T>(lower: (value: unknown) => Lowered[]): Parameter<T> {
  return { lower };
}

/** Text that is not secret. */
export const text = <T extends string = string>(name: string): Parameter<T> =>
  parameter((value) => [checkText(value, name)]);

/** Text, or null for none. */
export const textOrNull = (name: string): Parameter<string | null> =>
  parameter((value) => [value === null ? undefined : checkText(value, name)]);

/** Text, or null or nothing for none. */
export const optionalText = (name: string): Parameter<string | null | undefined> =>
  parameter((value) => [value === null || value === undefined ? undefined : checkText(value, name)]);

/** Secret text. */
export const secret = (name: string): Parameter<api.Text> => parameter((value) => [exposeText(value, name)]);

/** Text that can be long, in UTF-8. */
export const longText = (name: string): Parameter<string> =>
  parameter((value) => [new TextEncoder().encode(checkText(value, name))]);
export const longSecret = (name: string): Parameter<api.Text> =>
  parameter((value) => [new TextEncoder().encode(exposeText(value, name))]);

/** Yes or no. */
export const flag = (name: string): Parameter<boolean> =>
  parameter((value) => {
    if (typeof value !== "boolean") throw invalid(name, "a boolean");
    return [value];
  });

/** A whole number of 32 bits. */
export const count = (name: string): Parameter<number> => parameter((value) => [whole(value, name, 2 ** 32 - 1)]);

/** Bytes. They are read while the call is made, and must not change under it: shared memory is refused. */
export const bytes = (name: string): Parameter<Uint8Array> =>
  parameter((value) => {
    if (!(value instanceof Uint8Array)) throw invalid(name, "a Uint8Array");
    const { buffer } = value;
    if (!(buffer instanceof ArrayBuffer)) throw invalid(name, "a Uint8Array of memory that is not shared");
    // One byte of a view on a detached buffer is out of its bounds; so is one of a view that a resizing cut off.
    if (value.length === 0 && isDetached(buffer)) throw invalid(name, "a Uint8Array that was not transferred away");
    return [value];
  });

/** A structured value that holds secret text. */
export const payload = (name: string): Parameter<api.SecretPayloadInput> =>
  parameter((value) => [secretJson(plainObject(value, name), name)]);
export const totp = (name: string): Parameter<api.TotpConfigInput> =>
  parameter((value) => [secretJson(plainObject(value, name), name)]);

/** A list of secret texts. */
export const secretTexts = (name: string): Parameter<readonly api.Text[]> =>
  parameter((given) => [secretJson(array(given, name), name)]);

/** A structured value without secret text. */
export const value = <T extends object>(name: string): Parameter<T> =>
  parameter((given) => [plainJson(plainObject(given, name), name)]);

/** A list of structured values or texts. */
export const list = <T>(name: string): Parameter<readonly T[]> =>
  parameter((given) => [plainJson(array(given, name), name)]);

/** What a password is made of. */
export const recipe: Parameter<api.PasswordRecipe | undefined> = parameter((given) => [
  plainJson(given === undefined ? {} : plainObject(given, "recipe"), "recipe"),
]);

/** A handle. */
const handle = <T>(name: string, kind: Kind): Parameter<T> =>
  parameter((given) => [new HandleArgument(given, kind, name)]);
export const masterKey = (name: string) => handle<api.MasterKey>(name, "MasterKey");
export const orgKey = (name: string) => handle<api.OrgKey>(name, "OrgKey");
export const vault = (name: string) => handle<api.Vault>(name, "Vault");
export const answer = (name: string) => handle<api.UnlockAnswer>(name, "UnlockAnswer");

/** The keys of a vault's four recovery codes, four arguments. */
export const recoveryKeys = (name: string): Parameter<readonly api.MasterKey[]> =>
  parameter((given) => {
    if (array(given, name).length !== 4) throw invalid(name, "four master keys");
    return [0, 1, 2, 3].map((place) => new HandleArgument((given as unknown[])[place], "MasterKey", name));
  });

/** When: the last argument of the module's. */
export const at: Parameter<api.At | undefined> = parameter((given) => [now(options(given, ["now"])["now"])]);

/** `at`, with a description before it. */
export const described: Parameter<api.Described | undefined> = parameter((given) => {
  const { description, now: time } = options(given, ["description", "now"]);
  return [optional(description, "description"), now(time)];
});

/** `at`, with what a new identity may have before it. */
export const newIdentity: Parameter<api.NewIdentity | undefined> = parameter((given) => {
  const { displayName, secretIds, now: time } = options(given, ["displayName", "secretIds", "now"]);
  const ids = plainJson(secretIds === undefined ? [] : array(secretIds, "secretIds"), "secretIds");
  return [optional(displayName, "displayName"), ids, now(time)];
});

/** How old a request may be. */
export const freshness: Parameter<api.Freshness | undefined> = parameter((given) => {
  if (given === undefined) return [undefined];
  const { toleranceSeconds, now: time } = options(given, ["toleranceSeconds", "now"]);
  const tolerance = whole(toleranceSeconds, "toleranceSeconds", Number.MAX_SAFE_INTEGER);
  return [JSON.stringify({ toleranceSeconds: tolerance, now: now(time) })];
});

/** The headers of a request. What they hold is never an error: it must not stop the program that receives it. */
export const headers: Parameter<api.RequestHeaders> = parameter((given) => {
  if (typeof given !== "object" || given === null) throw invalid("headers", "pairs of name and value, or an object");
  const pairs: unknown[] =
    Symbol.iterator in given ? [...(given as Iterable<unknown>)] : members(given, "headers").flatMap(each);
  const texts = pairs.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2 || pair.some((part) => typeof part !== "string")) {
      throw invalid("headers", "pairs of two strings");
    }
    return (pair as string[]).map(wellFormed);
  });
  return [JSON.stringify(texts)];
});

/** A header of Node's: a list where it was sent several times, nothing where it was not. */
function each([name, value]: readonly [string, unknown]): (readonly [string, unknown])[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((one) => [name, one] as const) : [[name, value]];
}

function options(given: unknown, known: readonly string[]): Record<string, unknown> {
  if (given === undefined) return {};
  const entries = members(given, "options");
  if (entries.some(([name]) => !known.includes(name))) throw invalid("options", `made of ${known.join(", ")}`);
  return Object.fromEntries(entries);
}

function now(given: unknown): number {
  return given === undefined ? Math.floor(Date.now() / 1000) : whole(given, "now", Number.MAX_SAFE_INTEGER);
}

function optional(given: unknown, name: string): string | undefined {
  return given === undefined || given === null ? undefined : checkText(given, name);
}

function whole(given: unknown, name: string, most: number): number {
  if (typeof given !== "number" || !Number.isInteger(given) || given < 0 || given > most) {
    throw invalid(name, "a whole number that is in range");
  }
  return given;
}

function plainObject(given: unknown, name: string): object {
  members(given, name);
  return given as object;
}

function array(given: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(given)) throw invalid(name, "an array");
  return given;
}

function isDetached(buffer: ArrayBuffer): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
