/** What the status line says. */
export interface Saying {
  readonly text: string;
  /** A countdown beside it, in seconds. */
  readonly seconds?: number;
  /** Tells one saying from the next of the same text. */
  readonly number: number;
}

/** The line at the foot of the page that says what has just happened. */
export class Status {
  #saying: Saying | undefined;
  #number = 0;
  #changed: () => void = () => {};

  get saying(): Saying | undefined {
    return this.#saying;
  }

  say(text: string, seconds?: number): void {
    this.#number += 1;
    this.#saying = { text, number: this.#number, ...(seconds === undefined ? {} : { seconds }) };
    this.#changed();
  }

  /** Says nothing any more. */
  clear(): void {
    this.#saying = undefined;
    this.#changed();
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }
}
