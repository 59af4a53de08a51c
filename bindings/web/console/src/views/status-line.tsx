import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useConsole } from "../console.ts";

/** How long a saying without a countdown stays, in seconds. */
const SHOWN_SECONDS = 8;

/** The line that says what has just happened, read out by screen readers, with a countdown if there is one. */
export function StatusLine(): VNode {
  const { status } = useConsole();
  const [saying, setSaying] = useState(status.saying);
  const [left, setLeft] = useState(0);
  useLayoutEffect(() => status.onChange(() => setSaying(status.saying)), [status]);
  useLayoutEffect(() => {
    if (!saying) return;
    const until = Date.now() + (saying.seconds ?? SHOWN_SECONDS) * 1000;
    const tick = (): void => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      setLeft(seconds);
      if (seconds <= 0) setSaying((now) => (now === saying ? undefined : now));
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [saying]);
  return (
    <div class="status-line" hidden={!saying}>
      <span role="status">{saying?.text}</span>
      {saying?.seconds !== undefined && (
        <span class="countdown" aria-hidden="true">
          {left}
        </span>
      )}
    </div>
  );
}
