import type { VerifyReport } from "inkseal/worker";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Problem, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import type { Contents } from "../contents.ts";
import { failureText } from "../error-text.ts";
import { shown } from "../shown.ts";

/** Opens every secret and tells which do not open. */
export function Verify({ contents }: { contents: Contents }): VNode {
  const { session } = useConsole();
  const action = useAction();
  const [reports, setReports] = useState<readonly VerifyReport[]>();
  const bad = reports?.filter(({ failure }) => failure) ?? [];
  const verify = (): Promise<void> => action.run(async () => setReports(await session.verify()));
  return (
    <section aria-labelledby="verify-title">
      <h2 id="verify-title">Verify</h2>
      <p class="hint">
        Opens each of the {contents.secrets.length} secrets once, in memory, and says which do not open.
        {contents.strays > 0 && ` The file has ${contents.strays} entries that are no secrets.`}
      </p>
      <div class="buttons">
        <button type="button" aria-disabled={action.busy} onClick={() => void verify()}>
          Verify all
        </button>
      </div>
      <Problem action={action} />
      <div role="status">
        {reports && bad.length === 0 && <p class="good">All {reports.length} open.</p>}
        {bad.length > 0 && (
          <ul class="reports">
            {bad.map(({ id, name, failure }, index) => (
              <li key={id ?? index}>
                <strong>{shown(name || id || "An entry that is no secret")}</strong>: {failure && failureText(failure.code)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
