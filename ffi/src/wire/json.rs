//! Wire values from and to the JSON of the service. Reading fails with `malformed`.

use inkseal::inkbox::wire::{
    self, AccessRule, CreateSecretRequest, GrantRequest, InitializeAnswer, InitializeRequest, KeyMaterial,
    KeyMetadata, ReplacePrimaryKeyRequest, SecretAnswer, SecretMetadata, VaultInfo, Whoami,
};

use super::UpdateSecretRequest;
use crate::Result;

/// Exports a reader and a writer of each value. Languages make methods of them.
macro_rules! json {
    ($($value:ident: $from_json:ident, $to_json:ident;)+) => {
        $(
            /// Reads the value from the JSON of the service. Fails with `malformed` if it is something else.
            #[uniffi::export]
            pub fn $from_json(json: &str) -> Result<$value> {
                Ok(wire::$value::from_json(json)?.into())
            }

            /// Writes the value as the JSON of the service.
            #[uniffi::export]
            pub fn $to_json(value: $value) -> Result<String> {
                Ok(wire::$value::from(value).to_json()?)
            }
        )+
    };
}

json! {
    AccessRule: access_rule_from_json, access_rule_to_json;
    CreateSecretRequest: create_secret_request_from_json, create_secret_request_to_json;
    GrantRequest: grant_request_from_json, grant_request_to_json;
    InitializeAnswer: initialize_answer_from_json, initialize_answer_to_json;
    InitializeRequest: initialize_request_from_json, initialize_request_to_json;
    KeyMaterial: key_material_from_json, key_material_to_json;
    KeyMetadata: key_metadata_from_json, key_metadata_to_json;
    ReplacePrimaryKeyRequest: replace_primary_key_request_from_json, replace_primary_key_request_to_json;
    SecretAnswer: secret_answer_from_json, secret_answer_to_json;
    SecretMetadata: secret_metadata_from_json, secret_metadata_to_json;
    UpdateSecretRequest: update_secret_request_from_json, update_secret_request_to_json;
    VaultInfo: vault_info_from_json, vault_info_to_json;
    Whoami: whoami_from_json, whoami_to_json;
}
