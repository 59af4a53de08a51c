import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useConsole } from "./console.ts";
import { errorText } from "./error-text.ts";

/** Something that the user set off: whether it is under way, and in words what went wrong. */
export interface Action {
  readonly busy: boolean;
  readonly error: string | undefined;
  /**
   * Runs it, unless one is under way. Errors become words; they never leave. The status line says them if the view
   * that the user set it off in has gone, as with a lock.
   */
  run(work: () => Promise<void>): Promise<void>;
}

export function useAction(): Action {
  const { status } = useConsole();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const gone = useRef(false);
  useLayoutEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      if (gone.current) status.say(errorText(failure));
      else setError(errorText(failure));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}

/** What went wrong, if anything, read out at once. */
export function Problem({ action }: { action: Action }): VNode {
  return (
    <div role="alert" class={action.error ? "problem" : undefined}>
      {action.error}
    </div>
  );
}

/** The button that sends a form, with a sign of progress. While it is under way it is not disabled: it keeps the focus. */
export function Submit({ action, label, doing }: { action: Action; label: string; doing: string }): VNode {
  return (
    <button type="submit" class="primary" aria-disabled={action.busy} aria-busy={action.busy}>
      {action.busy && <span class="spinner" aria-hidden="true" />}
      {action.busy ? doing : label}
    </button>
  );
}
