/** Secret text, which no printed form shows. */
import { invalid } from "./error.js";

/** What is printed in its place, the same in every language. */
const PLACEHOLDER = "SecretText(hidden)";

let lossy: (text: string) => SecretText;

/** Text that is secret: a member of a payload, a recovery code, an `otpauth` URI. */
export class SecretText {
  // Private to the engine: no enumeration, spread, clone or JSON reaches it.
  readonly #text: string;
  #lossy = false;

  static {
    lossy = (text) => {
      const made = new SecretText(text);
      made.#lossy = true;
      return made;
    };
  }

  constructor(text: string) {
    if (typeof text !== "string") throw invalid("text", "a string");
    this.#text = text;
  }

  expose(): string {
    return this.#text;
  }

  get isLossy(): boolean {
    return this.#lossy;
  }

  equals(other: SecretText): boolean {
    return other instanceof SecretText && other.#text === this.#text && other.#lossy === this.#lossy;
  }

  toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }
}

for (const printed of [Symbol.toPrimitive, Symbol.for("nodejs.util.inspect.custom")]) {
  Object.defineProperty(SecretText.prototype, printed, { value: () => PLACEHOLDER });
}

export { lossy };
