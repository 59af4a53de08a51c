/** The entry `.`: the API on the calling thread, with its WebAssembly module in a file of its own. */
import { instantiate, surface } from "./direct.js";
import { compile, once } from "./engine.js";

export { InksealError } from "./error.js";
export { SecretText } from "./secret_text.js";

/** Loads the WebAssembly module, which is beside this file unless `source` says otherwise. */
export const init = once(async (source) => {
  // Bundlers find the file by exactly this expression.
  await instantiate(await compile(source ?? new URL("./inkseal_bg.wasm", import.meta.url)));
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
  totpCode,
  previousTotpCode,
  nextTotpCode,
  validateTotp,
  normalizeTotp,
  parseTotpUri,
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
