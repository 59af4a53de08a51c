import { Vault, type ImportReport } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { readVaultFile } from "../vault-file.ts";
import { withTyped } from "../vault-key.ts";
import { Fact } from "./about.tsx";
import { Dialog } from "./dialog.tsx";
import { VaultKeyInput } from "./vault-key-input.tsx";

/** Adds the secrets of another vault's file. Nothing here is overwritten. */
export function ImportDialog({ onClose }: { onClose: () => void }): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const key = useRef<HTMLInputElement>(null);
  const [report, setReport] = useState<ImportReport>();
  const add = (): Promise<void> =>
    action.run(async () => {
      const chosen = file.current?.files?.[0];
      if (!chosen || !key.current) return;
      const text = await readVaultFile(chosen);
      await withTyped([key.current], async (typed) => {
        const source = await Vault.parse(text);
        try {
          await source.unlock(typed);
          const imported = await session.change((vault) => vault.importFrom(source));
          setReport(imported);
          status.say(`Imported: ${imported.added.length} added, ${imported.failed.length} not taken.`);
        } finally {
          await source[Symbol.asyncDispose]();
        }
      });
    });
  return (
    <Dialog title="Import another vault" action={action} onClose={onClose}>
      {report ? (
        <>
          <dl>
            <Fact name="Added" value={String(report.added.length)} />
            <Fact name="Here already, alike" value={String(report.unchanged.length)} />
            <Fact name="Here with other content, left as they are" value={String(report.differing.length)} />
            <Fact name="Do not open there, not taken" value={String(report.failed.length)} />
          </dl>
          <button type="button" class="primary" onClick={onClose}>
            Done
          </button>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <div class="entry">
            <label for={id}>Vault file</label>
            <input id={id} ref={file} type="file" required accept=".json,application/json" />
          </div>
          <VaultKeyInput label="Its vault key" input={key} />
          <Problem action={action} />
          <Submit action={action} label="Import" doing="Importing…" />
        </form>
      )}
    </Dialog>
  );
}
