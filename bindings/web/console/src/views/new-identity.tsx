import type { VNode } from "preact";
import { useId, useRef } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { handleOf } from "../contents.ts";
import { Dialog } from "./dialog.tsx";

/** Makes an identity. `onClose` gets its id if one was made. */
export function NewIdentity({ onClose }: { onClose: (id?: string) => void }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const id = useId();
  const handle = useRef<HTMLInputElement>(null);
  const display = useRef<HTMLInputElement>(null);
  const save = (): Promise<void> =>
    action.run(async () => {
      const agentHandle = handle.current?.value.trim() ?? "";
      const displayName = display.current?.value.trim() || null;
      const made = await session.change((vault) => vault.createIdentity(agentHandle, { displayName }));
      status.say(`${handleOf(made)} is made. Grant it the secrets that it needs.`);
      onClose(made.id);
    });
  return (
    <Dialog title="New identity" action={action} onClose={() => onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="entry">
          <label for={`${id}-handle`}>Handle</label>
          <input id={`${id}-handle`} ref={handle} required autocomplete="off" autofocus />
          <p class="hint">The name by which the agent is called, such as deploy-bot.</p>
        </div>
        <div class="entry">
          <label for={`${id}-display`}>Name for people (optional)</label>
          <input id={`${id}-display`} ref={display} autocomplete="off" />
        </div>
        <Problem action={action} />
        <Submit action={action} label="Make the identity" doing="Saving…" />
      </form>
    </Dialog>
  );
}
