import type { VNode } from "preact";
import type { OneLine } from "../one-line.ts";

/** What is wrong with what was pasted into an input, if anything, read out at once. */
export function PasteProblem({ of: { problem } }: { of: OneLine }): VNode | null {
  if (!problem) return null;
  return (
    <div role="alert" class="problem">
      {problem}
    </div>
  );
}
