import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { readVaultFile } from "../vault-file.ts";
import { withTyped } from "../vault-key.ts";
import { mustBeSame, NewVaultKey } from "./new-vault-key.tsx";

/** The page without a vault: open a file, or make a new vault. */
export function Welcome({ onCodes }: { onCodes: (codes: readonly SecretText[]) => void }): VNode {
  const { session } = useConsole();
  const opening = useAction();
  const making = useAction();
  const [over, setOver] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);

  const open = (file: File | null | undefined): void => {
    if (!file) return;
    void opening.run(async () => session.take(await readVaultFile(file), file.name));
  };
  const make = (): Promise<void> =>
    making.run(async () => {
      if (!first.current || !again.current) return;
      const codes = await withTyped([first.current, again.current], (key, repeated) => {
        mustBeSame(key, repeated);
        return session.create(key);
      });
      onCodes(codes);
    });

  return (
    <main
      class="gate wide"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        open(event.dataTransfer?.files[0]);
      }}
    >
      <header>
        <img src="./icon.svg" alt="" width="40" height="40" />
        <h1>Inkseal</h1>
        <p>The vault of your agents’ credentials. It opens in this browser alone and is sent nowhere.</p>
      </header>
      <div class="choices">
        <section aria-labelledby="open-title">
          <h2 id="open-title">Open a vault file</h2>
          <label class="drop">
            <input
              type="file"
              class="unseen"
              accept=".json,application/json"
              onChange={(event) => {
                open(event.currentTarget.files?.[0]);
                event.currentTarget.value = "";
              }}
            />
            <strong>{opening.busy ? "Reading…" : "Choose a file"}</strong>
            <span>or drop it anywhere on this page</span>
          </label>
          <Problem action={opening} />
          <p class="hint">
            This browser keeps the file as it is. Anyone who can read this browser’s data can read the secrets’ names,
            descriptions and types in it, but no payload and no key.
          </p>
        </section>
        <section aria-labelledby="new-title">
          <h2 id="new-title">Make a new vault</h2>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void make();
            }}
          >
            <NewVaultKey first={first} again={again} />
            <Problem action={making} />
            <Submit action={making} label="Make the vault" doing="Deriving keys…" />
          </form>
        </section>
      </div>
    </main>
  );
}
