import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Field } from "../secret-fields.ts";
import { Generator } from "./generator.tsx";
import { Icon } from "./icon.tsx";

interface FieldInputProps {
  readonly field: Field;
  /** What it holds, if anything. */
  readonly text: SecretText | undefined;
  readonly onTouch: () => void;
}

/**
 * The input for one text of a payload. Hidden ones are masked by style and are no password inputs: the browser is
 * not to offer to keep them.
 */
export function FieldInput({ field, text, onTouch }: FieldInputProps): VNode {
  const id = useId();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [revealed, setRevealed] = useState(false);
  const value = text?.expose() ?? "";
  // A one-line input would drop line ends.
  const Input = field.multiline || value.includes("\n") ? "textarea" : "input";
  const use = (made: SecretText): void => {
    if (!input.current) return;
    input.current.value = made.expose();
    setRevealed(true);
    onTouch();
  };
  return (
    <div class="entry">
      <label for={id}>
        {field.label}
        {!field.required && " (optional)"}
      </label>
      <div class="with-button">
        <Input
          id={id}
          ref={input}
          name={field.name}
          class={field.hidden ? (revealed ? "mono" : "mono masked") : undefined}
          required={field.required}
          rows={Input === "textarea" ? 4 : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          defaultValue={value}
          onInput={onTouch}
        />
        {field.hidden && (
          <button
            type="button"
            aria-pressed={revealed}
            aria-label={`Reveal ${field.label}`}
            onClick={() => setRevealed(!revealed)}
          >
            <Icon name={revealed ? "hide" : "reveal"} />
          </button>
        )}
      </div>
      {text?.isLossy && <p class="lossy">Part of this could not be read: replace it, or it cannot be saved.</p>}
      {field.generated && <Generator onUse={use} />}
    </div>
  );
}
