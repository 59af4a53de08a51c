//! Wire values from and to the JSON of the service. Reading fails with `malformed`.

use inkseal::inkbox::wire::{
    AccessRule, CreateSecretRequest, GrantRequest, InitializeAnswer, InitializeRequest, KeyMaterial,
    KeyMetadata, ReplacePrimaryKeyRequest, SecretAnswer, SecretMetadata, UpdateSecretRequest, VaultInfo,
    Whoami,
};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{from_json, to_json},
};

/// Exports a reader and a writer of each value.
macro_rules! json {
    ($($value:ident: $from_json:ident $from_name:ident, $to_json:ident $to_name:ident;)+) => {
        $(
            /// Reads the value from the JSON of the service.
            #[wasm_bindgen(js_name = $from_name)]
            pub fn $from_json(json: &str) -> Result<String> {
                to_json(&$value::from_json(json)?)
            }

            /// Writes the value as the JSON of the service.
            #[wasm_bindgen(js_name = $to_name)]
            pub fn $to_json(value: &str) -> Result<String> {
                Ok(from_json::<$value>("value", value)?.to_json()?)
            }
        )+
    };
}

json! {
    AccessRule:
        access_rule_from_json accessRuleFromJson,
        access_rule_to_json accessRuleToJson;
    CreateSecretRequest:
        create_secret_request_from_json createSecretRequestFromJson,
        create_secret_request_to_json createSecretRequestToJson;
    GrantRequest:
        grant_request_from_json grantRequestFromJson,
        grant_request_to_json grantRequestToJson;
    InitializeAnswer:
        initialize_answer_from_json initializeAnswerFromJson,
        initialize_answer_to_json initializeAnswerToJson;
    InitializeRequest:
        initialize_request_from_json initializeRequestFromJson,
        initialize_request_to_json initializeRequestToJson;
    KeyMaterial:
        key_material_from_json keyMaterialFromJson,
        key_material_to_json keyMaterialToJson;
    KeyMetadata:
        key_metadata_from_json keyMetadataFromJson,
        key_metadata_to_json keyMetadataToJson;
    ReplacePrimaryKeyRequest:
        replace_primary_key_request_from_json replacePrimaryKeyRequestFromJson,
        replace_primary_key_request_to_json replacePrimaryKeyRequestToJson;
    SecretAnswer:
        secret_answer_from_json secretAnswerFromJson,
        secret_answer_to_json secretAnswerToJson;
    SecretMetadata:
        secret_metadata_from_json secretMetadataFromJson,
        secret_metadata_to_json secretMetadataToJson;
    UpdateSecretRequest:
        update_secret_request_from_json updateSecretRequestFromJson,
        update_secret_request_to_json updateSecretRequestToJson;
    VaultInfo:
        vault_info_from_json vaultInfoFromJson,
        vault_info_to_json vaultInfoToJson;
    Whoami:
        whoami_from_json whoamiFromJson,
        whoami_to_json whoamiToJson;
}
