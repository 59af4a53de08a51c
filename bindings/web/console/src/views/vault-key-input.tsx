import type { Ref, VNode } from "preact";
import { useId } from "preact/hooks";
import { useOneLine } from "../one-line.ts";
import { PasteProblem } from "./paste-problem.tsx";

interface VaultKeyInputProps {
  readonly label: string;
  readonly input: Ref<HTMLInputElement>;
  readonly hint?: string;
  readonly autofocus?: boolean;
}

/**
 * An input for a vault key or recovery code. What is typed is read once and the input emptied, by `withTyped`.
 *
 * The browser is not to offer to keep the key, in the very profile that keeps the vault. Chromium offers to with
 * `off`, `current-password` and `new-password`, and not with `one-time-code`, which HTML has for what is not to be used
 * again. The input stays one for passwords: no keyboard learns what is typed, and other password managers find it when
 * the user asks them to fill.
 */
export function VaultKeyInput({ label, input, hint, autofocus = false }: VaultKeyInputProps): VNode {
  const id = useId();
  const oneLine = useOneLine();
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="password"
        required
        autocomplete="one-time-code"
        autocapitalize="off"
        spellcheck={false}
        autofocus={autofocus}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onPaste={oneLine.onPaste}
      />
      <PasteProblem of={oneLine} />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
