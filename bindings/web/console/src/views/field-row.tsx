import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useConsole } from "../console.ts";
import { shown } from "../shown.ts";
import { Icon } from "./icon.tsx";

/** How long a field stays revealed, in seconds. */
export const REVEALED_SECONDS = 60;

interface FieldRowProps {
  readonly label: string;
  readonly text: SecretText;
  readonly hidden: boolean;
}

/** One text of a payload: hidden until it is revealed, if it is to be, and hidden again after some time. */
export function FieldRow({ label, text, hidden }: FieldRowProps): VNode {
  const [revealed, setRevealed] = useState(false);
  // Before the page is painted: a text is never shown without its timer, nor another one in its place.
  useLayoutEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => setRevealed(false), REVEALED_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [revealed]);
  useLayoutEffect(() => setRevealed(false), [text]);
  return (
    <div class="field">
      <dt>{label}</dt>
      <dd>
        {hidden && !revealed ? (
          <span class="dots">
            <span aria-hidden="true">••••••••••••</span>
            <span class="unseen">hidden</span>
          </span>
        ) : (
          <FieldText text={text} mono={hidden} />
        )}
        {text.isLossy && <span class="lossy">Part of this could not be read: replace it before you save.</span>}
      </dd>
      <dd class="field-tools">
        {hidden && (
          <button
            type="button"
            class="bare"
            aria-pressed={revealed}
            aria-label={`Reveal ${label}`}
            onClick={() => setRevealed(!revealed)}
          >
            <Icon name={revealed ? "hide" : "reveal"} />
          </button>
        )}
        <CopyButton label={label} text={text} />
      </dd>
    </div>
  );
}

/** The text in clear; an address of the web can be followed. */
function FieldText({ text, mono }: { text: SecretText; mono: boolean }): VNode {
  const clear = text.expose();
  if (/^https?:\/\/\S+$/i.test(clear)) {
    return (
      <a href={clear} target="_blank" rel="noopener noreferrer">
        {shown(clear)}
      </a>
    );
  }
  return <span class={mono ? "clear mono" : "clear"}>{clear}</span>;
}

/** Copies a text, for a short time. */
export function CopyButton({ label, text }: { label: string; text: SecretText }): VNode {
  const { clipboard, status } = useConsole();
  const copy = async (): Promise<void> => {
    try {
      await clipboard.copy(text, label);
    } catch {
      status.say("The browser did not let this page copy. Allow it to use the clipboard, or reveal and copy by hand.");
    }
  };
  return (
    <button type="button" class="bare" aria-label={`Copy ${label}`} onClick={() => void copy()}>
      <Icon name="copy" />
    </button>
  );
}
