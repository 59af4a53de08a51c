import type { ErrorCode, Identity, KeyMetadata, SecretMetadata, Vault, VaultInfo } from "inkseal/worker";

/** What the page shows of an unlocked vault without opening a payload: nothing in it is secret. */
export interface Contents {
  readonly info: VaultInfo;
  readonly secrets: readonly SecretMetadata[];
  readonly identities: readonly Identity[];
  readonly keys: readonly KeyMetadata[];
  /** Why secrets do not open, by their ids. */
  readonly damaged: ReadonlyMap<string, ErrorCode>;
  /** How many entries of the file are no secrets at all. */
  readonly strays: number;
}

/** Reads what the page shows. Every payload is opened once, in the worker, to find those that are damaged. */
export async function readContents(vault: Vault): Promise<Contents> {
  const [info, secrets, identities, keys, reports] = await Promise.all([
    vault.info(),
    vault.list(),
    vault.identities(),
    vault.keys(),
    vault.verify(),
  ]);
  const damaged = new Map<string, ErrorCode>();
  let strays = 0;
  for (const { id, failure } of reports) {
    if (!failure) continue;
    if (id === undefined) strays += 1;
    else damaged.set(id, failure.code);
  }
  return { info, secrets, identities, keys, damaged, strays };
}

/** What a secret is called where it may have no name. */
export function nameOf(secret: SecretMetadata): string {
  return secret.name || "(no name)";
}
