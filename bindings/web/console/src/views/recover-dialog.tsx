import { InksealError } from "inkseal/worker";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { Told } from "../error-text.ts";
import { withTyped } from "../vault-key.ts";
import { Dialog } from "./dialog.tsx";
import { mustBeSame, NewVaultKey } from "./new-vault-key.tsx";
import { VaultKeyInput } from "./vault-key-input.tsx";

const WRONG_CODE =
  "This is no recovery code of this vault, or it was used before. Check each character, or try another of the codes.";

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
        return session.recover(typed, key).catch((error: unknown) => {
          throw error instanceof InksealError && error.code === "wrong_vault_key" ? new Told(WRONG_CODE) : error;
        });
      });
      status.say("The vault key is replaced, and the recovery code is used up. Download the vault.");
      onClose();
    });
  return (
    <Dialog title="Recover with a code" action={action} onClose={onClose}>
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
