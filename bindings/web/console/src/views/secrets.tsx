import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Contents } from "../contents.ts";
import { useConsole } from "../console.ts";
import { Panes } from "./panes.tsx";
import { SecretDetail } from "./secret-detail.tsx";
import { SecretForm } from "./secret-form.tsx";
import { SecretList, type SecretListHandle } from "./secret-list.tsx";

/** What the right side shows. */
type Shown = { readonly id: string } | "new" | undefined;

/** The secrets: the list on the left and one of them on the right; on narrow screens one at a time. */
export function Secrets({ contents, revision }: { contents: Contents; revision: number }): VNode {
  const { drafts } = useConsole();
  const [shown, setShown] = useState<Shown>();
  const list = useRef<SecretListHandle>(null);
  const last = useRef<Shown>(undefined);
  const secret = typeof shown === "object" ? contents.secrets.find(({ id }) => id === shown.id) : undefined;
  const open = secret !== undefined || shown === "new";
  const back = (): void => setShown(undefined);

  useLayoutEffect(() => {
    if (shown) last.current = shown;
  }, [shown]);
  // At once: a key that is pressed next means what is shown now.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (shown !== "new" && !document.querySelector(".detail form")) back();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [shown]);

  return (
    <Panes
      open={open}
      focusList={() => (last.current === "new" ? list.current?.focusNew() : list.current?.focus())}
      list={
        <SecretList
          contents={contents}
          selected={secret?.id}
          onSelect={(id) => id === secret?.id || drafts.leave(() => setShown({ id }))}
          onNew={() => shown === "new" || drafts.leave(() => setShown("new"))}
          handle={list}
        />
      }
      detail={
        <>
          {secret && (
            <SecretDetail key={secret.id} secret={secret} contents={contents} revision={revision} onBack={back} />
          )}
          {shown === "new" && <SecretForm revision={revision} onDone={(id) => setShown(id ? { id } : undefined)} />}
          {!open && (
            <div class="nothing">
              <h2>No secret is chosen</h2>
              <p>
                {contents.secrets.length === 0
                  ? "The vault is empty. Add the first secret with New."
                  : "Choose a secret on the left. Press / to search, and the arrow keys to move in the list."}
              </p>
            </div>
          )}
        </>
      }
    />
  );
}
