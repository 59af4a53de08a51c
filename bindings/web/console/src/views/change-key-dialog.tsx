import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { withTyped } from "../vault-key.ts";
import { Dialog } from "./dialog.tsx";
import { mustBeSame, NewVaultKey } from "./new-vault-key.tsx";
import { VaultKeyInput } from "./vault-key-input.tsx";

/** Changes the vault key. */
export function ChangeKeyDialog({ onClose }: { onClose: () => void }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const current = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const change = (): Promise<void> =>
    action.run(async () => {
      if (!current.current || !first.current || !again.current) return;
      await withTyped([current.current, first.current, again.current], async (old, key, repeated) => {
        mustBeSame(key, repeated);
        await session.change((vault) => vault.changeVaultKey(old, key));
      });
      status.say("The vault key is changed. Download the vault: older files still open with the old key.");
      onClose();
    });
  return (
    <Dialog title="Change the vault key" action={action} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <VaultKeyInput label="Present vault key" input={current} autofocus />
        <NewVaultKey first={first} again={again} />
        <p class="hint">
          Whoever has an older file and the old key reads on, also what is sealed later. To shut them out, make a new vault and
          change the credentials themselves.
        </p>
        <Problem action={action} />
        <Submit action={action} label="Change the key" doing="Deriving keys…" />
      </form>
    </Dialog>
  );
}
