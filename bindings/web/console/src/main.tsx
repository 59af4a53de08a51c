import { render } from "preact";
import { Clipboard } from "./clipboard.ts";
import { ConsoleContext } from "./console.ts";
import { Drafts } from "./drafts.ts";
import { IdleLock } from "./idle-lock.ts";
import { Questions } from "./questions.ts";
import { Session } from "./session.ts";
import { Status } from "./status.ts";
import { App } from "./views/app.tsx";

const status = new Status();
const session = new Session(status);
const clipboard = new Clipboard(status);
const questions = new Questions();
const drafts = new Drafts(questions);

/** Locks, and empties the clipboard if it holds a secret of ours. */
function lock(stays = true): void {
  session.lock();
  status.clear();
  questions.close();
  void clipboard.clear(stays);
}

const idle = new IdleLock(() => {
  if (session.state.stage === "unlocked") lock();
});
addEventListener("pagehide", () => lock(false));
// A file that is dropped where none is taken must not replace the page.
for (const event of ["dragover", "drop"])
  addEventListener(event, (dropped) => {
    if (!(dropped.target instanceof HTMLInputElement)) dropped.preventDefault();
  });

const place = document.getElementById("console");
if (place) {
  render(
    <ConsoleContext.Provider value={{ session, status, clipboard, idle, questions, drafts }}>
      <App lock={() => lock()} />
    </ConsoleContext.Provider>,
    place,
  );
  void session.start();
}
