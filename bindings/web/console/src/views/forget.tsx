import type { VNode } from "preact";
import { Problem, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { shown } from "../shown.ts";
import type { StoredVault } from "../vault-store.ts";
import { Dialog } from "./dialog.tsx";
import { DownloadButton } from "./download-button.tsx";

/** Asks before the vault is removed from this browser. */
export function Forget({ stored, onClose }: { stored: StoredVault; onClose: () => void }): VNode {
  const { session } = useConsole();
  const action = useAction();
  const backedUp = stored.downloadedRevision === stored.revision;
  return (
    <Dialog title="Close and forget this vault" action={action} onClose={onClose}>
      <p>This browser forgets {shown(stored.fileName)}. Without a copy of the file, everything in it is lost.</p>
      <p>
        It deletes what it kept of the file, names and descriptions with it, as far as a browser can: the disk, and backups of
        it, may hold traces until they are overwritten.
      </p>
      {!backedUp && <p class="problem">There are changes that you have not downloaded. Download the vault first.</p>}
      <Problem action={action} />
      <div class="buttons">
        <DownloadButton stored={stored} />
        <button type="button" class="danger" aria-disabled={action.busy} onClick={() => void action.run(() => session.forget())}>
          {backedUp ? "Forget the vault" : "Forget the vault and the changes"}
        </button>
      </div>
    </Dialog>
  );
}
