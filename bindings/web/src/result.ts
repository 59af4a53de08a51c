/** What the module's results become: JSON is read, and secret text in it is hidden. */
import type * as api from "../types/inkseal.js";
import type { Handle, Kind } from "./handle.js";
import type { Made } from "./module.js";
import { lossy, SecretText } from "./secret_text.js";

/** Makes the handle for something that lives in the module. */
export type Wrap = (kind: Kind, raw: unknown) => Handle;

/** Makes a `T` of a result. */
export interface Result<T> {
  (raw: unknown, wrap: Wrap): T;
  /** What is made, if the result is of a new object. */
  readonly makes?: Kind;
}

/** Text, bytes, yes or no: as they are. */
const asIs =
  <T>(): Result<T> =>
  (raw) =>
    raw as T;
export const nothing: Result<void> = () => undefined;
export const aText = asIs<string>();
export const aTextOrNothing: Result<string | undefined> = (raw) => (raw ?? undefined) as string | undefined;
export const yesOrNo: Result<boolean> = (raw) => raw === "true";
export const someBytes = asIs<Uint8Array>();

/** Bytes, which come in base64. */
export const bytesOrNothing: Result<Uint8Array | undefined> = (raw) =>
  typeof raw === "string" ? Uint8Array.from(atob(raw), (letter) => letter.charCodeAt(0)) : undefined;

/** Secret text. */
export const aSecret: Result<api.SecretText> = (raw) => new SecretText(raw as string);

/** A list of secret texts. */
export const secrets: Result<api.SecretText[]> = (raw) => hidden(read<string[]>(raw));

/** A structured value that holds no secret. */
export const json =
  <T>(): Result<T> =>
  (raw) =>
    read<T>(raw);

/** A new object, and what came with it. */
const making = <T>(makes: Kind, result: (made: Made<unknown>, wrap: Wrap) => T): Result<T> =>
  Object.assign((raw: unknown, wrap: Wrap) => result(raw as Made<unknown>, wrap), { makes });

/** A handle. */
const handle = <T>(kind: Kind) => making(kind, ([made], wrap) => wrap(kind, made) as T);
export const aVault = handle<api.Vault>("Vault");
export const someCredentials = handle<api.Credentials>("Credentials");
export const aMasterKey = handle<api.MasterKey>("MasterKey");
export const anOrgKey = handle<api.OrgKey>("OrgKey");
export const anAnswer = handle<api.UnlockAnswer>("UnlockAnswer");

export const initialized = making<api.Initialized>("Vault", (made, wrap) => {
  return { vault: aVault(made, wrap), recoveryCodes: hidden(made[1] as string[]) };
});
export const unwrapped = making<api.UnwrappedKey>("OrgKey", (made, wrap) => {
  return { keyId: made[1] as string, orgKey: anOrgKey(made, wrap) };
});

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
export const migrationEntries: Result<api.MigrationEntry[]> = (raw) => hide(read<object>(raw)) as api.MigrationEntry[];

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

function hidden(texts: string[]): api.SecretText[] {
  return texts.map((text) => new SecretText(text));
}

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
