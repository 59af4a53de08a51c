import { InksealError, type ErrorCode, type VaultKeyRule } from "inkseal/worker";

const texts: Record<ErrorCode, string> = {
  wrong_vault_key: "This is not the vault key. Check capital letters and the keyboard layout, or use a recovery code.",
  locked: "The vault is locked. Unlock it and try again.",
  not_found: "This is no longer in the vault. It may have been deleted in another tab.",
  already_exists: "This is in the vault already. Choose another name.",
  invalid_input: "Something in what was entered cannot be used. Check each field; names have 1 to 255 characters.",
  weak_vault_key: "The vault key is too weak.",
  type_mismatch: "This secret is of another type than this needs.",
  corrupt: "This does not open: it was damaged or changed. Restore it from a backup.",
  malformed: "This cannot be read: it is damaged or something else. For a vault, choose its file or a backup of it.",
  unsupported:
    "This browser or this version of Inkseal cannot do that. Use a current browser, replace text that could not be read, and for one-time codes use TOTP with 6 or 8 digits for 30 or 60 seconds; a vault of this format does not keep Steam's.",
  weak_parameters: "The file asks for a weaker protection than Inkseal accepts. Use a backup that you trust.",
  excessive_work: "The file asks for more work than Inkseal accepts. Use a backup that you trust.",
  out_of_memory: "There is not enough memory: 64 MiB are needed. Close other tabs and try again.",
  conflict: "This does not fit what is there: it is another vault, or the last key. Nothing was changed.",
  access_denied: "This identity is paused and may not read. Resume it first.",
  wrong_vault: "This is another vault than the one that was meant. Choose the file of that one.",
  tampered: "This was changed by somebody without the vault's keys, or part of it is missing. Restore it from a backup.",
  rolled_back: "This is an older state of the vault than this browser has seen. Look for the newest one.",
  forked: "This state of the vault lacks changes that this browser has seen. Compare it with your other devices.",
  io: "The browser did not give what was needed. Try again, or reload the page.",
};

const rules: Record<VaultKeyRule, string> = {
  length: "The vault key needs at least 16 characters.",
  uppercase: "The vault key needs an upper-case letter.",
  lowercase: "The vault key needs a lower-case letter.",
  digit: "The vault key needs a digit.",
  special: "The vault key needs a character that is neither letter nor digit.",
};

/** An error whose text is already for people, with what to do. */
export class Told extends Error {}

/** An error in words, with what to do. It holds no secret. */
export function errorText(error: unknown): string {
  if (error instanceof Told) return error.message;
  if (error instanceof InksealError) return error.rule ? rules[error.rule] : texts[error.code];
  return "Something unexpected happened. Nothing was saved. Reload the page and try again.";
}

/** A failure in words, by its code. */
export function failureText(code: ErrorCode): string {
  return texts[code];
}
