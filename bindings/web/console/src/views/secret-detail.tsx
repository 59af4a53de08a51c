import { InksealError, type ErrorCode, type SecretMetadata, type SecretPayload } from "inkseal/worker";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import { nameOf, type Contents } from "../contents.ts";
import { failureText } from "../error-text.ts";
import { isKnown, typeName } from "../secret-fields.ts";
import { About } from "./about.tsx";
import { DeleteSecret } from "./delete-secret.tsx";
import { Icon, typeIcon } from "./icon.tsx";
import { Heading } from "./panes.tsx";
import { PayloadView } from "./payload-view.tsx";
import { SecretForm } from "./secret-form.tsx";

interface SecretDetailProps {
  readonly secret: SecretMetadata;
  readonly contents: Contents;
  readonly revision: number;
  readonly onBack: () => void;
}

/** One secret, opened when it is shown. */
export function SecretDetail({ secret, contents, revision, onBack }: SecretDetailProps): VNode {
  const { session } = useConsole();
  const [payload, setPayload] = useState<SecretPayload>();
  const [failure, setFailure] = useState<ErrorCode>();
  // The revision that it was opened at: an older payload is not to be edited.
  const [opened, setOpened] = useState<number>();
  const [doing, setDoing] = useState<"edit" | "delete">();

  useEffect(() => {
    let gone = false;
    const open = async (): Promise<void> => {
      try {
        const present = await session.open(secret.id);
        if (gone) return;
        setPayload(present);
        setFailure(undefined);
      } catch (error) {
        if (gone) return;
        setPayload(undefined);
        setFailure(error instanceof InksealError ? error.code : "io");
      }
      setOpened(revision);
    };
    void open();
    return () => {
      gone = true;
    };
  }, [session, secret.id, revision]);

  const stale = opened !== revision;
  if (doing === "edit") {
    return <SecretForm secret={secret} payload={payload} revision={revision} onDone={() => setDoing(undefined)} />;
  }
  return (
    <article aria-labelledby="secret-name">
      <header class="detail-head">
        <button type="button" class="bare narrow-only" aria-label="Back to the list" onClick={onBack}>
          <Icon name="back" />
        </button>
        <span class="badge large">
          <Icon name={typeIcon(secret.secretType)} />
        </span>
        <div class="row-text">
          <Heading id="secret-name">{nameOf(secret)}</Heading>
          <p class="row-more">{typeName(secret.secretType)}</p>
        </div>
        <button type="button" aria-disabled={stale} onClick={stale ? undefined : () => setDoing("edit")}>
          <Icon name="edit" />
          <span>Edit</span>
        </button>
        <button type="button" onClick={() => setDoing("delete")} aria-label={`Delete ${nameOf(secret)}`}>
          <Icon name="delete" />
        </button>
      </header>
      {failure && (
        <div class="damaged" role="alert">
          <Icon name="damaged" />
          <div>
            <h2>This secret does not open</h2>
            <p>{failureText(failure)}</p>
            <p>
              The other secrets are unharmed. Download the vault before you change anything, then restore this secret from a
              backup of the file, or delete it and make it anew.
            </p>
          </div>
        </div>
      )}
      {payload && <PayloadView secret={secret} payload={payload} revision={revision} />}
      {payload && !isKnown(payload.type) && (
        <p class="hint">This version of Inkseal does not know the type. The content is kept as it is and cannot be edited.</p>
      )}
      <About secret={secret} contents={contents} />
      {doing === "delete" && (
        <DeleteSecret secret={secret} revision={revision} onClose={() => setDoing(undefined)} />
      )}
    </article>
  );
}
