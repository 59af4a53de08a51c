/** Secret text, which no printed form shows. */
import { invalid } from "./error.js";
import { printsAs, Uncloneable } from "./uncloneable.js";

/** What is printed in its place, the same in every language. */
const PLACEHOLDER = "SecretText(hidden)";

let lossy: (text: string) => SecretText;

/** Text that is secret: a member of a payload, a recovery code, an `otpauth` URI. */
export class SecretText extends Uncloneable {
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
    super();
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

  override toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }
}

Object.defineProperty(SecretText.prototype, Symbol.toPrimitive, { value: () => PLACEHOLDER });
printsAs(SecretText.prototype, () => PLACEHOLDER);

export { lossy };
