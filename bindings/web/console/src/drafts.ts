import { useLayoutEffect, useRef } from "preact/hooks";
import { useConsole } from "./console.ts";
import type { Questions } from "./questions.ts";

/** The forms that are open: what was entered there and not saved is not lost without a question. */
export class Drafts {
  readonly #questions: Questions;
  readonly #forms = new Set<() => boolean>();

  constructor(questions: Questions) {
    this.#questions = questions;
    addEventListener("beforeunload", (event) => {
      if (this.any) event.preventDefault(); // the browser asks
    });
  }

  /** Whether a form holds what is not saved. */
  get any(): boolean {
    return [...this.#forms].some((holds) => holds());
  }

  /** Watches a form for as long as it is open, until what this gives is called. */
  watch(holds: () => boolean): () => void {
    this.#forms.add(holds);
    return () => this.#forms.delete(holds);
  }

  /** Leaves what is open: at once, or when the user says that what is not saved may go. */
  leave(go: () => void): void {
    if (!this.any) return go();
    this.#questions.ask({
      title: "Discard the changes?",
      text: "What you entered here is not saved.",
      yes: "Discard",
      no: "Go on editing",
      go,
    });
  }
}

/** Says of a form whether it holds what would be lost. */
export function useDraft(holds: () => boolean): void {
  const { drafts } = useConsole();
  const latest = useRef(holds);
  latest.current = holds;
  useLayoutEffect(() => drafts.watch(() => latest.current()), [drafts]);
}
