import type { SecretMetadata } from "inkseal/worker";
import type { VNode } from "preact";
import { Problem, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { nameOf } from "../contents.ts";
import { Dialog } from "./dialog.tsx";

interface DeleteSecretProps {
  readonly secret: SecretMetadata;
  readonly revision: number;
  readonly onClose: () => void;
}

/** Asks before a secret is deleted. */
export function DeleteSecret({ secret, revision, onClose }: DeleteSecretProps): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const remove = (): Promise<void> =>
    action.run(async () => {
      await session.change((vault) => vault.delete(secret.id), revision);
      status.say(`${nameOf(secret)} is deleted.`);
    });
  return (
    <Dialog title={`Delete ${nameOf(secret)}?`} action={action} onClose={onClose}>
      <p>It goes from the vault for good. Files that you downloaded before still hold it.</p>
      <Problem action={action} />
      <div class="buttons">
        <button type="button" aria-disabled={action.busy} onClick={action.busy ? undefined : onClose}>
          Keep it
        </button>
        <button type="button" class="danger" aria-disabled={action.busy} onClick={() => void remove()}>
          Delete
        </button>
      </div>
    </Dialog>
  );
}
