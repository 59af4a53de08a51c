import { useState } from "preact/hooks";

/** For an input of one line: what is wrong with what was pasted, if anything, and what to do with a paste. */
export interface OneLine {
  readonly problem: string | undefined;
  onPaste(event: ClipboardEvent): void;
}

/** Refuses a paste of several lines, which the browser would join to one without a word. */
export function useOneLine(): OneLine {
  const [problem, setProblem] = useState<string>();
  return {
    problem,
    onPaste(event) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const several = /[\r\n]/.test(text.replace(/\r?\n$/, ""));
      if (several) event.preventDefault();
      setProblem(several ? "What you pasted has several lines, and this takes one. Nothing was pasted." : undefined);
    },
  };
}
