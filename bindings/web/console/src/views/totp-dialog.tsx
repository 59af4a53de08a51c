import type { SecretMetadata } from "inkseal/worker";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { nameOf } from "../contents.ts";
import { Dialog } from "./dialog.tsx";
import { readTotp, TotpInput } from "./totp-input.tsx";

interface TotpDialogProps {
  readonly secret: SecretMetadata;
  readonly revision: number;
  readonly onClose: () => void;
}

/** Sets or replaces the one-time codes of a login. */
export function TotpDialog({ secret, revision, onClose }: TotpDialogProps): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const text = useRef<HTMLInputElement>(null);
  const save = (): Promise<void> =>
    action.run(async () => {
      const config = await readTotp(text.current?.value ?? "");
      await session.change((vault) => vault.setTotp(secret.id, config), revision);
      status.say(`One-time codes of ${nameOf(secret)} are set.`);
      onClose();
    });
  return (
    <Dialog title={`One-time codes of ${nameOf(secret)}`} action={action} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TotpInput input={text} required />
        <Problem action={action} />
        <Submit action={action} label="Set" doing="Saving…" />
      </form>
    </Dialog>
  );
}
