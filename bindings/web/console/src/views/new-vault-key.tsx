import type { RefObject, VNode } from "preact";
import { Told } from "../error-text.ts";
import { sameKey } from "../vault-key.ts";
import { VaultKeyInput } from "./vault-key-input.tsx";

interface NewVaultKeyProps {
  readonly first: RefObject<HTMLInputElement | null>;
  readonly again: RefObject<HTMLInputElement | null>;
  readonly autofocus?: boolean;
}

/** Asks for a new vault key, twice. */
export function NewVaultKey({ first, again, autofocus = false }: NewVaultKeyProps): VNode {
  return (
    <>
      <VaultKeyInput
        label="New vault key"
        input={first}
        autofocus={autofocus}
        hint="At least 16 characters, with an upper-case and a lower-case letter, a digit and another character. Nobody can reset it."
      />
      <VaultKeyInput label="New vault key again" input={again} />
    </>
  );
}

/** Refuses two spellings that differ. */
export function mustBeSame(first: Uint8Array, again: Uint8Array): void {
  if (!sameKey(first, again)) throw new Told("The two spellings of the new vault key differ. Type it twice alike.");
}
