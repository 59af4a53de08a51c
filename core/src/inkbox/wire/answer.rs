//! What the service answers.

use super::{AccessRule, KeyMetadata, SecretMetadata, from_json, from_record, from_records, json, read};
use crate::{
    Error, Result,
    inkbox::record::{KeyRecord, Records, RuleRecord, SecretRecord},
    members::{Object, WriteMembers, Writer, to_text},
};

json!(
    InitializeAnswer: from_json,
    Whoami: from_json,
    UnlockAnswer: UnlockAnswer::read,
    SecretAnswer: from_record::<SecretRecord, _>,
);

read! {
    InitializeAnswer { vault_id, vault_key_id, recovery_key_count }
    Whoami { organization_id }
}

/// The answer of `POST /initialize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitializeAnswer {
    /// The id of the new vault.
    pub vault_id: String,
    /// The id of its primary key.
    pub vault_key_id: String,
    /// How many recovery keys were stored: 4.
    pub recovery_key_count: u64,
}

/// The answer of `GET /whoami`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whoami {
    /// The organization, whose id is the salt of every derivation.
    pub organization_id: String,
}

/// The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret.
///
/// Secrets that do not fit are kept and fail when they are opened.
#[derive(Debug, Clone)]
pub struct UnlockAnswer {
    /// The wrapped org key; `None` if no key of the vault has this auth hash.
    pub wrapped_org_encryption_key: Option<String>,
    pub(in crate::inkbox) secrets: Records<SecretRecord>,
}

impl UnlockAnswer {
    fn read(json: &str) -> Result<Self> {
        let mut object = Object::parse(json)?;
        if object.peek("wrapped_org_encryption_key").is_none() && object.peek("encrypted_secrets").is_none() {
            return Err(Error::Malformed("this is not the answer to an unlock".into()));
        }
        Ok(Self {
            wrapped_org_encryption_key: object
                .take_optional_text("wrapped_org_encryption_key")?
                .map(|text| text.expose().to_owned()),
            secrets: Records::take(&mut object, "encrypted_secrets")?,
        })
    }

    /// The secrets of the answer, without their payloads.
    #[must_use]
    pub fn secrets(&self) -> Vec<SecretMetadata> {
        self.secrets.shown(&|_| true)
    }
}

impl WriteMembers for UnlockAnswer {
    fn write_members(&self, json: &mut Writer) {
        json.put("wrapped_org_encryption_key", &self.wrapped_org_encryption_key);
        json.put("encrypted_secrets", &self.secrets);
    }
}

/// The answer of `GET /secrets/{id}`: metadata and the sealed payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretAnswer {
    /// The secret without its payload.
    pub metadata: SecretMetadata,
    /// The sealed payload; `None` in an answer that carries metadata only.
    pub encrypted_payload: Option<String>,
}

impl WriteMembers for SecretAnswer {
    fn write_members(&self, json: &mut Writer) {
        self.metadata.write_members(json);
        json.put_some("encrypted_payload", self.encrypted_payload.as_ref());
    }
}

impl From<&SecretRecord> for SecretAnswer {
    fn from(record: &SecretRecord) -> Self {
        Self { metadata: record.into(), encrypted_payload: record.encrypted_payload.clone() }
    }
}

/// Reads the answer of `GET /keys`.
///
/// # Errors
/// `malformed` if it is no list of keys.
pub fn parse_keys(json: &str) -> Result<Vec<KeyMetadata>> {
    from_records::<KeyRecord, _>(json)
}

/// Reads the answer of `GET /secrets`.
///
/// # Errors
/// `malformed` if it is no list of secrets.
pub fn parse_secrets(json: &str) -> Result<Vec<SecretMetadata>> {
    from_records::<SecretRecord, _>(json)
}

/// Reads the answer of `GET /secrets/{id}/access`.
///
/// # Errors
/// `malformed` if it is no list of rules.
pub fn parse_access_rules(json: &str) -> Result<Vec<AccessRule>> {
    from_records::<RuleRecord, _>(json)
}

/// Writes the answer of `GET /keys`.
///
/// # Errors
/// `invalid_input` if it cannot be written, which does not happen.
pub fn keys_to_json(keys: &[KeyMetadata]) -> Result<String> {
    to_text(&keys)
}

/// Writes the answer of `GET /secrets`.
///
/// # Errors
/// `invalid_input` if it cannot be written, which does not happen.
pub fn secrets_to_json(secrets: &[SecretMetadata]) -> Result<String> {
    to_text(&secrets)
}

/// Writes the answer of `GET /secrets/{id}/access`.
///
/// # Errors
/// `invalid_input` if it cannot be written, which does not happen.
pub fn access_rules_to_json(rules: &[AccessRule]) -> Result<String> {
    to_text(&rules)
}
