//! What the service answers.

use inkseal::inkbox::wire::{
    self, AccessRule, InitializeAnswer, KeyMetadata, SecretAnswer, SecretMetadata, Whoami,
};
use wasm_bindgen::prelude::*;

use super::request;
use crate::{
    Result,
    call::{answer, calls},
    functions::Functions,
    json::{ReadObject, object, to_json},
};

object! {
    InitializeAnswer {
        vault_id: "vaultId",
        vault_key_id: "vaultKeyId",
        recovery_key_count: "recoveryKeyCount",
    }
    Whoami { organization_id: "organizationId" }
    SecretAnswer { metadata: "metadata", encrypted_payload: "encryptedPayload" }
}

/// The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret.
#[wasm_bindgen]
pub struct UnlockAnswer(pub(crate) wire::UnlockAnswer);

#[wasm_bindgen]
impl UnlockAnswer {
    /// Reads the answer from the JSON of the service.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(json: &str) -> Result<Self> {
        Ok(Self(wire::UnlockAnswer::from_json(json)?))
    }

    /// The answer as the JSON of the service.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String> {
        Ok(self.0.to_json()?)
    }

    /// The wrapped org key; absent if no key of the vault has the auth hash that was sent.
    #[wasm_bindgen(js_name = wrappedOrgEncryptionKey)]
    pub fn wrapped_org_encryption_key(&self) -> Option<String> {
        self.0.wrapped_org_encryption_key.clone()
    }

    /// The secrets of the answer, without their payloads.
    pub fn secrets(&self) -> Result<String> {
        to_json(&self.0.secrets())
    }
}

calls! {
    fn(functions: Functions, given) else request::call {
        "parseKeys" => answer(wire::parse_keys(&given.text()?)),
        "parseSecrets" => answer(wire::parse_secrets(&given.text()?)),
        "parseAccessRules" => answer(wire::parse_access_rules(&given.text()?)),
        "keysToJson" => Ok(Some(wire::keys_to_json(&given.value::<Vec<KeyMetadata>>("keys")?)?)),
        "secretsToJson" => Ok(Some(wire::secrets_to_json(&given.value::<Vec<SecretMetadata>>("secrets")?)?)),
        "accessRulesToJson" => Ok(Some(wire::access_rules_to_json(&given.value::<Vec<AccessRule>>("rules")?)?)),
    }
}
