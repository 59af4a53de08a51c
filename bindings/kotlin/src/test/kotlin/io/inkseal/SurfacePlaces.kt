package io.inkseal

import java.time.Instant

// Which of several with the same name.
private val check: (ByteArray) -> Unit = ::checkVaultKey
private val initialize: (String, ByteArray, Instant?) -> Initialized = (Vault)::initialize
private val verify: (SecretText, Map<String, String>, ByteArray, Freshness?) -> Boolean = ::verifyWebhook

/**
 * Where each function of the library is in the public classes. A place that is not there does not compile, and a
 * function without a place fails [SurfaceTest].
 */
val PLACES: Map<String, Any> = mapOf(
    "accessRuleFromJson" to (AccessRule)::fromJson,
    "accessRuleToJson" to AccessRule::toJson,
    "accessRulesToJson" to ::accessRulesToJson,
    "checkVaultKey" to check,
    "createSecretRequest" to (CreateSecretRequest)::seal,
    "createSecretRequestFromJson" to (CreateSecretRequest)::fromJson,
    "createSecretRequestToJson" to CreateSecretRequest::toJson,
    "decodeBinary" to ::decodeBinary,
    "encodeBinary" to ::encodeBinary,
    "generateKeyMaterial" to (KeyMaterial)::generate,
    "generateLocalOrganizationId" to ::generateLocalOrganizationId,
    "generatePassphrase" to ::generatePassphrase,
    "generatePassword" to ::generatePassword,
    "generateRecoveryCode" to ::generateRecoveryCode,
    "grantRequestFromJson" to (GrantRequest)::fromJson,
    "grantRequestToJson" to GrantRequest::toJson,
    "initializeAnswerFromJson" to (InitializeAnswer)::fromJson,
    "initializeAnswerToJson" to InitializeAnswer::toJson,
    "initializeRequest" to (InitializeRequest)::generate,
    "initializeRequestFromJson" to (InitializeRequest)::fromJson,
    "initializeRequestToJson" to InitializeRequest::toJson,
    "initializeVault" to initialize,
    "keyMaterialFromJson" to (KeyMaterial)::fromJson,
    "keyMaterialToJson" to KeyMaterial::toJson,
    "keyMetadataFromJson" to (KeyMetadata)::fromJson,
    "keyMetadataToJson" to KeyMetadata::toJson,
    "keysToJson" to ::keysToJson,
    "lossyMembers" to SecretPayload::lossyMembers,
    "nextTotpCode" to TotpConfig::nextCode,
    "normalizeTotp" to TotpConfig::normalize,
    "parseAccessRules" to ::parseAccessRules,
    "parseKeys" to ::parseKeys,
    "parsePayload" to (SecretPayload)::parse,
    "parseSecrets" to ::parseSecrets,
    "parseTotpMigration" to ::parseTotpMigration,
    "parseTotpUri" to (TotpConfig)::parseUri,
    "payloadToJson" to SecretPayload::toJson,
    "payloadType" to SecretPayload::secretType,
    "previousTotpCode" to TotpConfig::previousCode,
    "replacePrimaryKeyRequestFromJson" to (ReplacePrimaryKeyRequest)::fromJson,
    "replacePrimaryKeyRequestToJson" to ReplacePrimaryKeyRequest::toJson,
    "replacePrimaryKeyWithCurrent" to (ReplacePrimaryKeyRequest)::withCurrent,
    "replacePrimaryKeyWithRecovery" to (ReplacePrimaryKeyRequest)::withRecovery,
    "secretAnswerFromJson" to (SecretAnswer)::fromJson,
    "secretAnswerToJson" to SecretAnswer::toJson,
    "secretMetadataFromJson" to (SecretMetadata)::fromJson,
    "secretMetadataToJson" to SecretMetadata::toJson,
    "secretsToJson" to ::secretsToJson,
    "totpCode" to TotpConfig::code,
    "totpUri" to TotpConfig::toUri,
    "updateSecretDescription" to (UpdateSecretRequest)::description,
    "updateSecretName" to (UpdateSecretRequest)::name,
    "updateSecretPayload" to (UpdateSecretRequest)::payload,
    "updateSecretRequestFromJson" to (UpdateSecretRequest)::fromJson,
    "updateSecretRequestToJson" to UpdateSecretRequest::toJson,
    "validateTotp" to TotpConfig::validate,
    "vaultInfoFromJson" to (VaultInfo)::fromJson,
    "vaultInfoToJson" to VaultInfo::toJson,
    "verifyWebhook" to verify,
    "whoamiFromJson" to (Whoami)::fromJson,
    "whoamiToJson" to Whoami::toJson,
)
