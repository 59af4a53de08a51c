import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import { handleOf, type Contents } from "../contents.ts";
import { shown as asShown } from "../shown.ts";
import { Icon } from "./icon.tsx";
import { IdentityDetail } from "./identity-detail.tsx";
import { NewIdentity } from "./new-identity.tsx";
import { Panes } from "./panes.tsx";
import { Rows, type RowsHandle } from "./rows.tsx";
import { TrustNote } from "./trust-note.tsx";

/** The identities: who may be granted secrets, and what is granted to each. */
export function Identities({ contents }: { contents: Contents }): VNode {
  const { drafts } = useConsole();
  const [shown, setShown] = useState<string>();
  const [adding, setAdding] = useState(false);
  const rows = useRef<RowsHandle>(null);
  const add = useRef<HTMLButtonElement>(null);
  const identity = contents.identities.find(({ id }) => id === shown);
  const granted = (id: string): number =>
    contents.secrets.filter(({ access }) => access.some(({ identityId }) => identityId === id)).length;
  return (
    <>
      <Panes
        open={identity !== undefined}
        focusList={() => {
          if (!rows.current?.focus()) add.current?.focus();
        }}
        list={
          <section class="list" aria-label="List of identities">
            <h1 class="unseen">Identities</h1>
            <div class="list-tools">
              <button type="button" class="primary" ref={add} onClick={() => drafts.leave(() => setAdding(true))}>
                <Icon name="plus" />
                <span>New identity</span>
              </button>
            </div>
            <Rows items={contents.identities} selected={shown} onSelect={(id) => id === shown || drafts.leave(() => setShown(id))} handle={rows}>
              {(one) => (
                <>
                  <span class="badge">
                    <Icon name="identity" />
                  </span>
                  <span class="row-text">
                    <span class="row-name">{handleOf(one)}</span>
                    <span class="row-more">{one.displayName ? asShown(one.displayName) : `${granted(one.id)} granted`}</span>
                  </span>
                  {one.status === "paused" && <span class="mark">paused</span>}
                </>
              )}
            </Rows>
          </section>
        }
        detail={
          identity ? (
            <IdentityDetail key={identity.id} identity={identity} contents={contents} onBack={() => drafts.leave(() => setShown(undefined))} />
          ) : (
            <div class="nothing">
              <h2>No identity is chosen</h2>
              <p>An identity is an agent. It is shown only the secrets that you grant to it.</p>
              <TrustNote>
                Grants are policy and not cryptography: programs that use Inkseal keep to them, but whoever has the vault key
                opens every secret, and whoever stores the file can change the grants unnoticed.
              </TrustNote>
            </div>
          )
        }
      />
      {adding && (
        <NewIdentity
          onClose={(id) => {
            setAdding(false);
            if (id) setShown(id);
          }}
        />
      )}
    </>
  );
}
