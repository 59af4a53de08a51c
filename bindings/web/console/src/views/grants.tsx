import type { Identity } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { nameOf, type Contents } from "../contents.ts";
import { typeName } from "../secret-fields.ts";
import { TrustNote } from "./trust-note.tsx";

/** Which secrets an identity may read, set in one step. */
export function Grants({ identity, contents }: { identity: Identity; contents: Contents }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const [granted, setGranted] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        contents.secrets
          .filter(({ access }) => access.some(({ identityId }) => identityId === identity.id))
          .map(({ id }) => id),
      ),
  );
  const choose = (id: string, on: boolean): void => {
    const next = new Set(granted);
    if (on) next.add(id);
    else next.delete(id);
    setGranted(next);
  };
  const save = (): Promise<void> =>
    action.run(async () => {
      await session.change((vault) => vault.setGrants(identity.id, [...granted]));
      status.say(`${identity.agentHandle} may read ${granted.size} of ${contents.secrets.length} secrets.`);
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
