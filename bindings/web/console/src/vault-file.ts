import { Told } from "./error-text.ts";

/** The core reads no larger file. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The text of a vault file as it is, to the byte. */
export async function readVaultFile(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new Told("This file is larger than any vault. Choose the vault's file.");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Told("The browser cannot read this. Choose the vault's file, not a folder, and one that you may read.");
  });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Told("This is no text in UTF-8, so no vault file. Choose the vault's file or a backup of it.");
  }
}
