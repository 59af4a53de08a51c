import type { ComponentChildren, VNode } from "preact";

/** Marks what format 1 does not authenticate, with an explanation in place. */
export function TrustNote({ children }: { children: ComponentChildren }): VNode {
  return (
    <details class="trust">
      <summary>Not authenticated</summary>
      <p>{children}</p>
    </details>
  );
}
