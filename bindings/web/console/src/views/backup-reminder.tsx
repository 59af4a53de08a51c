import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import type { StoredVault } from "../vault-store.ts";
import { Icon } from "./icon.tsx";

/** Reminds of a backup while there are changes that were not downloaded, more so where the browser may drop them. */
export function BackupReminder({ stored }: { stored: StoredVault }): VNode | null {
  const { session } = useConsole();
  // Until there are later changes.
  const [dismissed, setDismissed] = useState<number>();
  if (dismissed === stored.revision || stored.downloadedRevision === stored.revision) return null;
  return (
    <aside class="reminder" aria-label="Backup">
      <p>
        {session.persisted
          ? "There are changes that you have not downloaded. The file is your backup."
          : "This browser does not promise to keep the vault, and there are changes that you have not downloaded. Download it as your backup."}
      </p>
      <button type="button" class="bare" aria-label="Dismiss the reminder" onClick={() => setDismissed(stored.revision)}>
        <Icon name="close" />
      </button>
    </aside>
  );
}
