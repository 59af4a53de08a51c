/**
 * Runs `use` with what was typed into the inputs, as UTF-8, and empties them. The bytes are wiped at the end, whatever
 * happens. The text of an input is the browser's and cannot be wiped; it goes when the input is emptied.
 */
export async function withTyped<T>(
  inputs: readonly HTMLInputElement[],
  use: (...keys: Uint8Array[]) => Promise<T>,
): Promise<T> {
  const keys = inputs.map((input) => new TextEncoder().encode(input.value));
  for (const input of inputs) input.value = "";
  try {
    return await use(...keys);
  } finally {
    for (const key of keys) key.fill(0);
  }
}

/** Whether two keys are spelled alike. */
export function sameKey(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
