import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Problem, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import type { Contents } from "../contents.ts";
import { idleChoices } from "../idle-lock.ts";
import type { StoredVault } from "../vault-store.ts";
import { Fact, when } from "./about.tsx";
import { ChangeKeyDialog } from "./change-key-dialog.tsx";
import { Dialog } from "./dialog.tsx";
import { DownloadButton } from "./download-button.tsx";
import { Forget } from "./forget.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { Keys } from "./keys.tsx";
import { RecoverDialog } from "./recover-dialog.tsx";
import { Verify } from "./verify.tsx";

interface SettingsProps {
  readonly stored: StoredVault;
  readonly contents: Contents;
  readonly onCodes: (codes: readonly SecretText[]) => void;
}

type Asked = "key" | "recover" | "codes" | "import" | "forget";

/** The vault as a whole: what it is, its keys, its storage, and when it locks. */
export function Settings({ stored, contents, onCodes }: SettingsProps): VNode {
  const { session, idle } = useConsole();
  const [asked, setAsked] = useState<Asked>();
  const [minutes, setMinutes] = useState(idle.minutes);
  const action = useAction();
  const close = (): void => setAsked(undefined);
  const { info } = contents;
  const renew = (): Promise<void> =>
    action.run(async () => {
      const codes = await session.change((vault) => vault.replaceRecoveryCodes());
      close();
      onCodes(codes);
    });
  return (
    <main class="settings">
      <h1>Vault</h1>
      <section aria-labelledby="file-title">
        <h2 id="file-title">File</h2>
        <dl>
          <Fact name="Name" value={stored.fileName} />
          <Fact name="Secrets" value={String(info.secretCount)} />
          <Fact name="Organization" value={info.organizationId} />
          <Fact name="Made" value={when(info.createdAt)} />
          <Fact name="Downloaded" value={stored.downloadedAt ? new Date(stored.downloadedAt).toLocaleString() : "never here"} />
          <Fact
            name="Kept by this browser"
            value={session.persisted ? "promised" : "not promised: it may drop the vault when space is short"}
          />
        </dl>
        <p class="hint">
          The file, also as this browser keeps it, shows names, descriptions, types, identities and grants to whoever reads it.
          Contents and keys are sealed.
        </p>
        <div class="buttons">
          <DownloadButton stored={stored} />
          <button type="button" onClick={() => setAsked("import")}>
            Import another vault
          </button>
          <button type="button" onClick={() => setAsked("forget")}>
            Close and forget this vault
          </button>
        </div>
      </section>
      <section aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <Keys contents={contents} />
        <div class="buttons">
          <button type="button" onClick={() => setAsked("key")}>
            Change the vault key
          </button>
          <button type="button" onClick={() => setAsked("recover")}>
            Recover with a code
          </button>
          <button type="button" onClick={() => setAsked("codes")}>
            New recovery codes
          </button>
        </div>
      </section>
      <section aria-labelledby="lock-title">
        <h2 id="lock-title">Lock</h2>
        <div class="entry">
          <label for="idle-minutes">Lock after this time without use</label>
          <select
            id="idle-minutes"
            value={minutes}
            onChange={(event) => {
              const chosen = idleChoices.find((choice) => choice === Number(event.currentTarget.value));
              if (chosen === undefined) return;
              idle.minutes = chosen;
              setMinutes(chosen);
            }}
          >
            {idleChoices.map((choice) => (
              <option key={choice} value={choice}>
                {choice === 1 ? "1 minute" : `${choice} minutes`}
              </option>
            ))}
          </select>
        </div>
      </section>
      <Verify contents={contents} />
      {asked === "key" && <ChangeKeyDialog onClose={close} />}
      {asked === "recover" && <RecoverDialog onClose={close} />}
      {asked === "import" && <ImportDialog onClose={close} />}
      {asked === "forget" && <Forget stored={stored} onClose={close} />}
      {asked === "codes" && (
        <Dialog title="New recovery codes" action={action} onClose={close}>
          <p>Four new codes replace all present ones, which stop to work. The new ones are shown once.</p>
          <Problem action={action} />
          <div class="buttons">
            <button type="button" class="primary" aria-disabled={action.busy} aria-busy={action.busy} onClick={() => void renew()}>
              {action.busy ? "Deriving keys…" : "Make new codes"}
            </button>
          </div>
        </Dialog>
      )}
    </main>
  );
}
