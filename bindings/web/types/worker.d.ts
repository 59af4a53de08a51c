/// <reference lib="esnext.disposable" />
/**
 * Inkseal in a worker: the names of `inkseal`, and every call gives a promise, so that a page is never blocked while a
 * key is derived or a large vault is read.
 *
 * There is one worker. It is started by the first call, and **ended when nothing in it holds a key any more**: when
 * the last unlocked vault is locked and every master and org key is locked or given back, with the answer of
 * the call that did so. Its memory goes with it. What is left stays usable: the next call starts a worker and reads
 * each vault again, locked, from the text that it had, with all that was changed. Until then `isUnlocked`, `lock` and
 * `toText` of a vault need no worker.
 *
 * If a worker cannot be started or ends by itself, every call that waits fails with `io`, or with `out_of_memory`
 * where that is why, and the next call starts another. Keys that were in it are `locked`. A vault that was in it fails
 * with `io` from then on, for a text from before could lack changes that were made since: save `toText` after changes,
 * and parse it again.
 *
 * Calls take effect in the order in which they are made, also without waiting for one before the next. Arguments
 * are read at once: a vault key can be wiped as soon as the call has returned its promise. A `lock` that follows an `unlock`
 * before that is done makes it fail with `locked`.
 *
 * @packageDocumentation
 */
import type {
  SecretText,
  Text,
  TotpConfig,
  TotpConfigInput,
  LoginPayload,
  ApiKeyPayload,
  KeyPairPayload,
  SshKeyPayload,
  OtherPayload,
  SecretPayload,
  SecretPayloadInput,
  SecretType,
  VaultInfo,
  KeyType,
  KeyMetadata,
  SecretMetadata,
  AccessRule,
  Identity,
  OpenedSecret,
  OpenOutcome,
  VerifyReport,
  ImportReport,
  MigrationEntry,
  TotpCode,
  At,
  Described,
  NewIdentity,
  RequestHeaders,
  Freshness,
  PasswordRecipe,
  InitializeAnswer,
  Whoami,
  SecretAnswer,
  KeyMaterial,
  InitializeRequest,
  ReplacePrimaryKeyRequest,
  CreateSecretRequest,
  GrantRequest,
  UpdateSecretRequest,
  InitInput,
} from "./inkseal.js";

export { InksealError, SecretText } from "./inkseal.js";
export type {
  InitInput,
  ErrorCode,
  VaultKeyRule,
  Failure,
  Text,
  Member,
  TotpConfig,
  TotpConfigInput,
  LoginPayload,
  ApiKeyPayload,
  KeyPairPayload,
  SshKeyPayload,
  OtherPayload,
  UnknownPayload,
  SecretPayload,
  SecretPayloadInput,
  SecretType,
  VaultInfo,
  KeyType,
  KeyMetadata,
  SecretMetadata,
  AccessRule,
  IdentityStatus,
  Identity,
  OpenedSecret,
  OpenOutcome,
  VerifyReport,
  ImportFailure,
  ImportReport,
  MigrationEntry,
  TotpCode,
  At,
  Described,
  NewIdentity,
  RequestHeaders,
  Freshness,
  PasswordRecipe,
  InitializeAnswer,
  Whoami,
  SecretAnswer,
  KeyMaterial,
  InitializeRequest,
  ReplacePrimaryKeyRequest,
  CreateSecretRequest,
  GrantRequest,
  UpdateSecretRequest,
} from "./inkseal.js";

/**
 * Loads the WebAssembly module; call it before all else. It starts no worker yet. Later calls, also at the same time,
 * give the same promise; after a failure the next call tries again.
 *
 * @param source where the module is, if not beside this file.
 * @throws InksealError `unsupported` if the engine has no WebAssembly SIMD.
 */
export function init(source?: InitInput): Promise<void>;

// --- Keys

/**
 * What Argon2id makes of a vault key or recovery code: it wraps the org key. It has no printed form, and is wiped
 * by `lock`, at the end of an `await using` block, and when it is collected.
 */
export class MasterKey {
  private constructor();
  /**
   * Derives the key of a vault key or recovery code: 64 MiB, and some 0.2 s. The vault key is secret UTF-8, used as
   * it is spelled; it is copied in and the copy wiped, and the caller wipes its own.
   *
   * @throws InksealError `invalid_input` if it is not UTF-8 or the organization id is shorter than 8 bytes;
   *   `out_of_memory`, after which other calls still work.
   */
  static derive(vaultKey: Uint8Array, organizationId: string): Promise<MasterKey>;
  /** Takes a key that was derived before: exactly 32 bytes, else `invalid_input`. */
  static fromBytes(bytes: Uint8Array): Promise<MasterKey>;
  /** The 32 bytes of the key. Whoever has them has to wipe them. */
  exposeBytes(): Promise<Uint8Array>;
  /** What proves to the service that one has the key: lower-case hex of its SHA-256. No secret of the vault. */
  authHash(): Promise<string>;
  /** Wraps an org key for the vault key with this id. */
  wrap(orgKey: OrgKey, keyId: string): Promise<string>;
  /**
   * Unwraps the org key that was wrapped for the vault key with this id.
   * @throws InksealError `malformed` if it is no sealed data, `corrupt` if it does not open.
   */
  unwrap(keyId: string, wrapped: string): Promise<OrgKey>;
  /** Unwraps the org key when it is not known for which vault key it was wrapped. Fails as `unwrap`. */
  unwrapAny(keyIds: readonly string[], wrapped: string): Promise<UnwrappedKey>;
  /** Wipes the key. Later calls fail with `locked`. */
  lock(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An unwrapped org key, and the id of the vault key that it was wrapped for. */
export interface UnwrappedKey {
  readonly keyId: string;
  readonly orgKey: OrgKey;
}

/**
 * The key of a vault, which seals every payload: 32 random bytes, made once and wrapped for each vault key.
 * Changing the vault key does not change it. It has no printed form, and is wiped as a {@link MasterKey} is.
 */
export class OrgKey {
  private constructor();
  /** Makes a new key. Fails with `io` if the system gives no random bytes. */
  static generate(): Promise<OrgKey>;
  /** Takes a key from its bytes: exactly 32, else `invalid_input`. */
  static fromBytes(bytes: Uint8Array): Promise<OrgKey>;
  /** The 32 bytes of the key. Whoever has them has to wipe them. */
  exposeBytes(): Promise<Uint8Array>;
  /**
   * Seals a payload for the secret with this id.
   * @throws InksealError `invalid_input` if the id is empty or the payload past 1 MiB, `unsupported` if a member is
   *   lossy.
   */
  seal(secretId: string, payload: SecretPayloadInput): Promise<string>;
  /**
   * Opens the payload of the secret with this id.
   * @throws InksealError `malformed` if the blob is no sealed data or does not fit the type, `corrupt` if it does
   *   not open.
   */
  open(secretId: string, secretType: SecretType, blob: string): Promise<SecretPayload>;
  /** Opens a payload as the JSON text that was sealed, whatever it is. Fails as `open`. */
  openText(secretId: string, blob: string): Promise<SecretText>;
  /**
   * Opens a payload that an early browser console sealed without its secret's id. Nothing binds such a payload to
   * its secret. Fails as `open`.
   */
  openWithoutAad(secretType: SecretType, blob: string): Promise<SecretPayload>;
  /** `openText` for a payload that was sealed without its secret's id. */
  openTextWithoutAad(blob: string): Promise<SecretText>;
  /** Wipes the key. Later calls fail with `locked`. */
  lock(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Checks a new vault key: 16 characters, upper and lower case, a digit and another one. Fails with `weak_vault_key`. */
export function checkVaultKey(vaultKey: Uint8Array): Promise<void>;

// --- The vault

/** A new vault, and the codes that open it when the vault key is lost. */
export interface Initialized {
  /** The vault, unlocked. */
  readonly vault: Vault;
  /** Four recovery codes, which exist nowhere else. */
  readonly recoveryCodes: readonly SecretText[];
}

/**
 * Makes a new vault with a vault key and four recovery codes: five derivations.
 *
 * @throws InksealError `weak_vault_key`; `invalid_input` if the organization id is shorter than 8 bytes;
 *   `out_of_memory`; `io` if the system gives no random bytes.
 */
export function initializeVault(organizationId: string, vaultKey: Uint8Array, options?: At): Promise<Initialized>;

/**
 * A vault: parsed from the text of its file, changed in memory, written back as text.
 *
 * It is locked or unlocked. Unlocking derives once and unwraps the org key; payloads are opened one by one when they
 * are asked for. `info`, `list`, `delete`, `rename`, keys, identities and access rules work locked. Ids are
 * compared without regard to ASCII case.
 */
export class Vault {
  private constructor();

  /**
   * Parses the text of a vault file. The vault is locked. A secret that is damaged does not hurt the others.
   * @throws InksealError `malformed` if it is no vault file, larger than 256 MiB or nested deeper than 64;
   *   `unsupported` if it is of another format.
   */
  static parse(text: string): Promise<Vault>;
  /**
   * Makes an unlocked vault of the service's answer to an unlock and its list of keys. Only the key that was used can
   * unlock it later.
   * @throws InksealError `wrong_vault_key` if the answer has no wrapped key, `corrupt` if it does not open.
   */
  static fromUnlockAnswer(
    organizationId: string,
    keys: readonly KeyMetadata[],
    answer: UnlockAnswer,
    vaultKey: Uint8Array,
  ): Promise<Vault>;
  /** `fromUnlockAnswer` with a key that is derived already. */
  static fromUnlockAnswerWith(
    organizationId: string,
    keys: readonly KeyMetadata[],
    answer: UnlockAnswer,
    masterKey: MasterKey,
  ): Promise<Vault>;
  /**
   * Makes a new vault with keys that are derived already: that of the vault key, which the caller has checked, and
   * those of four recovery codes.
   */
  static initializeWith(
    organizationId: string,
    primary: MasterKey,
    recovery: readonly MasterKey[],
    options?: At,
  ): Promise<Vault>;
  /** An unlocked vault in memory of a decrypted export, to import it from. Fails with `malformed`. */
  static fromDecryptedExport(text: Text): Promise<Vault>;

  /** The vault as the text of its file. Nothing that was read is dropped. */
  toText(): Promise<string>;
  /**
   * Reads the contents anew from the text of a newer file of the same vault, and stays unlocked. Fails as `parse`,
   * and with `conflict` if it is the text of another vault.
   */
  replaceContents(text: string): Promise<void>;
  /**
   * Unlocks with a vault key or a recovery code, as UTF-8: 64 MiB, and some 0.2 s. It is copied in and the copy
   * wiped; the caller wipes its own. No payload is opened.
   * @throws InksealError `wrong_vault_key` if no key of the vault belongs to it, `corrupt` if its wrapped org key is
   *   damaged, `out_of_memory`. The vault stays as it was.
   */
  unlock(vaultKey: Uint8Array): Promise<void>;
  /** `unlock` with a key that is derived already. */
  unlockWith(masterKey: MasterKey): Promise<void>;
  /**
   * Forgets the org key, which is wiped. Later calls that need it fail with `locked`. If it was the last key in the
   * worker, the worker is ended, with its memory, before this is done.
   */
  lock(): Promise<void>;
  /** Locks the vault and gives its memory back. Every later call fails with `locked`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** Whether payloads can be opened. */
  isUnlocked(): Promise<boolean>;
  /** What the vault says of itself. Works locked. */
  info(): Promise<VaultInfo>;
  /**
   * Lets payloads open that an early browser console sealed without their secret's id. Whoever stores the vault can
   * swap two of those: ask for this only where it is needed.
   */
  acceptPayloadsWithoutAad(accept: boolean): Promise<void>;

  /** Every secret without its payload, in the order of the file. Works locked. Not authenticated. */
  list(): Promise<SecretMetadata[]>;
  /** `list`, of one type. */
  listType(secretType: SecretType): Promise<SecretMetadata[]>;
  /** `list`, of secrets whose name contains a text, in any case. */
  search(text: string): Promise<SecretMetadata[]>;
  /** One secret without its payload. Works locked. Fails with `not_found`. */
  metadata(id: string): Promise<SecretMetadata>;
  /**
   * The id of the secret that has this id or exactly this name. Fails with `not_found`, or with `invalid_input` and
   * the ids if several have the name.
   */
  find(nameOrId: string): Promise<string>;
  /**
   * Opens one secret.
   * @throws InksealError `locked`, `not_found`, `corrupt` if the payload does not open, `malformed` if it is no
   *   sealed data or does not fit its type.
   */
  open(id: string): Promise<OpenedSecret>;
  /** The payload of one secret as the JSON text that was sealed, whether or not it fits its type. Fails as `open`. */
  openText(id: string): Promise<SecretText>;
  /** Opens every secret in one call. What does not open has its own failure beside it. Fails with `locked`. */
  openAll(): Promise<OpenOutcome[]>;
  /**
   * Opens every secret that is granted to an identity, named by its id or handle. Fails with `locked`, `not_found`,
   * and `access_denied` if the identity is paused.
   */
  openGranted(identity: string): Promise<OpenOutcome[]>;
  /** The view of one identity, named by its id or handle: only what is granted to it. Fails with `not_found`. */
  credentials(identity: string): Promise<Credentials>;
  /**
   * Verifies a webhook with the signing key that a secret holds: the key of an API key, the data of an other, the
   * secret key of a key pair or the password of a login. A request that does not verify is false, never an error.
   * @throws InksealError as `open`, and `type_mismatch` for any other type.
   */
  verifyWebhook(id: string, headers: RequestHeaders, body: Uint8Array, freshness?: Freshness): Promise<boolean>;

  /**
   * Seals a payload as a new secret. Its type follows from the payload.
   * @throws InksealError `locked`; `invalid_input` for a name that is empty or past 255 characters, TOTP that makes
   *   no codes or a payload past 1 MiB; `unsupported` for lossy text.
   */
  create(name: string, payload: SecretPayloadInput, options?: Described): Promise<SecretMetadata>;
  /**
   * `create`, granted to identities in the same step: there is no moment at which the secret exists without its
   * readers. Fails as `create`, and with `not_found` for an identity.
   */
  createGranted(
    name: string,
    payload: SecretPayloadInput,
    identities: readonly string[],
    options?: Described,
  ): Promise<SecretMetadata>;
  /** Gives a secret another name. Works locked. Fails with `not_found`, and `invalid_input` unless it has 1 to 255 characters. */
  rename(id: string, name: string, options?: At): Promise<SecretMetadata>;
  /** Gives a secret another description, or none. Works locked. Fails with `not_found`. */
  describe(id: string, description: string | null, options?: At): Promise<SecretMetadata>;
  /** Replaces the payload of a secret by one of the same type. Fails as `create`, with `not_found` and `type_mismatch`. */
  updatePayload(id: string, payload: SecretPayloadInput, options?: At): Promise<SecretMetadata>;
  /** Deletes a secret and returns what it was. Works locked. Fails with `not_found`. */
  delete(id: string, options?: At): Promise<SecretMetadata>;

  /**
   * The current TOTP code of a login. Fails as `open`, with `type_mismatch` for what is no login, `not_found` without
   * TOTP, and `unsupported`.
   */
  totpCode(id: string, options?: At): Promise<TotpCode>;
  /**
   * Sets or replaces the TOTP configuration of a login. Fails as `open`, with `type_mismatch`, as `totpCode`, and with
   * `unsupported` for what other programs that read the vault make no codes of: Steam's, digits other than 6 and 8, and a
   * period other than 30 and 60 seconds.
   */
  setTotp(id: string, totp: TotpConfigInput, options?: At): Promise<SecretMetadata>;
  /** `setTotp` from an `otpauth` URI, which is secret. */
  setTotpUri(id: string, uri: Text, options?: At): Promise<SecretMetadata>;
  /** Removes the TOTP configuration of a login. Fails as `open`, and with `type_mismatch`. */
  removeTotp(id: string, options?: At): Promise<SecretMetadata>;

  /**
   * Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The org key stays:
   * whoever has an old file and the old vault key reads on.
   * @throws InksealError `weak_vault_key` or `invalid_input` for the new one, `wrong_vault_key` if `current` is none
   *   of this vault or a recovery code, `corrupt`, `already_exists` if `replacement` is a recovery code.
   */
  changeVaultKey(current: Uint8Array, replacement: Uint8Array, options?: At): Promise<KeyMetadata>;
  /** `changeVaultKey` with keys that are derived already; the caller has checked the new one. */
  changeVaultKeyWith(current: MasterKey, replacement: MasterKey, options?: At): Promise<KeyMetadata>;
  /**
   * Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but the
   * recovery keys goes. The vault is unlocked after. Fails as `changeVaultKey`.
   */
  recover(recoveryCode: Uint8Array, replacement: Uint8Array, options?: At): Promise<KeyMetadata>;
  /** `recover` with keys that are derived already; the caller has checked the new one. */
  recoverWith(code: MasterKey, replacement: MasterKey, options?: At): Promise<KeyMetadata>;
  /** Replaces all recovery codes by four new ones: four derivations. They exist nowhere else. Fails with `locked`. */
  replaceRecoveryCodes(options?: At): Promise<SecretText[]>;
  /**
   * `replaceRecoveryCodes` with the keys of four codes that are derived already. Fails with `locked`, `invalid_input`
   * unless there are four, and `already_exists` if the vault has one of them.
   */
  replaceRecoveryCodesWith(keys: readonly MasterKey[], options?: At): Promise<void>;
  /** The keys of the vault, without what they wrap. Works locked. */
  keys(): Promise<KeyMetadata[]>;
  /** `keys`, of one kind. */
  keysOf(keyType: KeyType): Promise<KeyMetadata[]>;
  /**
   * Removes a key by its id or its auth hash, and returns what it was. Works locked. Fails with `not_found`, and with
   * `conflict` for the last primary key.
   */
  removeKey(idOrAuthHash: string, options?: At): Promise<KeyMetadata>;

  /** Every identity, in the order of the file. Works locked, as all that follows. */
  identities(): Promise<Identity[]>;
  /** The identity with this id or else with this handle. Fails with `not_found`. */
  identity(idOrHandle: string): Promise<Identity>;
  /**
   * Makes an identity and grants it secrets, in one step. Fails with `invalid_input` for a handle that is empty or
   * past 255 characters, `already_exists` if it is taken, and `not_found` for a secret.
   */
  createIdentity(agentHandle: string, options?: NewIdentity): Promise<Identity>;
  /** Gives an identity another handle. Its grants stay. Fails with `not_found`, `invalid_input`, `already_exists`. */
  renameIdentity(idOrHandle: string, agentHandle: string, options?: At): Promise<Identity>;
  /** Sets an identity's name for people, or removes it. Fails with `not_found`. */
  setDisplayName(idOrHandle: string, displayName: string | null, options?: At): Promise<Identity>;
  /** Pauses an identity: it reads nothing until it is resumed. Its grants stay. Fails with `not_found`. */
  pauseIdentity(idOrHandle: string, options?: At): Promise<Identity>;
  /** Lets a paused identity read again. Fails with `not_found`. */
  resumeIdentity(idOrHandle: string, options?: At): Promise<Identity>;
  /** Deletes an identity and every rule that names it, and returns what it was. Fails with `not_found`. */
  deleteIdentity(idOrHandle: string, options?: At): Promise<Identity>;

  /** Grants an identity, named by its id or handle, a secret. Fails with `not_found`, `already_exists`. */
  grant(secretId: string, identity: string, options?: At): Promise<AccessRule>;
  /** Takes a grant away. What the identity has read before it still knows. Fails with `not_found`. */
  revoke(secretId: string, identity: string, options?: At): Promise<void>;
  /** Makes the grants of an identity exactly these secrets, in one step, or fails with `not_found` and changes nothing. */
  setGrants(identity: string, secretIds: readonly string[], options?: At): Promise<void>;
  /** The rules of one secret. Fails with `not_found`. */
  accessOfSecret(secretId: string): Promise<AccessRule[]>;
  /** The secrets that are granted to an identity, also to a paused one. Fails with `not_found`. */
  grantedTo(identity: string): Promise<SecretMetadata[]>;

  /**
   * Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not here yet.
   * Nothing is added twice and nothing is overwritten. Both must be unlocked, else `locked`.
   */
  importFrom(source: Vault, options?: At): Promise<ImportReport>;
  /** Every secret, opened, as one JSON text. Fails with `locked`. */
  exportDecrypted(): Promise<SecretText>;
  /** Opens every secret and reports on each. Fails with `locked`. */
  verify(): Promise<VerifyReport[]>;
}

/**
 * The vault as one agent sees it: what is granted to one identity, always as of the present. What is not granted is
 * `not_found`, as if it did not exist. A paused identity gets `access_denied`, a locked vault is `locked`. This is
 * policy: whoever holds the vault itself can read everything.
 */
export class Credentials {
  private constructor();
  /** The identity whose view this is. Fails with `not_found` if it has been deleted. */
  identity(): Promise<Identity>;
  /** Every granted secret, without its payload. Fails with `locked` and `access_denied`. */
  list(): Promise<SecretMetadata[]>;
  /** `list`, of one type. */
  listType(secretType: SecretType): Promise<SecretMetadata[]>;
  /**
   * The id of the granted secret that has this id or exactly this name. Fails as `list`, with `not_found`, and with
   * `invalid_input` and the ids if several have the name.
   */
  find(nameOrId: string): Promise<string>;
  /** Opens one granted secret of any type. Fails as `list`, with `not_found`, and with `corrupt` or `malformed`. */
  get(id: string): Promise<OpenedSecret>;
  /** `list`, of logins. */
  listLogins(): Promise<SecretMetadata[]>;
  /** Opens one login. Fails as `get`, and with `type_mismatch`. */
  getLogin(id: string): Promise<LoginPayload>;
  /** `list`, of API keys. */
  listApiKeys(): Promise<SecretMetadata[]>;
  /** Opens one API key. Fails as `get`, and with `type_mismatch`. */
  getApiKey(id: string): Promise<ApiKeyPayload>;
  /** `list`, of key pairs. */
  listKeyPairs(): Promise<SecretMetadata[]>;
  /** Opens one key pair. Fails as `get`, and with `type_mismatch`. */
  getKeyPair(id: string): Promise<KeyPairPayload>;
  /** `list`, of SSH keys. */
  listSshKeys(): Promise<SecretMetadata[]>;
  /** Opens one SSH key. Fails as `get`, and with `type_mismatch`. */
  getSshKey(id: string): Promise<SshKeyPayload>;
  /** `list`, of secrets of type other. */
  listOthers(): Promise<SecretMetadata[]>;
  /** Opens one secret of type other. Fails as `get`, and with `type_mismatch`. */
  getOther(id: string): Promise<OtherPayload>;
  /** The current TOTP code of a granted login. Fails as `getLogin`, with `not_found` without TOTP, and `unsupported`. */
  totpCode(id: string, options?: At): Promise<TotpCode>;
  /** Seals a new secret and grants it to this identity, in one step. Fails as `list`, and as `create` of a vault. */
  create(name: string, payload: SecretPayloadInput, options?: Described): Promise<SecretMetadata>;
  /** Sets or replaces the TOTP configuration of a granted login. Fails as `get`, and as `setTotp` of a vault. */
  setTotp(id: string, totp: TotpConfigInput, options?: At): Promise<SecretMetadata>;
  /** `setTotp` from an `otpauth` URI, which is secret. */
  setTotpUri(id: string, uri: Text, options?: At): Promise<SecretMetadata>;
  /** Removes the TOTP configuration of a granted login. Fails as `get`, and with `type_mismatch`. */
  removeTotp(id: string, options?: At): Promise<SecretMetadata>;
  [Symbol.asyncDispose](): Promise<void>;
}

// --- Payloads and TOTP by themselves

/**
 * Parses the JSON text of a payload of a type.
 * @throws InksealError `malformed` if it does not fit; the error names the member, never its value.
 */
export function parsePayload(secretType: SecretType, text: Text): Promise<SecretPayload>;
/** A payload as one compact JSON object, as it is sealed. Fails with `unsupported` for lossy text, `invalid_input` past 1 MiB. */
export function payloadToJson(payload: SecretPayloadInput): Promise<SecretText>;
/** The type of a payload, as the format spells it. */
export function payloadType(payload: SecretPayloadInput): Promise<SecretType>;
/** The names of the members whose text could not be read whole; `totp` counts as one member. */
export function lossyMembers(payload: SecretPayloadInput): Promise<string[]>;
/**
 * Any bytes as the `data` of an `other`: as they are if they are UTF-8, otherwise as a data URI in base64, of which
 * `decodeBinary` gives them back. Base64 makes a third more of them: about 786,000 bytes fit into a payload.
 * @throws InksealError `invalid_input` if the text is past 1 MiB, which is more than a payload may have.
 */
export function encodeBinary(bytes: Uint8Array): Promise<SecretText>;
/**
 * The bytes that the `data` of an `other` stands for if it is binary; undefined if it is text, which is everything but
 * `data:application/octet-stream;base64,` and canonical base64 with its padding. They are secret.
 */
export function decodeBinary(data: Text): Promise<Uint8Array | undefined>;

/**
 * The code at a time, without one now.
 * @throws InksealError `invalid_input` for a secret that is no base32; `unsupported` for an algorithm, digits or a
 *   period that no code can be made with.
 */
export function totpCode(config: TotpConfigInput, options?: At): Promise<TotpCode>;
/** The code of the period before. Fails as `totpCode`, and with `invalid_input` in the first period of 1970. */
export function previousTotpCode(config: TotpConfigInput, options?: At): Promise<TotpCode>;
/** The code of the next period. Fails as `totpCode`. */
export function nextTotpCode(config: TotpConfigInput, options?: At): Promise<TotpCode>;
/** Checks that codes can be made of a configuration. Fails as `totpCode`. */
export function validateTotp(config: TotpConfigInput): Promise<void>;
/** The configuration in its one canonical spelling, as it is sealed. Fails as `totpCode`. */
export function normalizeTotp(config: TotpConfigInput): Promise<TotpConfig>;
/**
 * Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI, which is secret.
 * @throws InksealError `unsupported` for HOTP and parameters that no code can be made with; `invalid_input` for all else
 *   that is wrong. No error has a part of the URI.
 */
export function parseTotpUri(uri: Text): Promise<TotpConfig>;
/**
 * Reads what Google Authenticator exports: the `otpauth-migration://` URIs of all its parts, in any order, which are
 * secret. An account whose codes cannot be made is listed without a configuration.
 * @throws InksealError `invalid_input` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for
 *   more than 100 parts or 1000 accounts, and unless each part of one export is there once. No error has a part of a URI.
 */
export function parseTotpMigration(uris: readonly Text[]): Promise<MigrationEntry[]>;
/** The one canonical `otpauth` URI of a configuration. Fails as `totpCode`, and with `invalid_input` past 8 KiB. */
export function totpUri(config: TotpConfigInput): Promise<SecretText>;

// --- What is made at random

/**
 * A fresh password. Every one that fits the recipe is equally likely. Fails with `invalid_input` when the length is
 * out of range or no class is chosen.
 */
export function generatePassword(recipe?: PasswordRecipe): Promise<SecretText>;
/**
 * A fresh passphrase: `count` words out of `words`, 1 to 64, with the separator between them. The list is the
 * caller's, and so is the strength: `count` times the binary logarithm of the number of words.
 */
export function generatePassphrase(words: readonly string[], count: number, separator: string): Promise<SecretText>;
/** A fresh recovery code. */
export function generateRecoveryCode(): Promise<SecretText>;
/** A fresh organization id for a vault that no service knows. */
export function generateLocalOrganizationId(): Promise<string>;

/**
 * Whether the headers hold the signature of the raw body under a signing key, which is secret, with or without its
 * `whsec_`. Never fails for what a request holds: a bad one must not stop the program that receives it.
 *
 * Without `freshness` a request that was recorded can be sent again at any time.
 */
export function verifyWebhook(key: Text, headers: RequestHeaders, body: Uint8Array, freshness?: Freshness): Promise<boolean>;

// --- What the vault service sends and is sent. An SDK brings its own HTTP.
// Every `…FromJson` and `parse…` fails with `malformed` if the text is something else.

/** The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret. */
export class UnlockAnswer {
  private constructor();
  /** Reads the answer from the JSON of the service. Fails with `malformed` if it is something else. */
  static fromJson(json: string): Promise<UnlockAnswer>;
  /** The answer as the JSON of the service. */
  toJson(): Promise<string>;
  /** The wrapped org key; absent if no key of the vault has the auth hash that was sent. */
  wrappedOrgEncryptionKey(): Promise<string | undefined>;
  /** The secrets of the answer, without their payloads. */
  secrets(): Promise<SecretMetadata[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Wraps an org key under a master key, with a fresh id. */
export function generateKeyMaterial(masterKey: MasterKey, orgKey: OrgKey, keyType: KeyType): Promise<KeyMaterial>;
/** Wraps a new vault's org key for its vault key and its four recovery codes. */
export function initializeRequest(
  orgKey: OrgKey,
  primary: MasterKey,
  recovery: readonly MasterKey[],
): Promise<InitializeRequest>;
/** Replaces the current vault key. */
export function replacePrimaryKeyWithCurrent(
  current: MasterKey,
  replacement: MasterKey,
  orgKey: OrgKey,
): Promise<ReplacePrimaryKeyRequest>;
/** Replaces the vault key with a recovery code. */
export function replacePrimaryKeyWithRecovery(
  code: MasterKey,
  replacement: MasterKey,
  orgKey: OrgKey,
): Promise<ReplacePrimaryKeyRequest>;
/** Seals a payload for a new secret with a fresh id. Fails as `create` of a vault. */
export function createSecretRequest(
  orgKey: OrgKey,
  name: string,
  payload: SecretPayloadInput,
  description?: string | null,
): Promise<CreateSecretRequest>;
/** Changes the name. Fails with `invalid_input` unless it has 1 to 255 characters. */
export function updateSecretName(name: string): Promise<UpdateSecretRequest>;
/** Changes the description, or removes it. */
export function updateSecretDescription(description: string | null): Promise<UpdateSecretRequest>;
/**
 * Changes the payload, sealed under the secret's id. Whether the type is still that of the secret is for the caller
 * to check: the service cannot. Fails as `seal` of an org key.
 */
export function updateSecretPayload(
  orgKey: OrgKey,
  secretId: string,
  payload: SecretPayloadInput,
): Promise<UpdateSecretRequest>;

/** Reads the answer of `GET /keys`. */
export function parseKeys(json: string): Promise<KeyMetadata[]>;
/** Reads the answer of `GET /secrets`. */
export function parseSecrets(json: string): Promise<SecretMetadata[]>;
/** Reads the answer of `GET /secrets/{id}/access`. */
export function parseAccessRules(json: string): Promise<AccessRule[]>;
/** Writes a list of keys as the service answers it. */
export function keysToJson(keys: readonly KeyMetadata[]): Promise<string>;
/** Writes a list of secrets as the service answers it. */
export function secretsToJson(secrets: readonly SecretMetadata[]): Promise<string>;
/** Writes a list of rules as the service answers it. */
export function accessRulesToJson(rules: readonly AccessRule[]): Promise<string>;

export function accessRuleFromJson(json: string): Promise<AccessRule>;
export function accessRuleToJson(value: AccessRule): Promise<string>;
export function createSecretRequestFromJson(json: string): Promise<CreateSecretRequest>;
export function createSecretRequestToJson(value: CreateSecretRequest): Promise<string>;
export function grantRequestFromJson(json: string): Promise<GrantRequest>;
export function grantRequestToJson(value: GrantRequest): Promise<string>;
export function initializeAnswerFromJson(json: string): Promise<InitializeAnswer>;
export function initializeAnswerToJson(value: InitializeAnswer): Promise<string>;
export function initializeRequestFromJson(json: string): Promise<InitializeRequest>;
export function initializeRequestToJson(value: InitializeRequest): Promise<string>;
export function keyMaterialFromJson(json: string): Promise<KeyMaterial>;
export function keyMaterialToJson(value: KeyMaterial): Promise<string>;
export function keyMetadataFromJson(json: string): Promise<KeyMetadata>;
export function keyMetadataToJson(value: KeyMetadata): Promise<string>;
export function replacePrimaryKeyRequestFromJson(json: string): Promise<ReplacePrimaryKeyRequest>;
export function replacePrimaryKeyRequestToJson(value: ReplacePrimaryKeyRequest): Promise<string>;
export function secretAnswerFromJson(json: string): Promise<SecretAnswer>;
export function secretAnswerToJson(value: SecretAnswer): Promise<string>;
export function secretMetadataFromJson(json: string): Promise<SecretMetadata>;
export function secretMetadataToJson(value: SecretMetadata): Promise<string>;
export function updateSecretRequestFromJson(json: string): Promise<UpdateSecretRequest>;
export function updateSecretRequestToJson(value: UpdateSecretRequest): Promise<string>;
export function vaultInfoFromJson(json: string): Promise<VaultInfo>;
export function vaultInfoToJson(value: VaultInfo): Promise<string>;
export function whoamiFromJson(json: string): Promise<Whoami>;
export function whoamiToJson(value: Whoami): Promise<string>;
