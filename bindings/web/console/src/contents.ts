import type { Identity, KeyMetadata, SecretMetadata, Vault, VaultInfo } from "inkseal/worker";
import type { Damage } from "./damage.ts";
import { shown } from "./shown.ts";

/** What the page shows of an unlocked vault without opening a payload: nothing in it is secret. */
export interface Contents extends Damage {
  readonly info: VaultInfo;
  readonly secrets: readonly SecretMetadata[];
  readonly identities: readonly Identity[];
  readonly keys: readonly KeyMetadata[];
}

/** Reads what the page shows and opens nothing. */
export async function readContents(vault: Vault): Promise<Omit<Contents, keyof Damage>> {
  const [info, secrets, identities, keys] = await Promise.all([vault.info(), vault.list(), vault.identities(), vault.keys()]);
  return { info, secrets, identities, keys };
}

/** What a secret is called, as it is shown. It may have no name. */
export function nameOf(secret: SecretMetadata): string {
  return shown(secret.name || "(no name)");
}

/** What an identity is called, as it is shown. */
export function handleOf(identity: Identity): string {
  return shown(identity.agentHandle);
}
