import type { Identity } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { handleOf, nameOf, type Contents } from "../contents.ts";
import { useDraft } from "../drafts.ts";
import { typeName } from "../secret-fields.ts";
import { TrustNote } from "./trust-note.tsx";

/** Which secrets an identity may read, set in one step. */
export function Grants({ identity, contents }: { identity: Identity; contents: Contents }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  // What the user chose and has not saved, upon what is saved, which may change meanwhile.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const saved = contents.secrets
    .filter(({ access }) => access.some(({ identityId }) => identityId === identity.id))
    .map(({ id }) => id);
  const granted = new Set(saved);
  for (const { id } of contents.secrets) {
    if (chosen.get(id) === true) granted.add(id);
    if (chosen.get(id) === false) granted.delete(id);
  }
  useDraft(() => !action.busy && (granted.size !== saved.length || saved.some((id) => !granted.has(id))));
  const choose = (id: string, on: boolean): void => setChosen(new Map(chosen).set(id, on));
  const save = (): Promise<void> =>
    action.run(async () => {
      await session.change((vault) => vault.setGrants(identity.id, [...granted]));
      setChosen(new Map());
      status.say(`${handleOf(identity)} may read ${granted.size} of ${contents.secrets.length} secrets.`);
    });
  return (
    <form
      class="grants"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset>
        <legend>May read</legend>
        {contents.secrets.length === 0 && <p class="hint">There are no secrets yet.</p>}
        {contents.secrets.map((secret) => (
          <label key={secret.id} class="check">
            <input
              type="checkbox"
              checked={granted.has(secret.id)}
              onChange={(event) => choose(secret.id, event.currentTarget.checked)}
            />
            <span>
              {nameOf(secret)} <span class="row-more">{typeName(secret.secretType)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TrustNote>
        Grants are policy and not cryptography. Whoever has the vault key opens every secret, and whoever stores the file can
        change the grants unnoticed.
      </TrustNote>
      <Problem action={action} />
      <Submit action={action} label="Save the grants" doing="Saving…" />
    </form>
  );
}
