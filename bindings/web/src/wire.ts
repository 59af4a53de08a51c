/** What the vault service sends and is sent: its calls. */
import type * as api from "../types/inkseal.js";
import { method } from "./method.js";
import * as takes from "./parameter.js";
import { text } from "./parameter.js";
import * as gives from "./result.js";

const json = text("json");
const orgKey = takes.orgKey("orgKey");
const payload = takes.payload("payload");
const replacement = takes.masterKey("replacement");

/** Reads one value of the service's JSON. */
const reads = <T>() => method([json], gives.json<T>());
/** Writes one value as the service's JSON. */
const writes = <T extends object>() => method([takes.value<T>("value")], gives.aText);

export const answerStatics = {
  fromJson: method([takes.longText("json")], gives.anAnswer),
};

export const answerMethods = {
  toJson: method([], gives.aText),
  wrappedOrgEncryptionKey: method([], gives.aTextOrNothing),
  secrets: method([], gives.json<api.SecretMetadata[]>()),
};

export const requestFunctions = {
  generateKeyMaterial: method(
    [takes.masterKey("masterKey"), orgKey, text<api.KeyType>("keyType")],
    gives.json<api.KeyMaterial>(),
  ),
  initializeRequest: method(
    [orgKey, takes.masterKey("primary"), takes.recoveryKeys("recovery")],
    gives.json<api.InitializeRequest>(),
  ),
  replacePrimaryKeyWithCurrent: method(
    [takes.masterKey("current"), replacement, orgKey],
    gives.json<api.ReplacePrimaryKeyRequest>(),
  ),
  replacePrimaryKeyWithRecovery: method(
    [takes.masterKey("code"), replacement, orgKey],
    gives.json<api.ReplacePrimaryKeyRequest>(),
  ),
  createSecretRequest: method(
    [orgKey, text("name"), payload, takes.optionalText("description")],
    gives.json<api.CreateSecretRequest>(),
  ),
  updateSecretName: method([text("name")], gives.json<api.UpdateSecretRequest>()),
  updateSecretDescription: method([takes.textOrNull("description")], gives.json<api.UpdateSecretRequest>()),
  updateSecretPayload: method([orgKey, text("secretId"), payload], gives.json<api.UpdateSecretRequest>()),
};

export const wireFunctions = {
  parseKeys: reads<api.KeyMetadata[]>(),
  parseSecrets: reads<api.SecretMetadata[]>(),
  parseAccessRules: reads<api.AccessRule[]>(),
  keysToJson: method([takes.list<api.KeyMetadata>("keys")], gives.aText),
  secretsToJson: method([takes.list<api.SecretMetadata>("secrets")], gives.aText),
  accessRulesToJson: method([takes.list<api.AccessRule>("rules")], gives.aText),
  accessRuleFromJson: reads<api.AccessRule>(),
  accessRuleToJson: writes<api.AccessRule>(),
  createSecretRequestFromJson: reads<api.CreateSecretRequest>(),
  createSecretRequestToJson: writes<api.CreateSecretRequest>(),
  grantRequestFromJson: reads<api.GrantRequest>(),
  grantRequestToJson: writes<api.GrantRequest>(),
  initializeAnswerFromJson: reads<api.InitializeAnswer>(),
  initializeAnswerToJson: writes<api.InitializeAnswer>(),
  initializeRequestFromJson: reads<api.InitializeRequest>(),
  initializeRequestToJson: writes<api.InitializeRequest>(),
  keyMaterialFromJson: reads<api.KeyMaterial>(),
  keyMaterialToJson: writes<api.KeyMaterial>(),
  keyMetadataFromJson: reads<api.KeyMetadata>(),
  keyMetadataToJson: writes<api.KeyMetadata>(),
  replacePrimaryKeyRequestFromJson: reads<api.ReplacePrimaryKeyRequest>(),
  replacePrimaryKeyRequestToJson: writes<api.ReplacePrimaryKeyRequest>(),
  secretAnswerFromJson: reads<api.SecretAnswer>(),
  secretAnswerToJson: writes<api.SecretAnswer>(),
  secretMetadataFromJson: reads<api.SecretMetadata>(),
  secretMetadataToJson: writes<api.SecretMetadata>(),
  updateSecretRequestFromJson: reads<api.UpdateSecretRequest>(),
  updateSecretRequestToJson: writes<api.UpdateSecretRequest>(),
  vaultInfoFromJson: reads<api.VaultInfo>(),
  vaultInfoToJson: writes<api.VaultInfo>(),
  whoamiFromJson: reads<api.Whoami>(),
  whoamiToJson: writes<api.Whoami>(),
};
