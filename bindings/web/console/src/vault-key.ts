import { InksealError, type Vault } from "inkseal/worker";
import { errorText, Told } from "./error-text.ts";

/**
 * Runs `use` with what was typed into the inputs, as UTF-8, and empties them. The bytes are wiped at the end, whatever
 * happens. The text of an input is the browser's and cannot be wiped; it goes when the input is emptied. If a key is wrong
 * and there is something odd about the first of them, that is said: it is the one that has to be right.
 */
export async function withTyped<T>(
  inputs: readonly HTMLInputElement[],
  use: (...keys: Uint8Array[]) => Promise<T>,
): Promise<T> {
  const keys = inputs.map((input) => new TextEncoder().encode(input.value));
  for (const input of inputs) input.value = "";
  try {
    return await use(...keys);
  } catch (error) {
    const odd = keys[0] && oddity(keys[0]);
    const wrong = error instanceof InksealError && error.code === "wrong_vault_key";
    throw wrong && odd ? new Told(`${errorText(error)} ${odd}`) : error;
  } finally {
    for (const key of keys) key.fill(0);
  }
}

/**
 * Unlocks a vault with a key as it was typed or, if it is wrong so, in the other Unicode normalization forms: systems
 * type é as one character or as two. Gives the form in which it is right, if it is another one.
 */
export async function unlockInAnyForm(vault: Vault, key: Uint8Array): Promise<"NFC" | "NFD" | undefined> {
  try {
    await vault.unlock(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof InksealError) || error.code !== "wrong_vault_key") throw error;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(key);
    for (const form of ["NFC", "NFD"] as const) {
      const other = text.normalize(form);
      if (other === text) continue;
      const bytes = new TextEncoder().encode(other);
      const fits = await vault.unlock(bytes).then(
        () => true,
        () => false,
      );
      bytes.fill(0);
      if (fits) return form;
    }
    throw error;
  }
}

/** What is odd about a key as it was entered, in words that say nothing of what is in it. */
export function oddity(key: Uint8Array): string | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(key);
  if (/[\p{Cc}\p{Cf}]/u.test(text)) return "What you entered has a character that cannot be seen: type it, or paste it without that.";
  if (/^\s|\s$/.test(text)) return "What you entered begins or ends with a space: try it without.";
  return undefined;
}

/** Whether two keys are spelled alike. */
export function sameKey(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
