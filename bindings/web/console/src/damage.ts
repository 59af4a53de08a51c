import type { ErrorCode, SecretMetadata, VerifyReport } from "inkseal/worker";

/** What of a vault does not open. */
export interface Damage {
  /** Why secrets do not open, by their ids. */
  readonly damaged: ReadonlyMap<string, ErrorCode>;
  /** How many entries of the file are no secrets at all. */
  readonly strays: number;
}

/** The damage that was found when every payload was opened. */
export function damageOf(reports: readonly VerifyReport[]): Damage {
  const damaged = new Map<string, ErrorCode>();
  let strays = 0;
  for (const { id, failure } of reports) {
    if (!failure) continue;
    if (id === undefined) strays += 1;
    else damaged.set(id, failure.code);
  }
  return { damaged, strays };
}

/** The damage when one secret has been opened, or was not for a reason. */
export function withOpened({ damaged, strays }: Damage, id: string, failure: ErrorCode | undefined): Damage {
  const next = new Map(damaged);
  if (failure) next.set(id, failure);
  else next.delete(id);
  return { damaged: next, strays };
}

/** The damage in the secrets that are left. */
export function remaining({ damaged, strays }: Damage, secrets: readonly SecretMetadata[]): Damage {
  const left = secrets.flatMap(({ id }) => {
    const code = damaged.get(id);
    return code ? [[id, code] as const] : [];
  });
  return { damaged: new Map(left), strays };
}
