//! What the service answers.

use inkseal::inkbox::wire::{
    self, AccessRule, InitializeAnswer, KeyMetadata, SecretAnswer, SecretMetadata, Whoami,
};

use crate::Result;

/// The answer of `POST /initialize`.
#[uniffi::remote(Record)]
pub struct InitializeAnswer {
    /// The id of the new vault.
    pub vault_id: String,
    /// The id of its primary key.
    pub vault_key_id: String,
    /// How many recovery keys were stored: 4.
    pub recovery_key_count: u64,
}

/// The answer of `GET /whoami`.
#[uniffi::remote(Record)]
pub struct Whoami {
    /// The organization, whose id is the salt of every derivation.
    pub organization_id: String,
}

/// The answer of `GET /secrets/{id}`: metadata and the sealed payload.
#[uniffi::remote(Record)]
pub struct SecretAnswer {
    /// The secret without its payload.
    pub metadata: SecretMetadata,
    /// The sealed payload; absent in an answer that carries metadata only.
    pub encrypted_payload: Option<String>,
}

/// The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret.
#[derive(uniffi::Object)]
pub struct UnlockAnswer(pub(crate) wire::UnlockAnswer);

#[uniffi::export]
impl UnlockAnswer {
    /// Reads the answer from the JSON of the service. Fails with `malformed` if it is something else.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Result<Self> {
        Ok(Self(wire::UnlockAnswer::from_json(json)?))
    }

    /// The answer as the JSON of the service.
    pub fn to_json(&self) -> Result<String> {
        Ok(self.0.to_json()?)
    }

    /// The wrapped org key; absent if no key of the vault has the auth hash that was sent.
    pub fn wrapped_org_encryption_key(&self) -> Option<String> {
        self.0.wrapped_org_encryption_key.clone()
    }

    /// The secrets of the answer, without their payloads.
    pub fn secrets(&self) -> Vec<SecretMetadata> {
        self.0.secrets()
    }
}

/// Reads the answer of `GET /keys`. Fails with `malformed` if it is no list of keys.
#[uniffi::export]
pub fn parse_keys(json: &str) -> Result<Vec<KeyMetadata>> {
    Ok(wire::parse_keys(json)?)
}

/// Reads the answer of `GET /secrets`. Fails with `malformed` if it is no list of secrets.
#[uniffi::export]
pub fn parse_secrets(json: &str) -> Result<Vec<SecretMetadata>> {
    Ok(wire::parse_secrets(json)?)
}

/// Reads the answer of `GET /secrets/{id}/access`. Fails with `malformed` if it is no list of rules.
#[uniffi::export]
pub fn parse_access_rules(json: &str) -> Result<Vec<AccessRule>> {
    Ok(wire::parse_access_rules(json)?)
}

/// Writes a list of keys as the service answers it.
#[uniffi::export]
pub fn keys_to_json(keys: Vec<KeyMetadata>) -> Result<String> {
    Ok(wire::keys_to_json(&keys)?)
}

/// Writes a list of secrets as the service answers it.
#[uniffi::export]
pub fn secrets_to_json(secrets: Vec<SecretMetadata>) -> Result<String> {
    Ok(wire::secrets_to_json(&secrets)?)
}

/// Writes a list of rules as the service answers it.
#[uniffi::export]
pub fn access_rules_to_json(rules: Vec<AccessRule>) -> Result<String> {
    Ok(wire::access_rules_to_json(&rules)?)
}
