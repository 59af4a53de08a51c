import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Clipboard } from "./clipboard.ts";
import type { Drafts } from "./drafts.ts";
import type { IdleLock } from "./idle-lock.ts";
import type { Questions } from "./questions.ts";
import type { Session } from "./session.ts";
import type { Status } from "./status.ts";

/** What every view may use. */
export interface Console {
  readonly session: Session;
  readonly status: Status;
  readonly clipboard: Clipboard;
  readonly idle: IdleLock;
  readonly questions: Questions;
  readonly drafts: Drafts;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (!console) throw new Error("a view was used outside of the console");
  return console;
}
