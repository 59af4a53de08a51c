import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { shown } from "../shown.ts";
import { withTyped } from "../vault-key.ts";
import type { StoredVault } from "../vault-store.ts";
import { Forget } from "./forget.tsx";
import { RecoverDialog } from "./recover-dialog.tsx";
import { VaultKeyInput } from "./vault-key-input.tsx";

interface UnlockProps {
  readonly stored: StoredVault;
  /** Whether recovery codes were made and the page was locked before anyone confirmed to have kept them. */
  readonly codesUnseen: boolean;
}

/** The page with a locked vault. */
export function Unlock({ stored, codesUnseen }: UnlockProps): VNode {
  const { session } = useConsole();
  const action = useAction();
  const key = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<"recover" | "forget">();
  useEffect(() => {
    if (!action.busy) key.current?.focus();
  }, [action.busy]);
  const unlock = (): Promise<void> =>
    action.run(async () => {
      if (key.current) await withTyped([key.current], (typed) => session.unlock(typed));
    });
  return (
    <main class="gate">
      <header>
        <img src="./icon.svg" alt="" width="40" height="40" />
        <h1>Unlock {shown(stored.fileName)}</h1>
      </header>
      {codesUnseen && (
        <p class="problem">
          New recovery codes were made, and the page was locked before you confirmed that you have them. Unlock the vault and
          make new ones under Vault: those of before do not open it.
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <VaultKeyInput label="Vault key" input={key} autofocus />
        <Problem action={action} />
        <Submit action={action} label="Unlock" doing="Deriving the key…" />
      </form>
      <div class="links">
        <button type="button" class="link" onClick={() => setDialog("recover")}>
          Lost the vault key?
        </button>
        <button type="button" class="link" onClick={() => setDialog("forget")}>
          Close and forget this vault
        </button>
      </div>
      {dialog === "recover" && <RecoverDialog onClose={() => setDialog(undefined)} />}
      {dialog === "forget" && <Forget stored={stored} onClose={() => setDialog(undefined)} />}
    </main>
  );
}
