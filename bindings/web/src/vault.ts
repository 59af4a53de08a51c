/** The vault: its calls, in the order of the declarations. */
import type * as api from "../types/inkseal.js";
import { method } from "./method.js";
import * as takes from "./parameter.js";
import { at, text } from "./parameter.js";
import * as gives from "./result.js";

const metadata = gives.json<api.SecretMetadata>();
const manyMetadata = gives.json<api.SecretMetadata[]>();
const key = gives.json<api.KeyMetadata>();
const manyKeys = gives.json<api.KeyMetadata[]>();
const identity = gives.json<api.Identity>();
const rule = gives.json<api.AccessRule>();
const rules = gives.json<api.AccessRule[]>();

const id = text("id");
const who = text("identity");
const idOrHandle = text("idOrHandle");
const secretId = text("secretId");
const secretType = text<api.SecretType>("secretType");
const keyType = text<api.KeyType>("keyType");
const organizationId = text("organizationId");
const keys = takes.list<api.KeyMetadata>("keys");

/** Static methods. */
export const vaultStatics = {
  parse: method([takes.longText("text")], gives.aVault),
  fromUnlockAnswer: method([organizationId, keys, takes.answer("answer"), takes.bytes("vaultKey")], gives.aVault),
  fromUnlockAnswerWith: method(
    [organizationId, keys, takes.answer("answer"), takes.masterKey("masterKey")],
    gives.aVault,
  ),
  initializeWith: method(
    [organizationId, takes.masterKey("primary"), takes.recoveryKeys("recovery"), at],
    gives.aVault,
  ),
  fromDecryptedExport: method([takes.longSecret("text")], gives.aVault),
};

/** The vault itself, and its secrets. */
const secrets = {
  toText: method([], gives.aText),
  replaceContents: method([takes.longText("text")], gives.nothing),
  unlock: method([takes.bytes("vaultKey")], gives.nothing),
  unlockWith: method([takes.masterKey("masterKey")], gives.nothing),
  lock: method([], gives.nothing),
  isUnlocked: method([], gives.yesOrNo),
  info: method([], gives.json<api.VaultInfo>()),
  acceptPayloadsWithoutAad: method([takes.flag("accept")], gives.nothing),
  list: method([], manyMetadata),
  listType: method([secretType], manyMetadata),
  search: method([text("text")], manyMetadata),
  metadata: method([id], metadata),
  find: method([text("nameOrId")], gives.aText),
  open: method([id], gives.opened),
  openText: method([id], gives.aSecret),
  openAll: method([], gives.outcomes),
  openGranted: method([who], gives.outcomes),
  credentials: method([who], gives.someCredentials),
  verifyWebhook: method([id, takes.headers, takes.bytes("body"), takes.freshness], gives.yesOrNo),
};

/** Changes. */
const changes = {
  create: method([text("name"), takes.payload("payload"), takes.described], metadata),
  createGranted: method(
    [text("name"), takes.payload("payload"), takes.list<string>("identities"), takes.described],
    metadata,
  ),
  rename: method([id, text("name"), at], metadata),
  describe: method([id, takes.textOrNull("description"), at], metadata),
  updatePayload: method([id, takes.payload("payload"), at], metadata),
  delete: method([id, at], metadata),
  totpCode: method([id, at], gives.aCode),
  setTotp: method([id, takes.totp("totp"), at], metadata),
  setTotpUri: method([id, takes.secret("uri"), at], metadata),
  removeTotp: method([id, at], metadata),
  changeVaultKey: method([takes.bytes("current"), takes.bytes("replacement"), at], key),
  changeVaultKeyWith: method([takes.masterKey("current"), takes.masterKey("replacement"), at], key),
  recover: method([takes.bytes("recoveryCode"), takes.bytes("replacement"), at], key),
  recoverWith: method([takes.masterKey("code"), takes.masterKey("replacement"), at], key),
  replaceRecoveryCodes: method([at], gives.secrets),
  replaceRecoveryCodesWith: method([takes.recoveryKeys("keys"), at], gives.nothing),
  keys: method([], manyKeys),
  keysOf: method([keyType], manyKeys),
  removeKey: method([text("idOrAuthHash"), at], key),
};

/** Who may read what, and what goes to and comes from elsewhere. */
const access = {
  identities: method([], gives.json<api.Identity[]>()),
  identity: method([idOrHandle], identity),
  createIdentity: method([text("agentHandle"), takes.newIdentity], identity),
  renameIdentity: method([idOrHandle, text("agentHandle"), at], identity),
  setDisplayName: method([idOrHandle, takes.textOrNull("displayName"), at], identity),
  pauseIdentity: method([idOrHandle, at], identity),
  resumeIdentity: method([idOrHandle, at], identity),
  deleteIdentity: method([idOrHandle, at], identity),
  grant: method([secretId, who, at], rule),
  revoke: method([secretId, who, at], gives.nothing),
  setGrants: method([who, takes.list<string>("secretIds"), at], gives.nothing),
  accessOfSecret: method([secretId], rules),
  grantedTo: method([who], manyMetadata),
  importFrom: method([takes.vault("source"), at], gives.json<api.ImportReport>()),
  exportDecrypted: method([], gives.aSecret),
  verify: method([], gives.json<api.VerifyReport[]>()),
};

export const vaultMethods = { ...secrets, ...changes, ...access };

/** Functions that make or guard a vault. */
export const vaultFunctions = {
  checkVaultKey: method([takes.bytes("vaultKey")], gives.nothing),
  initializeVault: method([organizationId, takes.bytes("vaultKey"), at], gives.initialized),
};
