/** The entry `./inline`: the API on the calling thread, with its WebAssembly module inside the script. */
import { instantiate, surface } from "./direct.js";
import { compile, once } from "./engine.js";
import { inlined } from "./inlined.js";

export { InksealError } from "./error.js";
export { SecretText } from "./secret_text.js";

/** Loads the WebAssembly module that this script holds, unless `source` gives one. */
export const init = once(async (source) => {
  await instantiate(await compile(source ?? inlined()));
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
