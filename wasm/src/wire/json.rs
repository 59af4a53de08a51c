//! Wire values from and to the JSON of the service. Reading fails with `malformed`.

use inkseal::inkbox::wire::{
    AccessRule, CreateSecretRequest, GrantRequest, InitializeAnswer, InitializeRequest, KeyMaterial,
    KeyMetadata, ReplacePrimaryKeyRequest, SecretAnswer, SecretMetadata, UpdateSecretRequest, VaultInfo,
    Whoami,
};

use crate::call::{Functions, answer, calls, text};

calls! {
    fn(_ in Functions, given) {
        "accessRuleFromJson"(json = text()) => answer(AccessRule::from_json(json)),
        "accessRuleToJson"(value = value("value")) => text(AccessRule::to_json(&value)),
        "createSecretRequestFromJson"(json = text()) => answer(CreateSecretRequest::from_json(json)),
        "createSecretRequestToJson"(value = value("value")) => text(CreateSecretRequest::to_json(&value)),
        "grantRequestFromJson"(json = text()) => answer(GrantRequest::from_json(json)),
        "grantRequestToJson"(value = value("value")) => text(GrantRequest::to_json(&value)),
        "initializeAnswerFromJson"(json = text()) => answer(InitializeAnswer::from_json(json)),
        "initializeAnswerToJson"(value = value("value")) => text(InitializeAnswer::to_json(&value)),
        "initializeRequestFromJson"(json = text()) => answer(InitializeRequest::from_json(json)),
        "initializeRequestToJson"(value = value("value")) => text(InitializeRequest::to_json(&value)),
        "keyMaterialFromJson"(json = text()) => answer(KeyMaterial::from_json(json)),
        "keyMaterialToJson"(value = value("value")) => text(KeyMaterial::to_json(&value)),
        "keyMetadataFromJson"(json = text()) => answer(KeyMetadata::from_json(json)),
        "keyMetadataToJson"(value = value("value")) => text(KeyMetadata::to_json(&value)),
        "replacePrimaryKeyRequestFromJson"(json = text()) => answer(ReplacePrimaryKeyRequest::from_json(json)),
        "replacePrimaryKeyRequestToJson"(value = value("value")) => text(ReplacePrimaryKeyRequest::to_json(&value)),
        "secretAnswerFromJson"(json = text()) => answer(SecretAnswer::from_json(json)),
        "secretAnswerToJson"(value = value("value")) => text(SecretAnswer::to_json(&value)),
        "secretMetadataFromJson"(json = text()) => answer(SecretMetadata::from_json(json)),
        "secretMetadataToJson"(value = value("value")) => text(SecretMetadata::to_json(&value)),
        "updateSecretRequestFromJson"(json = text()) => answer(UpdateSecretRequest::from_json(json)),
        "updateSecretRequestToJson"(value = value("value")) => text(UpdateSecretRequest::to_json(&value)),
        "vaultInfoFromJson"(json = text()) => answer(VaultInfo::from_json(json)),
        "vaultInfoToJson"(value = value("value")) => text(VaultInfo::to_json(&value)),
        "whoamiFromJson"(json = text()) => answer(Whoami::from_json(json)),
        "whoamiToJson"(value = value("value")) => text(Whoami::to_json(&value)),
    }
}
