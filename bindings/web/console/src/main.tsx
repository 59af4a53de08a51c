import { render } from "preact";
import { Clipboard } from "./clipboard.ts";
import { ConsoleContext } from "./console.ts";
import { IdleLock } from "./idle-lock.ts";
import { Session } from "./session.ts";
import { Status } from "./status.ts";
import { App } from "./views/app.tsx";

const status = new Status();
const session = new Session(status);
const clipboard = new Clipboard(status);

/** Locks, and empties the clipboard if it holds a secret of ours. */
function lock(): void {
  session.lock();
  status.clear();
  void clipboard.clear();
}

const idle = new IdleLock(() => {
  if (session.state.stage === "unlocked") lock();
});
addEventListener("pagehide", lock);
// A file that is dropped where none is taken must not replace the page.
for (const event of ["dragover", "drop"])
  addEventListener(event, (dropped) => {
    if (!(dropped.target instanceof HTMLInputElement)) dropped.preventDefault();
  });

const place = document.getElementById("console");
if (place) {
  render(
    <ConsoleContext.Provider value={{ session, status, clipboard, idle }}>
      <App lock={lock} />
    </ConsoleContext.Provider>,
    place,
  );
  void session.start();
}
