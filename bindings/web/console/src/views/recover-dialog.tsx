import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { withTyped } from "../vault-key.ts";
import { Dialog } from "./dialog.tsx";
import { mustBeSame, NewVaultKey } from "./new-vault-key.tsx";
import { VaultKeyInput } from "./vault-key-input.tsx";

/** Sets a new vault key with a recovery code. */
export function RecoverDialog({ onClose }: { onClose: () => void }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const code = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const recover = (): Promise<void> =>
    action.run(async () => {
      if (!code.current || !first.current || !again.current) return;
      await withTyped([code.current, first.current, again.current], (typed, key, repeated) => {
        mustBeSame(key, repeated);
        return session.recover(typed, key);
      });
      status.say("The vault key is replaced, and the recovery code is used up. Download the vault.");
      onClose();
    });
  return (
    <Dialog title="Recover with a code" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void recover();
        }}
      >
        <p>A recovery code sets a new vault key. The code is used up by that, and the old vault key no longer opens this vault.</p>
        <VaultKeyInput label="Recovery code" input={code} autofocus />
        <NewVaultKey first={first} again={again} />
        <Problem action={action} />
        <Submit action={action} label="Set the new vault key" doing="Deriving keys…" />
      </form>
    </Dialog>
  );
}
