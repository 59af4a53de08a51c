import type { Identity, Vault } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { handleOf, type Contents } from "../contents.ts";
import { useDraft } from "../drafts.ts";
import { Dialog } from "./dialog.tsx";
import { Grants } from "./grants.tsx";
import { Icon } from "./icon.tsx";
import { Heading } from "./panes.tsx";

interface IdentityDetailProps {
  readonly identity: Identity;
  readonly contents: Contents;
  readonly onBack: () => void;
}

/** One identity: its names, whether it may read, and its grants. */
export function IdentityDetail({ identity, contents, onBack }: IdentityDetailProps): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const id = useId();
  const [deleting, setDeleting] = useState(false);
  const handle = useRef<HTMLInputElement>(null);
  const display = useRef<HTMLInputElement>(null);
  const paused = identity.status === "paused";
  const name = handleOf(identity);
  useDraft(
    () =>
      !action.busy && [handle, display].some(({ current: input }) => input !== null && input.value !== input.defaultValue),
  );

  const change = (apply: (vault: Vault) => Promise<unknown>, said: string): Promise<void> =>
    action.run(async () => {
      await session.change(apply);
      status.say(said);
    });
  const save = (): Promise<void> => {
    // As it is now: by the time it is saved the user may have left the form.
    const agentHandle = handle.current?.value.trim() ?? "";
    const displayName = display.current?.value.trim() ?? "";
    return change(async (vault) => {
      if (agentHandle !== identity.agentHandle) await vault.renameIdentity(identity.id, agentHandle);
      if (displayName !== (identity.displayName ?? "")) await vault.setDisplayName(identity.id, displayName || null);
    }, "The names are saved.");
  };

  return (
    <article aria-labelledby={`${id}-title`}>
      <header class="detail-head">
        <button type="button" class="bare narrow-only" aria-label="Back to the list" onClick={onBack}>
          <Icon name="back" />
        </button>
        <span class="badge large">
          <Icon name="identity" />
        </span>
        <div class="row-text">
          <Heading id={`${id}-title`}>{name}</Heading>
          <p class="row-more">{paused ? "Paused: it may read nothing" : "Active"}</p>
        </div>
        <button
          type="button"
          aria-disabled={action.busy}
          onClick={() =>
            void (paused
              ? change((vault) => vault.resumeIdentity(identity.id), `${name} may read again.`)
              : change((vault) => vault.pauseIdentity(identity.id), `${name} is paused.`))
          }
        >
          {paused ? "Resume" : "Pause"}
        </button>
        <button type="button" aria-label={`Delete ${name}`} onClick={() => setDeleting(true)}>
          <Icon name="delete" />
        </button>
      </header>
      <Problem action={action} />
      <Grants key={identity.id} identity={identity} contents={contents} />
      <section aria-labelledby={`${id}-names`}>
        <h2 id={`${id}-names`}>Names</h2>
        <form
          key={`${identity.agentHandle} ${identity.displayName}`}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <div class="entry">
            <label for={`${id}-handle`}>Handle</label>
            <input id={`${id}-handle`} ref={handle} required autocomplete="off" defaultValue={identity.agentHandle} />
          </div>
          <div class="entry">
            <label for={`${id}-display`}>Name for people (optional)</label>
            <input id={`${id}-display`} ref={display} autocomplete="off" defaultValue={identity.displayName ?? ""} />
          </div>
          <Submit action={action} label="Save the names" doing="Saving…" />
        </form>
      </section>
      {deleting && (
        <Dialog title={`Delete ${name}?`} onClose={() => setDeleting(false)}>
          <p>The identity and its grants go. What the agent has read before it still knows: change those credentials.</p>
          <div class="buttons">
            <button type="button" onClick={() => setDeleting(false)}>
              Keep it
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                setDeleting(false);
                void change((vault) => vault.deleteIdentity(identity.id), `${name} is deleted.`);
              }}
            >
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </article>
  );
}
