/** The entry `./worker`: the API with promises, in a worker. */
import { asyncDispose } from "./dispose.js";
import { compile, once } from "./engine.js";
import { Host } from "./host.js";
import { makeSurface } from "./surface.js";

const host = new Host();
const surface = makeSurface<{ [Symbol.asyncDispose](): void }>((handles) => host.caller(handles), asyncDispose);

export { InksealError } from "./error.js";
export { SecretText } from "./secret_text.js";

/** Loads the WebAssembly module, which is beside this file unless `source` says otherwise. It starts no worker yet. */
export const init = once(async (source) => {
  // Bundlers find the file by exactly this expression.
  host.module = await compile(source ?? new URL("./inkseal_bg.wasm", import.meta.url));
});

export const {
  Vault,
  Credentials,
  MasterKey,
  OrgKey,
  UnlockAnswer,
  checkVaultKey,
  initializeVault,
  parsePayload,
  payloadToJson,
  payloadType,
  lossyMembers,
  encodeBinary,
  decodeBinary,
  totpCode,
  previousTotpCode,
  nextTotpCode,
  validateTotp,
  normalizeTotp,
  parseTotpUri,
  parseTotpMigration,
  totpUri,
  generatePassword,
  generatePassphrase,
  generateRecoveryCode,
  generateLocalOrganizationId,
  verifyWebhook,
  generateKeyMaterial,
  initializeRequest,
  replacePrimaryKeyWithCurrent,
  replacePrimaryKeyWithRecovery,
  createSecretRequest,
  updateSecretName,
  updateSecretDescription,
  updateSecretPayload,
  parseKeys,
  parseSecrets,
  parseAccessRules,
  keysToJson,
  secretsToJson,
  accessRulesToJson,
  accessRuleFromJson,
  accessRuleToJson,
  createSecretRequestFromJson,
  createSecretRequestToJson,
  grantRequestFromJson,
  grantRequestToJson,
  initializeAnswerFromJson,
  initializeAnswerToJson,
  initializeRequestFromJson,
  initializeRequestToJson,
  keyMaterialFromJson,
  keyMaterialToJson,
  keyMetadataFromJson,
  keyMetadataToJson,
  replacePrimaryKeyRequestFromJson,
  replacePrimaryKeyRequestToJson,
  secretAnswerFromJson,
  secretAnswerToJson,
  secretMetadataFromJson,
  secretMetadataToJson,
  updateSecretRequestFromJson,
  updateSecretRequestToJson,
  vaultInfoFromJson,
  vaultInfoToJson,
  whoamiFromJson,
  whoamiToJson,
} = surface;
