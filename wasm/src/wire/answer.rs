//! What the service answers.

use inkseal::inkbox::wire::{
    self, AccessRule, InitializeAnswer, KeyMetadata, SecretAnswer, SecretMetadata, Whoami,
};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{ReadObject, from_json, list_to_json, object},
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
        list_to_json(self.0.secrets())
    }
}

/// Reads the answer of `GET /keys`.
#[wasm_bindgen(js_name = parseKeys)]
pub fn parse_keys(json: &str) -> Result<String> {
    list_to_json(wire::parse_keys(json)?)
}

/// Reads the answer of `GET /secrets`.
#[wasm_bindgen(js_name = parseSecrets)]
pub fn parse_secrets(json: &str) -> Result<String> {
    list_to_json(wire::parse_secrets(json)?)
}

/// Reads the answer of `GET /secrets/{id}/access`.
#[wasm_bindgen(js_name = parseAccessRules)]
pub fn parse_access_rules(json: &str) -> Result<String> {
    list_to_json(wire::parse_access_rules(json)?)
}

/// Writes a list of keys as the service answers it.
#[wasm_bindgen(js_name = keysToJson)]
pub fn keys_to_json(keys: &str) -> Result<String> {
    let keys: Vec<KeyMetadata> = from_json("keys", keys)?;
    Ok(wire::list_to_json(&keys)?)
}

/// Writes a list of secrets as the service answers it.
#[wasm_bindgen(js_name = secretsToJson)]
pub fn secrets_to_json(secrets: &str) -> Result<String> {
    let secrets: Vec<SecretMetadata> = from_json("secrets", secrets)?;
    Ok(wire::list_to_json(&secrets)?)
}

/// Writes a list of rules as the service answers it.
#[wasm_bindgen(js_name = accessRulesToJson)]
pub fn access_rules_to_json(rules: &str) -> Result<String> {
    let rules: Vec<AccessRule> = from_json("rules", rules)?;
    Ok(wire::list_to_json(&rules)?)
}
