import type { Contents } from "./contents.ts";
import type { StoredVault } from "./vault-store.ts";

/** What the page is about. */
export type State =
  | { readonly stage: "starting" | "empty" }
  | { readonly stage: "broken"; readonly reason: string }
  | { readonly stage: "locked"; readonly stored: StoredVault }
  | { readonly stage: "unlocked"; readonly stored: StoredVault; readonly contents: Contents };
