/** Structured arguments as the JSON text that the module reads: checked, and made of nothing but data. */
import { invalid } from "./error.js";
import { SecretText } from "./secret_text.js";

/** A surrogate that is half of nothing, so that its text is no Unicode. */
const LONE = /\p{Surrogate}/u;
const EVERY_LONE = /\p{Surrogate}/gu;

/** How deep arguments may be nested: a payload, its TOTP, the unknown members of that, one of those, its text. */
const DEPTH = 8;

/** Text that is not secret. */
export function checkText(value: unknown, name: string): string {
  if (typeof value !== "string") throw invalid(name, "a string");
  if (LONE.test(value)) throw invalid(name, "well-formed Unicode");
  return value;
}

/** Text that is secret, plain or hidden. */
export function exposeText(value: unknown, name: string): string {
  return checkText(value instanceof SecretText ? value.expose() : value, name);
}

/** Text that a request holds: it is shown to the module whatever it is. */
export function wellFormed(text: string): string {
  return text.replace(EVERY_LONE, "\ufffd");
}

/** A value in which secret text may stand as `SecretText`. */
export function secretJson(value: unknown, name: string): string {
  return JSON.stringify(data(value, name, true, DEPTH));
}

/** A value without secret text. */
export function plainJson(value: unknown, name: string): string {
  return JSON.stringify(data(value, name, false, DEPTH));
}

/** The members of an object that is nothing else: no class, no array. What it inherits is not looked at. */
export function members(value: unknown, name: string): [string, unknown][] {
  const prototype: unknown = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
  // One of another realm, such as a frame's, inherits from an object that inherits from nothing.
  if (prototype !== null && (prototype === undefined || Object.getPrototypeOf(prototype) !== null)) {
    throw invalid(name, "a plain object");
  }
  return Object.entries(value as object);
}

function data(value: unknown, name: string, secret: boolean, depth: number): unknown {
  if (depth === 0) throw invalid(name, "nested less deeply");
  if (typeof value === "string") return checkText(value, name);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (secret && value instanceof SecretText) {
    const text = exposeText(value, name);
    return value.isLossy ? { text, lossy: true } : text;
  }
  if (Array.isArray(value)) return value.map((element) => data(element, name, secret, depth - 1));
  if (typeof value !== "object") throw invalid(name, "made of text, numbers, booleans, lists and plain objects");
  // Inherits nothing, so that a member called `__proto__` is a member like any other.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of members(value, name)) {
    if (member !== undefined) copy[checkText(key, name)] = data(member, name, secret, depth - 1);
  }
  return copy;
}
