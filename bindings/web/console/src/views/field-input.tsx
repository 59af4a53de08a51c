import type { SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useOneLine } from "../one-line.ts";
import type { Field } from "../secret-fields.ts";
import { Generator } from "./generator.tsx";
import { Icon } from "./icon.tsx";
import { PasteProblem } from "./paste-problem.tsx";

interface FieldInputProps {
  readonly field: Field;
  /** What it holds, if anything. */
  readonly text: SecretText | undefined;
  /** Whether what is in the input is to be saved, or what the field holds. */
  readonly onTouch: (touched: boolean) => void;
}

/**
 * The input for one text of a payload. What a hidden field holds comes into it only when the user reveals it; until
 * then, or until it is to be replaced, the input is empty and locked. Hidden inputs are masked by style and are no
 * password inputs: the browser is not to offer to keep them.
 */
export function FieldInput({ field, text, onTouch }: FieldInputProps): VNode {
  const id = useId();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const held = field.hidden ? text : undefined;
  const [content, setContent] = useState<"unchanged" | "old" | "new">(held ? "unchanged" : "new");
  const [revealed, setRevealed] = useState(false);
  const oneLine = useOneLine();
  const locked = content === "unchanged";
  const change = content === "new" ? "Keep" : "Replace";
  // A one-line input would drop line ends.
  const Input = field.multiline || text?.expose().includes("\n") ? "textarea" : "input";

  const fill = (value: string, next: typeof content, touched: boolean): void => {
    if (!input.current) return;
    input.current.value = value;
    setContent(next);
    onTouch(touched);
  };
  const reveal = (): void => {
    if (locked && held) fill(held.expose(), "old", false);
    setRevealed(!revealed);
  };
  const replace = (): void => {
    fill("", "new", true);
    setRevealed(false);
    input.current?.focus();
  };
  const keep = (): void => {
    fill("", "unchanged", false);
    setRevealed(false);
  };
  const use = (made: SecretText): void => {
    fill(made.expose(), "new", true);
    setRevealed(true);
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
          readOnly={locked}
          placeholder={locked ? "unchanged" : held && !field.required ? "empty: it is removed" : undefined}
          rows={Input === "textarea" ? 4 : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          defaultValue={field.hidden ? "" : (text?.expose() ?? "")}
          onInput={() => onTouch(true)}
          onPaste={Input === "input" ? oneLine.onPaste : undefined}
        />
        {field.hidden && (
          <button type="button" aria-pressed={revealed} aria-label={`Reveal ${field.label}`} onClick={reveal}>
            <Icon name={revealed ? "hide" : "reveal"} />
          </button>
        )}
        {held && (
          <button type="button" aria-label={`${change} ${field.label}`} onClick={content === "new" ? keep : replace}>
            {change}
          </button>
        )}
      </div>
      <PasteProblem of={oneLine} />
      {text?.isLossy && <p class="lossy">Part of this could not be read: replace it, or it cannot be saved.</p>}
      {field.generated && <Generator onUse={use} />}
    </div>
  );
}
