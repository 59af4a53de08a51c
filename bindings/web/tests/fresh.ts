/** New vaults for tests, without derivations where a test needs no vault key. */
import {
  InksealError,
  type LoginPayload,
  MasterKey,
  type SecretPayloadInput,
  type TotpConfigInput,
  Vault,
} from "inkseal";

export const ORGANIZATION = "org_test_123";
export const NOW = 1_767_225_600;
export const TOTP_SECRET = "JBSWY3DPEHPK3PXP";

/** Which engine runs this. */
export const ENGINE = typeof process === "object" ? "Node" : "Chromium";

/** The bytes of a text, for vault keys. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const vaultKey = (): Uint8Array<ArrayBuffer> => utf8("Correct-Horse-7-Battery");

export const masterKey = (byte = 1): MasterKey => MasterKey.fromBytes(new Uint8Array(32).fill(byte));

/** The keys of four recovery codes. */
export const recoveryKeys = (): MasterKey[] => [101, 102, 103, 104].map(masterKey);

/** Unlocked, and opened again by `masterKey()`. */
export const newVault = (): Vault => Vault.initializeWith(ORGANIZATION, masterKey(), recoveryKeys(), { now: NOW });

export const login = (password = "hunter2"): SecretPayloadInput & { type: "login"; totp: TotpConfigInput } => ({
  type: "login",
  password,
  username: "ada",
  totp: { secret: TOTP_SECRET, issuer: "Example" },
});

/** A payload of type login. */
export function asLogin(payload: { readonly type: string } | undefined): LoginPayload {
  if (payload?.type !== "login") throw new Error("this is no login");
  return payload as LoginPayload;
}

/** The error that a call fails with, whether at once or by its promise. */
export async function failure(call: () => unknown): Promise<InksealError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof InksealError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

/** The code of the error that a call fails with. */
export const code = async (call: () => unknown): Promise<string> => (await failure(call)).code;
