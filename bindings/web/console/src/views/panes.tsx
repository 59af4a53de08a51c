import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface PanesProps {
  readonly list: ComponentChildren;
  /** What is open beside the list; on narrow screens in its place. */
  readonly detail: ComponentChildren;
  readonly open: boolean;
  /** Focuses the list, where the user left it. */
  readonly focusList: () => void;
}

/** A list, and one of it in detail. When the detail goes, and the focus with it, the list gets the focus back. */
export function Panes({ list, detail, open, focusList }: PanesProps): VNode {
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (wasOpen.current && !open && document.activeElement === document.body) focusList();
    wasOpen.current = open;
  }, [open]);
  return (
    <main class="panes" data-open={open}>
      {list}
      <div class="detail">{detail}</div>
    </main>
  );
}

/** The heading of what has just been opened. It takes the focus, so that a keyboard or screen reader goes on there. */
export function Heading({ id, children }: { id: string; children: ComponentChildren }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <h1 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
