//! Wire values from and to the JSON of the service. Reading fails with `malformed`.

use inkseal::inkbox::wire::{
    AccessRule, CreateSecretRequest, GrantRequest, InitializeAnswer, InitializeRequest, KeyMaterial,
    KeyMetadata, ReplacePrimaryKeyRequest, SecretAnswer, SecretMetadata, UpdateSecretRequest, VaultInfo,
    Whoami,
};

use crate::{
    call::{answer, calls},
    functions::Functions,
};

calls! {
    fn(_functions: Functions, given) {
        "accessRuleFromJson" => answer(AccessRule::from_json(&given.text()?)),
        "accessRuleToJson" => Ok(Some(given.value::<AccessRule>("value")?.to_json()?)),
        "createSecretRequestFromJson" => answer(CreateSecretRequest::from_json(&given.text()?)),
        "createSecretRequestToJson" => Ok(Some(given.value::<CreateSecretRequest>("value")?.to_json()?)),
        "grantRequestFromJson" => answer(GrantRequest::from_json(&given.text()?)),
        "grantRequestToJson" => Ok(Some(given.value::<GrantRequest>("value")?.to_json()?)),
        "initializeAnswerFromJson" => answer(InitializeAnswer::from_json(&given.text()?)),
        "initializeAnswerToJson" => Ok(Some(given.value::<InitializeAnswer>("value")?.to_json()?)),
        "initializeRequestFromJson" => answer(InitializeRequest::from_json(&given.text()?)),
        "initializeRequestToJson" => Ok(Some(given.value::<InitializeRequest>("value")?.to_json()?)),
        "keyMaterialFromJson" => answer(KeyMaterial::from_json(&given.text()?)),
        "keyMaterialToJson" => Ok(Some(given.value::<KeyMaterial>("value")?.to_json()?)),
        "keyMetadataFromJson" => answer(KeyMetadata::from_json(&given.text()?)),
        "keyMetadataToJson" => Ok(Some(given.value::<KeyMetadata>("value")?.to_json()?)),
        "replacePrimaryKeyRequestFromJson" => answer(ReplacePrimaryKeyRequest::from_json(&given.text()?)),
        "replacePrimaryKeyRequestToJson" => Ok(Some(given.value::<ReplacePrimaryKeyRequest>("value")?.to_json()?)),
        "secretAnswerFromJson" => answer(SecretAnswer::from_json(&given.text()?)),
        "secretAnswerToJson" => Ok(Some(given.value::<SecretAnswer>("value")?.to_json()?)),
        "secretMetadataFromJson" => answer(SecretMetadata::from_json(&given.text()?)),
        "secretMetadataToJson" => Ok(Some(given.value::<SecretMetadata>("value")?.to_json()?)),
        "updateSecretRequestFromJson" => answer(UpdateSecretRequest::from_json(&given.text()?)),
        "updateSecretRequestToJson" => Ok(Some(given.value::<UpdateSecretRequest>("value")?.to_json()?)),
        "vaultInfoFromJson" => answer(VaultInfo::from_json(&given.text()?)),
        "vaultInfoToJson" => Ok(Some(given.value::<VaultInfo>("value")?.to_json()?)),
        "whoamiFromJson" => answer(Whoami::from_json(&given.text()?)),
        "whoamiToJson" => Ok(Some(given.value::<Whoami>("value")?.to_json()?)),
    }
}
