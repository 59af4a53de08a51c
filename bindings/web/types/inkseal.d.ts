/// <reference lib="esnext.disposable" />
/**
 * Inkseal in JavaScript: the end-to-end-encrypted vault in which AI agents keep their credentials.
 *
 * Call {@link init} once, then start with {@link Vault}. Everything here runs at once on the calling thread, and
 * a derivation (`unlock`, `derive`, …) takes some 0.2 s of it: a page wants `inkseal/worker`, which has the same
 * names and gives promises.
 *
 * Secret text is {@link SecretText}, keys are handles, and no printed form shows either. Every failure is an
 * {@link InksealError} with a stable `code`. Times are Unix seconds, and now where none is given. Times in
 * metadata are RFC 3339 text.
 *
 * @packageDocumentation
 */

/** What the WebAssembly module can be made of: where it is, its bytes, a response with them, or compiled. */
export type InitInput = URL | string | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the WebAssembly module; call it before all else. Later calls, also at the same time, give the same
 * promise; after a failure the next call tries again.
 *
 * @param source where the module is, if not beside this file.
 * @throws InksealError `unsupported` if the engine has no WebAssembly SIMD.
 */
export function init(source?: InitInput): Promise<void>;

// --- Errors

/** The stable code of an error, the same in every language. */
export type ErrorCode =
  | "wrong_vault_key"
  | "locked"
  | "not_found"
  | "already_exists"
  | "invalid_input"
  | "weak_vault_key"
  | "type_mismatch"
  | "corrupt"
  | "malformed"
  | "unsupported"
  | "weak_parameters"
  | "excessive_work"
  | "out_of_memory"
  | "conflict"
  | "access_denied"
  | "wrong_vault"
  | "tampered"
  | "rolled_back"
  | "forked"
  | "io";

/** The rules for a new vault key, in the order in which they are checked. */
export type VaultKeyRule = "length" | "uppercase" | "lowercase" | "digit" | "special";

/** Why a call failed. The message is for people; neither it nor anything else here holds a secret. */
export class InksealError extends Error {
  private constructor();
  readonly name: "InksealError";
  /** What a program decides by. */
  readonly code: ErrorCode;
  /** With `invalid_input`, if a name fits several secrets: their ids. */
  readonly ids?: readonly string[];
  /** With `weak_vault_key`: the first rule that is broken. */
  readonly rule?: VaultKeyRule;
  /** With `type_mismatch`: the type that the call needs. */
  readonly expected?: string;
  /** With `type_mismatch`: the type that is there. */
  readonly actual?: string;
}

/** Why one of many did not open. */
export interface Failure {
  readonly code: ErrorCode;
  /** For people. It holds no secret. */
  readonly reason: string;
}

// --- Secret text

/**
 * Secret text. It prints as a placeholder: in templates, `String()`, `JSON.stringify`, `console.log` and Node's
 * `util.inspect`. JavaScript cannot wipe text: drop what you expose soon. A browser's developer tools and a
 * heap snapshot show it all the same.
 */
export class SecretText {
  constructor(text: string);
  /** The text itself. */
  expose(): string;
  /**
   * Whether part of the original could not be shown and stands as U+FFFD. Such text is refused with `unsupported`
   * when it is sealed, until it is replaced.
   */
  readonly isLossy: boolean;
  /** Whether both hold the same text. Not in constant time. */
  equals(other: SecretText): boolean;
  /** The placeholder. */
  toString(): string;
  /** The placeholder. */
  toJSON(): string;
}

/** Secret text where it goes in: as it comes, or hidden. */
export type Text = string | SecretText;

// --- Payloads

/** A member of a payload's JSON that this version does not know. It is kept, and written back as it was. */
export interface Member<T = SecretText> {
  /** Its name, secret as all of a payload. */
  readonly name: T;
  /** Its value as JSON text, secret. Numbers keep their spelling. */
  readonly value: T;
}

/** How to make the codes of one account (RFC 6238). */
export interface TotpConfig<T = SecretText> {
  /** The shared secret in base32. Spaces, `-`, lower case and any padding are understood. */
  readonly secret: T;
  /**
   * The hash function: `sha1`, `sha256`, `sha512`, or `steam` for Steam's codes. With others no code can be made. `sha1`
   * if absent where it goes in. It is not hidden when it prints.
   */
  readonly algorithm: string;
  /** How many digits a code has: codes can be made with 5 to 10. Of Steam's it makes no difference. */
  readonly digits: number;
  /** How long a code holds, in seconds: codes can be made for 1 to 86,400. Of Steam's it makes no difference. */
  readonly period: number;
  /** Who the account is with. */
  readonly issuer?: T;
  /** Whose account it is. */
  readonly accountName?: T;
  /** Members that this version does not know. */
  readonly unknown?: readonly Member<T>[];
}

/** A configuration where it goes in: all but the secret has a default. */
export type TotpConfigInput = Pick<TotpConfig<Text>, "secret"> & Partial<TotpConfig<Text>>;

/** A user name and password, perhaps with TOTP. */
export interface LoginPayload<T = SecretText, Totp = TotpConfig> {
  readonly type: "login";
  readonly password: T;
  readonly username?: T;
  readonly email?: T;
  /** Where to sign in. */
  readonly url?: T;
  readonly notes?: T;
  /** How to make one-time codes. */
  readonly totp?: Totp;
  readonly unknown?: readonly Member<T>[];
}

/** One API token. */
export interface ApiKeyPayload<T = SecretText> {
  readonly type: "api_key";
  readonly apiKey: T;
  /** Where it is used. */
  readonly endpoint?: T;
  readonly notes?: T;
  readonly unknown?: readonly Member<T>[];
}

/** An access key and its secret key. */
export interface KeyPairPayload<T = SecretText> {
  readonly type: "key_pair";
  /** The access key, which names the pair. */
  readonly accessKey: T;
  readonly secretKey: T;
  /** Where it is used. */
  readonly endpoint?: T;
  readonly notes?: T;
  readonly unknown?: readonly Member<T>[];
}

/** An SSH private key. */
export interface SshKeyPayload<T = SecretText> {
  readonly type: "ssh_key";
  readonly privateKey: T;
  readonly publicKey?: T;
  /** The fingerprint of the public key. */
  readonly fingerprint?: T;
  /** The passphrase of the private key. */
  readonly passphrase?: T;
  readonly notes?: T;
  readonly unknown?: readonly Member<T>[];
}

/** Text of any form, or bytes as text: `encodeBinary` and `decodeBinary`. */
export interface OtherPayload<T = SecretText> {
  readonly type: "other";
  readonly data: T;
  readonly notes?: T;
  readonly unknown?: readonly Member<T>[];
}

/** The content of a secret whose type this version does not know. */
export interface UnknownPayload<T = SecretText> {
  readonly type: "unknown";
  /** The type, as it was spelled. */
  readonly secretType: string;
  /** The whole payload as JSON text. */
  readonly text: T;
}

/** The content of a secret; `type` tells which. */
export type SecretPayload =
  | LoginPayload
  | ApiKeyPayload
  | KeyPairPayload
  | SshKeyPayload
  | OtherPayload
  | UnknownPayload;

/** The content of a secret where it goes in: with plain or hidden text. */
export type SecretPayloadInput =
  | LoginPayload<Text, TotpConfigInput>
  | ApiKeyPayload<Text>
  | KeyPairPayload<Text>
  | SshKeyPayload<Text>
  | OtherPayload<Text>
  | UnknownPayload<Text>;

/** The type of a secret as the format spells it. One that this version does not know is another text. */
export type SecretType = "login" | "api_key" | "key_pair" | "ssh_key" | "other" | (string & {});

// --- Metadata: known without the key, not secret, and in format 1 not authenticated

/** What a vault says of itself. */
export interface VaultInfo {
  /** The id of the vault; empty if it is unknown. */
  readonly id: string;
  /** The organization, whose id is the salt of every derivation. */
  readonly organizationId: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** How many vault keys it has, recovery keys not among them. */
  readonly keyCount: number;
  readonly secretCount: number;
  /** How many recovery codes are left. */
  readonly recoveryKeyCount: number;
}

/** What a key is for: `primary`, `recovery`, or another text that this version does not know. */
export type KeyType = "primary" | "recovery" | (string & {});

/** A key of the vault, without what it wraps. */
export interface KeyMetadata {
  /** The id, which binds the wrapped org key. */
  readonly id: string;
  readonly keyType: KeyType;
  /** Who made it, as the service says. */
  readonly createdBy?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/**
 * A secret without its payload. Whoever stores the vault can change any of it unnoticed: format 1 authenticates
 * the payload and its id only.
 */
export interface SecretMetadata {
  /** The id, which binds the payload. */
  readonly id: string;
  readonly name?: string;
  readonly secretType: SecretType;
  readonly description?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** Which identities may read it. */
  readonly access: readonly AccessRule[];
}

/** A rule that lets an identity read a secret. Policy, not cryptography: the vault key opens every secret. */
export interface AccessRule {
  readonly id?: string;
  /** The secret; empty if it is unknown. */
  readonly vaultSecretId: string;
  /** The identity that may read it. */
  readonly identityId: string;
  readonly createdAt?: string;
}

/** Whether an identity may read what is granted to it. A status that is not known counts as `paused`. */
export type IdentityStatus = "active" | "paused";

/** An agent that may be granted secrets. */
export interface Identity {
  readonly id: string;
  /** The name by which it is called, unique in the vault. */
  readonly agentHandle: string;
  /** A name for people. */
  readonly displayName?: string;
  readonly status: IdentityStatus;
}

/** A secret with its payload. */
export interface OpenedSecret {
  /** Not authenticated, except for the id. */
  readonly metadata: SecretMetadata;
  /** The payload, which is secret. */
  readonly payload: SecretPayload;
}

/** One of many secrets that were opened at once: its payload, or why it does not open. */
export interface OpenOutcome {
  /** Not authenticated, except for the id. */
  readonly metadata: SecretMetadata;
  readonly payload?: SecretPayload;
  readonly failure?: Failure;
}

/** Whether one secret opens. */
export interface VerifyReport {
  /** Absent for an entry of the file that is no secret or has another's id. */
  readonly id?: string;
  readonly name?: string;
  readonly secretType: SecretType;
  /** Absent if it opens. */
  readonly failure?: Failure;
}

/** A secret that could not be carried over, and why. */
export interface ImportFailure {
  /** Empty for an entry that is no secret. */
  readonly id: string;
  readonly failure: Failure;
}

/** What an import did. */
export interface ImportReport {
  readonly added: readonly SecretMetadata[];
  /** The ids of secrets that were there already, with the same content. */
  readonly unchanged: readonly string[];
  /** The ids of secrets that are there with other content. They were left as they are. */
  readonly differing: readonly string[];
  /** The secrets that do not open in the source. */
  readonly failed: readonly ImportFailure[];
}

/** One account of what Google Authenticator exports. */
export interface MigrationEntry {
  /** Who the account is with. */
  readonly issuer?: SecretText;
  /** Whose account it is. */
  readonly accountName?: SecretText;
  /** How its codes are made, with the same names; none if that is not supported: by counter (HOTP), or with MD5. */
  readonly config?: TotpConfig;
}

/** A code and the time for which it holds. */
export interface TotpCode {
  /** The digits, zeros in front included; of Steam's codes the characters. */
  readonly code: SecretText;
  /** When it begins to hold, in Unix seconds. */
  readonly periodStart: number;
  /** When it ceases to hold, in Unix seconds. */
  readonly periodEnd: number;
  /** Seconds from the time that was asked about until it ceases; 0 for a code of the past. */
  readonly secondsRemaining: number;
}

/** When a call takes place. */
export interface At {
  /** Unix seconds, a whole number; now if absent. */
  now?: number;
}

/** {@link At}, with a description. */
export interface Described extends At {
  description?: string | null;
}

/** Options of a new identity. */
export interface NewIdentity extends At {
  displayName?: string | null;
  /** Secrets that it is granted at once. */
  secretIds?: readonly string[];
}

/** The headers of a request: `Headers`, pairs of name and value, or an object as Node has it. Names in any case. */
export type RequestHeaders =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** How old, or how far ahead, the timestamp of a request may be. */
export interface Freshness extends At {
  /** The greatest difference that is accepted, in seconds, both ways. */
  toleranceSeconds: number;
}

// --- Keys

/**
 * What Argon2id makes of a vault key or recovery code: it wraps the org key. It has no printed form, and is wiped
 * by `lock`, at the end of a `using` block, and when it is collected.
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
  static derive(vaultKey: Uint8Array, organizationId: string): MasterKey;
  /** Takes a key that was derived before: exactly 32 bytes, else `invalid_input`. */
  static fromBytes(bytes: Uint8Array): MasterKey;
  /** The 32 bytes of the key. Whoever has them has to wipe them. */
  exposeBytes(): Uint8Array;
  /** What proves to the service that one has the key: lower-case hex of its SHA-256. No secret of the vault. */
  authHash(): string;
  /** Wraps an org key for the vault key with this id. */
  wrap(orgKey: OrgKey, keyId: string): string;
  /**
   * Unwraps the org key that was wrapped for the vault key with this id.
   * @throws InksealError `malformed` if it is no sealed data, `corrupt` if it does not open.
   */
  unwrap(keyId: string, wrapped: string): OrgKey;
  /** Unwraps the org key when it is not known for which vault key it was wrapped. Fails as `unwrap`. */
  unwrapAny(keyIds: readonly string[], wrapped: string): UnwrappedKey;
  /** Wipes the key. Later calls fail with `locked`. */
  lock(): void;
  [Symbol.dispose](): void;
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
  static generate(): OrgKey;
  /** Takes a key from its bytes: exactly 32, else `invalid_input`. */
  static fromBytes(bytes: Uint8Array): OrgKey;
  /** The 32 bytes of the key. Whoever has them has to wipe them. */
  exposeBytes(): Uint8Array;
  /**
   * Seals a payload for the secret with this id.
   * @throws InksealError `invalid_input` if the id is empty or the payload past 1 MiB, `unsupported` if a member is
   *   lossy.
   */
  seal(secretId: string, payload: SecretPayloadInput): string;
  /**
   * Opens the payload of the secret with this id.
   * @throws InksealError `malformed` if the blob is no sealed data or does not fit the type, `corrupt` if it does
   *   not open.
   */
  open(secretId: string, secretType: SecretType, blob: string): SecretPayload;
  /** Opens a payload as the JSON text that was sealed, whatever it is. Fails as `open`. */
  openText(secretId: string, blob: string): SecretText;
  /**
   * Opens a payload that an early browser console sealed without its secret's id. Nothing binds such a payload to
   * its secret. Fails as `open`.
   */
  openWithoutAad(secretType: SecretType, blob: string): SecretPayload;
  /** `openText` for a payload that was sealed without its secret's id. */
  openTextWithoutAad(blob: string): SecretText;
  /** Wipes the key. Later calls fail with `locked`. */
  lock(): void;
  [Symbol.dispose](): void;
}

/** Checks a new vault key: 16 characters, upper and lower case, a digit and another one. Fails with `weak_vault_key`. */
export function checkVaultKey(vaultKey: Uint8Array): void;

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
export function initializeVault(organizationId: string, vaultKey: Uint8Array, options?: At): Initialized;

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
  static parse(text: string): Vault;
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
  ): Vault;
  /** `fromUnlockAnswer` with a key that is derived already. */
  static fromUnlockAnswerWith(
    organizationId: string,
    keys: readonly KeyMetadata[],
    answer: UnlockAnswer,
    masterKey: MasterKey,
  ): Vault;
  /**
   * Makes a new vault with keys that are derived already: that of the vault key, which the caller has checked, and
   * those of four recovery codes.
   */
  static initializeWith(
    organizationId: string,
    primary: MasterKey,
    recovery: readonly MasterKey[],
    options?: At,
  ): Vault;
  /** An unlocked vault in memory of a decrypted export, to import it from. Fails with `malformed`. */
  static fromDecryptedExport(text: Text): Vault;

  /** The vault as the text of its file. Nothing that was read is dropped. */
  toText(): string;
  /**
   * Reads the contents anew from the text of a newer file of the same vault, and stays unlocked. Fails as `parse`,
   * and with `conflict` if it is the text of another vault.
   */
  replaceContents(text: string): void;
  /**
   * Unlocks with a vault key or a recovery code, as UTF-8: 64 MiB, and some 0.2 s. It is copied in and the copy
   * wiped; the caller wipes its own. No payload is opened.
   * @throws InksealError `wrong_vault_key` if no key of the vault belongs to it, `corrupt` if its wrapped org key is
   *   damaged, `out_of_memory`. The vault stays as it was.
   */
  unlock(vaultKey: Uint8Array): void;
  /** `unlock` with a key that is derived already. */
  unlockWith(masterKey: MasterKey): void;
  /** Forgets the org key, which is wiped. Later calls that need it fail with `locked`. */
  lock(): void;
  /** Locks the vault and gives its memory back. Every later call fails with `locked`. */
  [Symbol.dispose](): void;
  /** Whether payloads can be opened. */
  isUnlocked(): boolean;
  /** What the vault says of itself. Works locked. */
  info(): VaultInfo;
  /**
   * Lets payloads open that an early browser console sealed without their secret's id. Whoever stores the vault can
   * swap two of those: ask for this only where it is needed.
   */
  acceptPayloadsWithoutAad(accept: boolean): void;

  /** Every secret without its payload, in the order of the file. Works locked. Not authenticated. */
  list(): SecretMetadata[];
  /** `list`, of one type. */
  listType(secretType: SecretType): SecretMetadata[];
  /** `list`, of secrets whose name contains a text, in any case. */
  search(text: string): SecretMetadata[];
  /** One secret without its payload. Works locked. Fails with `not_found`. */
  metadata(id: string): SecretMetadata;
  /**
   * The id of the secret that has this id or exactly this name. Fails with `not_found`, or with `invalid_input` and
   * the ids if several have the name.
   */
  find(nameOrId: string): string;
  /**
   * Opens one secret.
   * @throws InksealError `locked`, `not_found`, `corrupt` if the payload does not open, `malformed` if it is no
   *   sealed data or does not fit its type.
   */
  open(id: string): OpenedSecret;
  /** The payload of one secret as the JSON text that was sealed, whether or not it fits its type. Fails as `open`. */
  openText(id: string): SecretText;
  /** Opens every secret in one call. What does not open has its own failure beside it. Fails with `locked`. */
  openAll(): OpenOutcome[];
  /**
   * Opens every secret that is granted to an identity, named by its id or handle. Fails with `locked`, `not_found`,
   * and `access_denied` if the identity is paused.
   */
  openGranted(identity: string): OpenOutcome[];
  /** The view of one identity, named by its id or handle: only what is granted to it. Fails with `not_found`. */
  credentials(identity: string): Credentials;
  /**
   * Verifies a webhook with the signing key that a secret holds: the key of an API key, the data of an other, the
   * secret key of a key pair or the password of a login. A request that does not verify is false, never an error.
   * @throws InksealError as `open`, and `type_mismatch` for any other type.
   */
  verifyWebhook(id: string, headers: RequestHeaders, body: Uint8Array, freshness?: Freshness): boolean;

  /**
   * Seals a payload as a new secret. Its type follows from the payload.
   * @throws InksealError `locked`; `invalid_input` for a name that is empty or past 255 characters, TOTP that makes
   *   no codes or a payload past 1 MiB; `unsupported` for lossy text.
   */
  create(name: string, payload: SecretPayloadInput, options?: Described): SecretMetadata;
  /**
   * `create`, granted to identities in the same step: there is no moment at which the secret exists without its
   * readers. Fails as `create`, and with `not_found` for an identity.
   */
  createGranted(
    name: string,
    payload: SecretPayloadInput,
    identities: readonly string[],
    options?: Described,
  ): SecretMetadata;
  /** Gives a secret another name. Works locked. Fails with `not_found`, and `invalid_input` unless it has 1 to 255 characters. */
  rename(id: string, name: string, options?: At): SecretMetadata;
  /** Gives a secret another description, or none. Works locked. Fails with `not_found`. */
  describe(id: string, description: string | null, options?: At): SecretMetadata;
  /** Replaces the payload of a secret by one of the same type. Fails as `create`, with `not_found` and `type_mismatch`. */
  updatePayload(id: string, payload: SecretPayloadInput, options?: At): SecretMetadata;
  /** Deletes a secret and returns what it was. Works locked. Fails with `not_found`. */
  delete(id: string, options?: At): SecretMetadata;

  /**
   * The current TOTP code of a login. Fails as `open`, with `type_mismatch` for what is no login, `not_found` without
   * TOTP, and `unsupported`.
   */
  totpCode(id: string, options?: At): TotpCode;
  /**
   * Sets or replaces the TOTP configuration of a login. Fails as `open`, with `type_mismatch`, as `totpCode`, and with
   * `unsupported` for what other programs that read the vault make no codes of: Steam's, digits other than 6 and 8, and a
   * period other than 30 and 60 seconds.
   */
  setTotp(id: string, totp: TotpConfigInput, options?: At): SecretMetadata;
  /** `setTotp` from an `otpauth` URI, which is secret. */
  setTotpUri(id: string, uri: Text, options?: At): SecretMetadata;
  /** Removes the TOTP configuration of a login. Fails as `open`, and with `type_mismatch`. */
  removeTotp(id: string, options?: At): SecretMetadata;

  /**
   * Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The org key stays:
   * whoever has an old file and the old vault key reads on.
   * @throws InksealError `weak_vault_key` or `invalid_input` for the new one, `wrong_vault_key` if `current` is none
   *   of this vault or a recovery code, `corrupt`, `already_exists` if `replacement` is a recovery code.
   */
  changeVaultKey(current: Uint8Array, replacement: Uint8Array, options?: At): KeyMetadata;
  /** `changeVaultKey` with keys that are derived already; the caller has checked the new one. */
  changeVaultKeyWith(current: MasterKey, replacement: MasterKey, options?: At): KeyMetadata;
  /**
   * Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but the
   * recovery keys goes. The vault is unlocked after. Fails as `changeVaultKey`.
   */
  recover(recoveryCode: Uint8Array, replacement: Uint8Array, options?: At): KeyMetadata;
  /** `recover` with keys that are derived already; the caller has checked the new one. */
  recoverWith(code: MasterKey, replacement: MasterKey, options?: At): KeyMetadata;
  /** Replaces all recovery codes by four new ones: four derivations. They exist nowhere else. Fails with `locked`. */
  replaceRecoveryCodes(options?: At): SecretText[];
  /**
   * `replaceRecoveryCodes` with the keys of four codes that are derived already. Fails with `locked`, `invalid_input`
   * unless there are four, and `already_exists` if the vault has one of them.
   */
  replaceRecoveryCodesWith(keys: readonly MasterKey[], options?: At): void;
  /** The keys of the vault, without what they wrap. Works locked. */
  keys(): KeyMetadata[];
  /** `keys`, of one kind. */
  keysOf(keyType: KeyType): KeyMetadata[];
  /**
   * Removes a key by its id or its auth hash, and returns what it was. Works locked. Fails with `not_found`, and with
   * `conflict` for the last primary key.
   */
  removeKey(idOrAuthHash: string, options?: At): KeyMetadata;

  /** Every identity, in the order of the file. Works locked, as all that follows. */
  identities(): Identity[];
  /** The identity with this id or else with this handle. Fails with `not_found`. */
  identity(idOrHandle: string): Identity;
  /**
   * Makes an identity and grants it secrets, in one step. Fails with `invalid_input` for a handle that is empty or
   * past 255 characters, `already_exists` if it is taken, and `not_found` for a secret.
   */
  createIdentity(agentHandle: string, options?: NewIdentity): Identity;
  /** Gives an identity another handle. Its grants stay. Fails with `not_found`, `invalid_input`, `already_exists`. */
  renameIdentity(idOrHandle: string, agentHandle: string, options?: At): Identity;
  /** Sets an identity's name for people, or removes it. Fails with `not_found`. */
  setDisplayName(idOrHandle: string, displayName: string | null, options?: At): Identity;
  /** Pauses an identity: it reads nothing until it is resumed. Its grants stay. Fails with `not_found`. */
  pauseIdentity(idOrHandle: string, options?: At): Identity;
  /** Lets a paused identity read again. Fails with `not_found`. */
  resumeIdentity(idOrHandle: string, options?: At): Identity;
  /** Deletes an identity and every rule that names it, and returns what it was. Fails with `not_found`. */
  deleteIdentity(idOrHandle: string, options?: At): Identity;

  /** Grants an identity, named by its id or handle, a secret. Fails with `not_found`, `already_exists`. */
  grant(secretId: string, identity: string, options?: At): AccessRule;
  /** Takes a grant away. What the identity has read before it still knows. Fails with `not_found`. */
  revoke(secretId: string, identity: string, options?: At): void;
  /** Makes the grants of an identity exactly these secrets, in one step, or fails with `not_found` and changes nothing. */
  setGrants(identity: string, secretIds: readonly string[], options?: At): void;
  /** The rules of one secret. Fails with `not_found`. */
  accessOfSecret(secretId: string): AccessRule[];
  /** The secrets that are granted to an identity, also to a paused one. Fails with `not_found`. */
  grantedTo(identity: string): SecretMetadata[];

  /**
   * Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not here yet.
   * Nothing is added twice and nothing is overwritten. Both must be unlocked, else `locked`.
   */
  importFrom(source: Vault, options?: At): ImportReport;
  /** Every secret, opened, as one JSON text. Fails with `locked`. */
  exportDecrypted(): SecretText;
  /** Opens every secret and reports on each. Fails with `locked`. */
  verify(): VerifyReport[];
}

/**
 * The vault as one agent sees it: what is granted to one identity, always as of the present. What is not granted is
 * `not_found`, as if it did not exist. A paused identity gets `access_denied`, a locked vault is `locked`. This is
 * policy: whoever holds the vault itself can read everything.
 */
export class Credentials {
  private constructor();
  /** The identity whose view this is. Fails with `not_found` if it has been deleted. */
  identity(): Identity;
  /** Every granted secret, without its payload. Fails with `locked` and `access_denied`. */
  list(): SecretMetadata[];
  /** `list`, of one type. */
  listType(secretType: SecretType): SecretMetadata[];
  /**
   * The id of the granted secret that has this id or exactly this name. Fails as `list`, with `not_found`, and with
   * `invalid_input` and the ids if several have the name.
   */
  find(nameOrId: string): string;
  /** Opens one granted secret of any type. Fails as `list`, with `not_found`, and with `corrupt` or `malformed`. */
  get(id: string): OpenedSecret;
  /** `list`, of logins. */
  listLogins(): SecretMetadata[];
  /** Opens one login. Fails as `get`, and with `type_mismatch`. */
  getLogin(id: string): LoginPayload;
  /** `list`, of API keys. */
  listApiKeys(): SecretMetadata[];
  /** Opens one API key. Fails as `get`, and with `type_mismatch`. */
  getApiKey(id: string): ApiKeyPayload;
  /** `list`, of key pairs. */
  listKeyPairs(): SecretMetadata[];
  /** Opens one key pair. Fails as `get`, and with `type_mismatch`. */
  getKeyPair(id: string): KeyPairPayload;
  /** `list`, of SSH keys. */
  listSshKeys(): SecretMetadata[];
  /** Opens one SSH key. Fails as `get`, and with `type_mismatch`. */
  getSshKey(id: string): SshKeyPayload;
  /** `list`, of secrets of type other. */
  listOthers(): SecretMetadata[];
  /** Opens one secret of type other. Fails as `get`, and with `type_mismatch`. */
  getOther(id: string): OtherPayload;
  /** The current TOTP code of a granted login. Fails as `getLogin`, with `not_found` without TOTP, and `unsupported`. */
  totpCode(id: string, options?: At): TotpCode;
  /** Seals a new secret and grants it to this identity, in one step. Fails as `list`, and as `create` of a vault. */
  create(name: string, payload: SecretPayloadInput, options?: Described): SecretMetadata;
  /** Sets or replaces the TOTP configuration of a granted login. Fails as `get`, and as `setTotp` of a vault. */
  setTotp(id: string, totp: TotpConfigInput, options?: At): SecretMetadata;
  /** `setTotp` from an `otpauth` URI, which is secret. */
  setTotpUri(id: string, uri: Text, options?: At): SecretMetadata;
  /** Removes the TOTP configuration of a granted login. Fails as `get`, and with `type_mismatch`. */
  removeTotp(id: string, options?: At): SecretMetadata;
  [Symbol.dispose](): void;
}

// --- Payloads and TOTP by themselves

/**
 * Parses the JSON text of a payload of a type.
 * @throws InksealError `malformed` if it does not fit; the error names the member, never its value.
 */
export function parsePayload(secretType: SecretType, text: Text): SecretPayload;
/** A payload as one compact JSON object, as it is sealed. Fails with `unsupported` for lossy text, `invalid_input` past 1 MiB. */
export function payloadToJson(payload: SecretPayloadInput): SecretText;
/** The type of a payload, as the format spells it. */
export function payloadType(payload: SecretPayloadInput): SecretType;
/** The names of the members whose text could not be read whole; `totp` counts as one member. */
export function lossyMembers(payload: SecretPayloadInput): string[];
/**
 * Any bytes as the `data` of an `other`: as they are if they are UTF-8, otherwise as a data URI in base64, of which
 * `decodeBinary` gives them back. Base64 makes a third more of them: about 786,000 bytes fit into a payload.
 * @throws InksealError `invalid_input` if the text is past 1 MiB, which is more than a payload may have.
 */
export function encodeBinary(bytes: Uint8Array): SecretText;
/**
 * The bytes that the `data` of an `other` stands for if it is binary; undefined if it is text, which is everything but
 * `data:application/octet-stream;base64,` and canonical base64 with its padding. They are secret.
 */
export function decodeBinary(data: Text): Uint8Array | undefined;

/**
 * The code at a time, without one now.
 * @throws InksealError `invalid_input` for a secret that is no base32; `unsupported` for an algorithm, digits or a
 *   period that no code can be made with.
 */
export function totpCode(config: TotpConfigInput, options?: At): TotpCode;
/** The code of the period before. Fails as `totpCode`, and with `invalid_input` in the first period of 1970. */
export function previousTotpCode(config: TotpConfigInput, options?: At): TotpCode;
/** The code of the next period. Fails as `totpCode`. */
export function nextTotpCode(config: TotpConfigInput, options?: At): TotpCode;
/** Checks that codes can be made of a configuration. Fails as `totpCode`. */
export function validateTotp(config: TotpConfigInput): void;
/** The configuration in its one canonical spelling, as it is sealed. Fails as `totpCode`. */
export function normalizeTotp(config: TotpConfigInput): TotpConfig;
/**
 * Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI, which is secret.
 * @throws InksealError `unsupported` for HOTP and parameters that no code can be made with; `invalid_input` for all else
 *   that is wrong. No error has a part of the URI.
 */
export function parseTotpUri(uri: Text): TotpConfig;
/**
 * Reads what Google Authenticator exports: the `otpauth-migration://` URIs of all its parts, in any order, which are
 * secret. An account whose codes cannot be made is listed without a configuration.
 * @throws InksealError `invalid_input` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for
 *   more than 100 parts or 1000 accounts, and unless each part of one export is there once. No error has a part of a URI.
 */
export function parseTotpMigration(uris: readonly Text[]): MigrationEntry[];
/** The one canonical `otpauth` URI of a configuration. Fails as `totpCode`, and with `invalid_input` past 8 KiB. */
export function totpUri(config: TotpConfigInput): SecretText;

// --- What is made at random

/** What a password is made of. Each class is in it unless it is set to false. */
export interface PasswordRecipe {
  /** How many characters, 4 to 1024; 24 if absent. */
  length?: number;
  /** At least one of A to Z. */
  uppercase?: boolean;
  /** At least one of a to z. */
  lowercase?: boolean;
  /** At least one of 0 to 9. */
  digits?: boolean;
  /** At least one of `!#$%&()*+,-./:;=?@[]^_{}`. */
  symbols?: boolean;
}

/**
 * A fresh password. Every one that fits the recipe is equally likely. Fails with `invalid_input` when the length is
 * out of range or no class is chosen.
 */
export function generatePassword(recipe?: PasswordRecipe): SecretText;
/**
 * A fresh passphrase: `count` words out of `words`, 1 to 64, with the separator between them. The list is the
 * caller's, and so is the strength: `count` times the binary logarithm of the number of words.
 */
export function generatePassphrase(words: readonly string[], count: number, separator: string): SecretText;
/** A fresh recovery code. */
export function generateRecoveryCode(): SecretText;
/** A fresh organization id for a vault that no service knows. */
export function generateLocalOrganizationId(): string;

/**
 * Whether the headers hold the signature of the raw body under a signing key, which is secret, with or without its
 * `whsec_`. Never fails for what a request holds: a bad one must not stop the program that receives it.
 *
 * Without `freshness` a request that was recorded can be sent again at any time.
 */
export function verifyWebhook(key: Text, headers: RequestHeaders, body: Uint8Array, freshness?: Freshness): boolean;

// --- What the vault service sends and is sent. An SDK brings its own HTTP.
// Every `…FromJson` and `parse…` fails with `malformed` if the text is something else.

/** The answer of `POST /initialize`. */
export interface InitializeAnswer {
  readonly vaultId: string;
  readonly vaultKeyId: string;
  /** How many recovery keys were stored: 4. */
  readonly recoveryKeyCount: number;
}

/** The answer of `GET /whoami`. */
export interface Whoami {
  /** The organization, whose id is the salt of every derivation. */
  readonly organizationId: string;
}

/** The answer of `GET /secrets/{id}`: metadata and the sealed payload. */
export interface SecretAnswer {
  readonly metadata: SecretMetadata;
  /** Absent in an answer that carries metadata only. */
  readonly encryptedPayload?: string;
}

/** A vault key as the service keeps it: the org key, wrapped, and who may ask for it. */
export interface KeyMaterial {
  /** A fresh UUID, the AAD of the wrapped key. */
  readonly id: string;
  readonly wrappedOrgEncryptionKey: string;
  /** The auth hash of the master key that wraps it. */
  readonly authHash: string;
  readonly keyType: KeyType;
}

/** The body of `POST /initialize`. */
export interface InitializeRequest {
  readonly vaultKey: KeyMaterial;
  /** Four recovery keys. */
  readonly recoveryKeys: readonly KeyMaterial[];
}

/** The body of `PUT /keys/primary`: a new vault key, and the proof that one may set it. */
export interface ReplacePrimaryKeyRequest {
  /** A fresh UUID, the AAD of the wrapped key. */
  readonly id: string;
  /** The org key, wrapped for the new vault key. */
  readonly wrappedOrgEncryptionKey: string;
  /** The new key's auth hash. */
  readonly authHash: string;
  /** The auth hash of the vault key that goes. */
  readonly currentAuthHash?: string;
  /** The auth hash of the recovery code that is used up. */
  readonly recoveryAuthHash?: string;
}

/** The body of `POST /secrets`. The service sees all but the sealed payload. */
export interface CreateSecretRequest {
  /** A fresh UUID, the AAD of the payload. */
  readonly id: string;
  /** 1 to 255 characters. */
  readonly name: string;
  readonly secretType: string;
  readonly encryptedPayload: string;
  readonly description?: string;
}

/** The body of `POST /secrets/{id}/access`. */
export interface GrantRequest {
  /** The identity that may read the secret. */
  readonly identityId: string;
}

/** The body of `PATCH /secrets/{id}`: only what changes. */
export interface UpdateSecretRequest {
  readonly name?: string;
  /** A new description; null removes it. */
  readonly description?: string | null;
  /** A newly sealed payload of the same type. */
  readonly encryptedPayload?: string;
}

/** The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret. */
export class UnlockAnswer {
  private constructor();
  /** Reads the answer from the JSON of the service. Fails with `malformed` if it is something else. */
  static fromJson(json: string): UnlockAnswer;
  /** The answer as the JSON of the service. */
  toJson(): string;
  /** The wrapped org key; absent if no key of the vault has the auth hash that was sent. */
  wrappedOrgEncryptionKey(): string | undefined;
  /** The secrets of the answer, without their payloads. */
  secrets(): SecretMetadata[];
  [Symbol.dispose](): void;
}

/** Wraps an org key under a master key, with a fresh id. */
export function generateKeyMaterial(masterKey: MasterKey, orgKey: OrgKey, keyType: KeyType): KeyMaterial;
/** Wraps a new vault's org key for its vault key and its four recovery codes. */
export function initializeRequest(
  orgKey: OrgKey,
  primary: MasterKey,
  recovery: readonly MasterKey[],
): InitializeRequest;
/** Replaces the current vault key. */
export function replacePrimaryKeyWithCurrent(
  current: MasterKey,
  replacement: MasterKey,
  orgKey: OrgKey,
): ReplacePrimaryKeyRequest;
/** Replaces the vault key with a recovery code. */
export function replacePrimaryKeyWithRecovery(
  code: MasterKey,
  replacement: MasterKey,
  orgKey: OrgKey,
): ReplacePrimaryKeyRequest;
/** Seals a payload for a new secret with a fresh id. Fails as `create` of a vault. */
export function createSecretRequest(
  orgKey: OrgKey,
  name: string,
  payload: SecretPayloadInput,
  description?: string | null,
): CreateSecretRequest;
/** Changes the name. Fails with `invalid_input` unless it has 1 to 255 characters. */
export function updateSecretName(name: string): UpdateSecretRequest;
/** Changes the description, or removes it. */
export function updateSecretDescription(description: string | null): UpdateSecretRequest;
/**
 * Changes the payload, sealed under the secret's id. Whether the type is still that of the secret is for the caller
 * to check: the service cannot. Fails as `seal` of an org key.
 */
export function updateSecretPayload(
  orgKey: OrgKey,
  secretId: string,
  payload: SecretPayloadInput,
): UpdateSecretRequest;

/** Reads the answer of `GET /keys`. */
export function parseKeys(json: string): KeyMetadata[];
/** Reads the answer of `GET /secrets`. */
export function parseSecrets(json: string): SecretMetadata[];
/** Reads the answer of `GET /secrets/{id}/access`. */
export function parseAccessRules(json: string): AccessRule[];
/** Writes a list of keys as the service answers it. */
export function keysToJson(keys: readonly KeyMetadata[]): string;
/** Writes a list of secrets as the service answers it. */
export function secretsToJson(secrets: readonly SecretMetadata[]): string;
/** Writes a list of rules as the service answers it. */
export function accessRulesToJson(rules: readonly AccessRule[]): string;

export function accessRuleFromJson(json: string): AccessRule;
export function accessRuleToJson(value: AccessRule): string;
export function createSecretRequestFromJson(json: string): CreateSecretRequest;
export function createSecretRequestToJson(value: CreateSecretRequest): string;
export function grantRequestFromJson(json: string): GrantRequest;
export function grantRequestToJson(value: GrantRequest): string;
export function initializeAnswerFromJson(json: string): InitializeAnswer;
export function initializeAnswerToJson(value: InitializeAnswer): string;
export function initializeRequestFromJson(json: string): InitializeRequest;
export function initializeRequestToJson(value: InitializeRequest): string;
export function keyMaterialFromJson(json: string): KeyMaterial;
export function keyMaterialToJson(value: KeyMaterial): string;
export function keyMetadataFromJson(json: string): KeyMetadata;
export function keyMetadataToJson(value: KeyMetadata): string;
export function replacePrimaryKeyRequestFromJson(json: string): ReplacePrimaryKeyRequest;
export function replacePrimaryKeyRequestToJson(value: ReplacePrimaryKeyRequest): string;
export function secretAnswerFromJson(json: string): SecretAnswer;
export function secretAnswerToJson(value: SecretAnswer): string;
export function secretMetadataFromJson(json: string): SecretMetadata;
export function secretMetadataToJson(value: SecretMetadata): string;
export function updateSecretRequestFromJson(json: string): UpdateSecretRequest;
export function updateSecretRequestToJson(value: UpdateSecretRequest): string;
export function vaultInfoFromJson(json: string): VaultInfo;
export function vaultInfoToJson(value: VaultInfo): string;
export function whoamiFromJson(json: string): Whoami;
export function whoamiToJson(value: Whoami): string;
