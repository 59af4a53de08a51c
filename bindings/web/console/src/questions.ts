/** A question before something is done that cannot be taken back. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the buttons say: that which does it, and that which leaves all as it is. */
  readonly yes: string;
  readonly no: string;
  /** Does it. */
  go(): void;
}

/** The one question that the page asks at a time. */
export class Questions {
  #asked: Question | undefined;
  #changed: () => void = () => {};

  get asked(): Question | undefined {
    return this.#asked;
  }

  ask(question: Question): void {
    this.#asked = question;
    this.#changed();
  }

  /** Takes the question back, answered or not. */
  close(): void {
    this.#asked = undefined;
    this.#changed();
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }
}
