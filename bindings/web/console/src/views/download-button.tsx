import type { VNode } from "preact";
import { useConsole } from "../console.ts";
import { download } from "../download.ts";
import { errorText } from "../error-text.ts";
import { shown } from "../shown.ts";
import type { StoredVault } from "../vault-store.ts";
import { Icon } from "./icon.tsx";

/** Downloads the vault's file, sealed as it is stored. */
export function DownloadButton({ stored }: { stored: StoredVault }): VNode {
  const { session, status } = useConsole();
  const save = async (): Promise<void> => {
    download(stored.text, stored.fileName, "application/json");
    try {
      await session.downloaded(stored);
      status.say(`${shown(stored.fileName)} downloaded. It is sealed: keep it as your backup.`);
    } catch (error) {
      status.say(errorText(error));
    }
  };
  const due = stored.downloadedRevision !== stored.revision;
  return (
    <button type="button" class="download" data-due={due} onClick={() => void save()}>
      <Icon name="download" />
      <span>Download</span>
      {due && <span class="unseen"> (there are changes that you have not downloaded)</span>}
    </button>
  );
}
