import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { download } from "../download.ts";
import { Dialog } from "./dialog.tsx";

/** Shows recovery codes, once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly SecretText[]; onDone: () => void }): VNode {
  const [kept, setKept] = useState(false);
  const save = (): void => {
    const lines = ["Inkseal recovery codes. Each opens the vault once if the vault key is lost.", ""];
    download([...lines, ...codes.map((code) => code.expose()), ""].join("\n"), "inkseal-recovery-codes.txt", "text/plain");
  };
  return (
    <Dialog title="Recovery codes">
      <p>
        Each of these codes replaces a lost vault key, once. <strong>They are shown only now</strong> and exist nowhere else.
        Keep them on paper or in a safe place, apart from the vault’s file.
      </p>
      <ol class="codes">
        {codes.map((code, index) => (
          <li key={index}>
            <code>{code.expose()}</code>
          </li>
        ))}
      </ol>
      <div class="buttons">
        <button type="button" onClick={() => print()}>
          Print
        </button>
        <button type="button" onClick={save}>
          Download as text
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />I have kept the codes
        in a safe place
      </label>
      <div class="buttons">
        <button type="button" class="primary" disabled={!kept} onClick={onDone}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
