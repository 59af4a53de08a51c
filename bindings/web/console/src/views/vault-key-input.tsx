import type { Ref, VNode } from "preact";
import { useId } from "preact/hooks";

interface VaultKeyInputProps {
  readonly label: string;
  readonly input: Ref<HTMLInputElement>;
  readonly hint?: string;
  readonly autofocus?: boolean;
}

/** An input for a vault key or recovery code. What is typed is read once and the input emptied, by `withTyped`. */
export function VaultKeyInput({ label, input, hint, autofocus = false }: VaultKeyInputProps): VNode {
  const id = useId();
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="password"
        required
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        autofocus={autofocus}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
