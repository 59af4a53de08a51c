/** What the module's results become: JSON is read, and secret text in it is hidden. */
import type * as api from "../types/inkseal.js";
import type { Handle, Kind } from "./handle.js";
import { lossy, SecretText } from "./secret_text.js";

/** Makes the handle for something that lives in the module. */
export type Wrap = (kind: Kind, raw: unknown) => Handle;

/** Makes a `T` of a result. */
export type Result<T> = (raw: unknown, wrap: Wrap) => T;

/** Text, bytes, yes or no: as they are. */
const asIs =
  <T>(): Result<T> =>
  (raw) =>
    raw as T;
export const nothing: Result<void> = () => undefined;
export const aText = asIs<string>();
export const aTextOrNothing: Result<string | undefined> = (raw) => (raw ?? undefined) as string | undefined;
export const yesOrNo = asIs<boolean>();
export const someBytes = asIs<Uint8Array>();

/** Secret text. */
export const aSecret: Result<api.SecretText> = (raw) => new SecretText(raw as string);

/** A list of secret texts. */
export const secrets: Result<api.SecretText[]> = (raw) => read<string[]>(raw).map((text) => new SecretText(text));

/** A structured value that holds no secret. */
export const json =
  <T>(): Result<T> =>
  (raw) =>
    read<T>(raw);

/** A handle. */
const handle =
  <T>(kind: Kind): Result<T> =>
  (raw, wrap) =>
    wrap(kind, raw) as T;
export const aVault = handle<api.Vault>("Vault");
export const someCredentials = handle<api.Credentials>("Credentials");
export const aMasterKey = handle<api.MasterKey>("MasterKey");
export const anOrgKey = handle<api.OrgKey>("OrgKey");
export const anAnswer = handle<api.UnlockAnswer>("UnlockAnswer");

export const initialized: Result<api.Initialized> = (raw, wrap) => {
  const [vault, codes] = raw as [unknown, unknown];
  return { vault: aVault(vault, wrap), recoveryCodes: secrets(codes, wrap) };
};
export const unwrapped: Result<api.UnwrappedKey> = (raw, wrap) => {
  const [keyId, orgKey] = raw as [string, unknown];
  return { keyId, orgKey: anOrgKey(orgKey, wrap) };
};

/** Secret text in JSON: a string, or an object where part of it could not be shown. */
type Shown = string | { text: string; lossy: true };

/** A payload or a configuration: every text is secret but those that say what it is. */
const payloadOf =
  <T extends api.SecretPayload>(): Result<T> =>
  (raw) =>
    hide(read<object>(raw)) as T;
export const aPayload = payloadOf<api.SecretPayload>();
export const aLogin = payloadOf<api.LoginPayload>();
export const anApiKey = payloadOf<api.ApiKeyPayload>();
export const aKeyPair = payloadOf<api.KeyPairPayload>();
export const anSshKey = payloadOf<api.SshKeyPayload>();
export const anOther = payloadOf<api.OtherPayload>();
export const aTotpConfig: Result<api.TotpConfig> = (raw) => hide(read<object>(raw)) as api.TotpConfig;

export const opened: Result<api.OpenedSecret> = (raw) => hidePayload(read<api.OpenedSecret>(raw));
export const outcomes: Result<api.OpenOutcome[]> = (raw) => {
  const list = read<api.OpenOutcome[]>(raw);
  list.forEach(hidePayload);
  return list;
};
export const aCode: Result<api.TotpCode> = (raw) => {
  const { code, ...period } = read<Omit<api.TotpCode, "code"> & { code: string }>(raw);
  return { code: new SecretText(code), ...period };
};

function read<T>(raw: unknown): T {
  return JSON.parse(raw as string) as T;
}

function hidePayload<T extends { readonly payload?: api.SecretPayload }>(value: T): T {
  if (value.payload !== undefined) hide(value.payload);
  return value;
}

/** Hides the text in a payload, a configuration or an unknown member, in its place. */
function hide(value: object): object {
  const members = value as Record<string, unknown>;
  // Its own: others come from a page that changed what all objects inherit.
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (typeof member === "string") {
      if (name !== "type" && name !== "secretType" && name !== "algorithm") members[name] = new SecretText(member);
    } else if (typeof member === "object" && member !== null) {
      if (Array.isArray(member)) member.forEach(hide);
      else if (Object.hasOwn(member, "lossy")) members[name] = lossy((member as Exclude<Shown, string>).text);
      else hide(member);
    }
  }
  return value;
}
