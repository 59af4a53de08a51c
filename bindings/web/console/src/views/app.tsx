import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { StatusLine } from "./status-line.tsx";
import { Unlock } from "./unlock.tsx";
import { VaultView } from "./vault-view.tsx";
import { Welcome } from "./welcome.tsx";

/** The whole page: what it shows follows from the state of the session. */
export function App({ lock }: { lock: () => void }): VNode {
  const { session, idle } = useConsole();
  const [, redraw] = useState(0);
  const [codes, setCodes] = useState<readonly SecretText[]>();
  // Recovery codes that nobody confirmed to have kept. They are not kept here: only that there are some.
  const [unseen, setUnseen] = useState(false);
  useEffect(() => {
    session.onChange(() => redraw((count) => count + 1));
    redraw((count) => count + 1);
  }, [session]);
  const { state } = session;
  const { stage } = state;
  useEffect(() => {
    if (stage === "unlocked") idle.restart();
    else if (codes) {
      setCodes(undefined);
      setUnseen(true);
    }
    document.title = stage === "unlocked" ? "Inkseal" : "Inkseal (locked)";
  }, [stage, idle, codes]);

  return (
    <>
      {stage === "starting" && <main class="gate" aria-busy="true" />}
      {stage === "broken" && (
        <main class="gate">
          <h1>Inkseal</h1>
          <p role="alert">{state.reason}</p>
        </main>
      )}
      {stage === "empty" && <Welcome onCodes={setCodes} />}
      {stage === "locked" && <Unlock stored={state.stored} codesUnseen={unseen} />}
      {stage === "unlocked" && <VaultView state={state} lock={lock} onCodes={setCodes} />}
      {stage === "unlocked" && codes && (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            setCodes(undefined);
            setUnseen(false);
          }}
        />
      )}
      <StatusLine />
    </>
  );
}
