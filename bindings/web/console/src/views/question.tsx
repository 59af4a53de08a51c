import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import { Dialog } from "./dialog.tsx";

/** The question that the page asks, if it asks one. Whoever only presses Escape or Enter loses nothing. */
export function OpenQuestion(): VNode | null {
  const { questions } = useConsole();
  const [asked, setAsked] = useState(questions.asked);
  useLayoutEffect(() => questions.onChange(() => setAsked(questions.asked)), [questions]);
  if (!asked) return null;
  const close = (): void => questions.close();
  return (
    <Dialog title={asked.title} onClose={close}>
      <p>{asked.text}</p>
      <div class="buttons">
        <button type="button" class="primary" autofocus onClick={close}>
          {asked.no}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            close();
            asked.go();
          }}
        >
          {asked.yes}
        </button>
      </div>
    </Dialog>
  );
}
