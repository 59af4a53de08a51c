import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Action } from "../action.tsx";
import { Icon } from "./icon.tsx";

interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Closes it. While absent the dialog stays, whatever the user presses. */
  readonly onClose?: (() => void) | undefined;
  /** What the user sets off in it: until that has ended the dialog stays, to say what came of it. */
  readonly action?: Action;
}

/** A dialog over the page. The focus goes back to where it was when the dialog goes. */
export function Dialog({ title, children, onClose, action }: DialogProps): VNode {
  const busy = action?.busy ?? false;
  const close = busy ? undefined : onClose;
  const dialog = useRef<HTMLDialogElement>(null);
  const label = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close(); // gives the focus back
  }, []);
  const closed = (): void => {
    if (!dialog.current) return; // it is gone from the page already
    if (close) close();
    else dialog.current.showModal(); // a browser closes it at the second Escape all the same
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={label}
      onClose={closed}
      onCancel={(event) => {
        if (!close) event.preventDefault();
      }}
    >
      <header>
        <h2 id={label}>{title}</h2>
        {onClose && (
          <button type="button" class="bare" aria-label="Close" aria-disabled={busy} onClick={close}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
