import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import type { State } from "../state.ts";
import { BackupReminder } from "./backup-reminder.tsx";
import { DownloadButton } from "./download-button.tsx";
import { Icon } from "./icon.tsx";
import { shown } from "../shown.ts";
import { Identities } from "./identities.tsx";
import { OpenQuestion } from "./question.tsx";
import { Secrets } from "./secrets.tsx";
import { Settings } from "./settings.tsx";

const pages = { secrets: "Secrets", identities: "Identities", vault: "Vault" } as const;
type Page = keyof typeof pages;

interface VaultViewProps {
  readonly state: Extract<State, { stage: "unlocked" }>;
  readonly lock: () => void;
  readonly onCodes: (codes: readonly SecretText[]) => void;
}

/** The unlocked vault: the bar above, and one of three pages. All of it goes from the page when the vault is locked. */
export function VaultView({ state, lock, onCodes }: VaultViewProps): VNode {
  const { idle, drafts } = useConsole();
  const [page, setPage] = useState<Page>("secrets");
  const { stored, contents } = state;
  return (
    <div class="vault">
      <header class="bar">
        <img src="./icon.svg" alt="Inkseal" width="28" height="28" />
        <nav aria-label="Vault">
          {(Object.keys(pages) as Page[]).map((name) => (
            <button
              key={name}
              type="button"
              class="tab"
              aria-current={page === name ? "page" : undefined}
              onClick={() => name === page || drafts.leave(() => setPage(name))}
            >
              {pages[name]}
            </button>
          ))}
        </nav>
        <span class="file-name">{shown(stored.fileName)}</span>
        <DownloadButton stored={stored} />
        <button type="button" onClick={() => drafts.leave(lock)} title={`Locks by itself after ${idle.minutes} min without use`}>
          <Icon name="lock" />
          <span>Lock</span>
        </button>
      </header>
      <BackupReminder stored={stored} />
      {page === "secrets" && <Secrets contents={contents} revision={stored.revision} />}
      {page === "identities" && <Identities contents={contents} />}
      {page === "vault" && <Settings stored={stored} contents={contents} onCodes={onCodes} />}
      <OpenQuestion />
    </div>
  );
}
