//! What the service answers.

use serde::{Deserialize, Serialize};

use super::{KeyMetadata, SecretMetadata, from_json, to_json};
use crate::{
    Error, Result,
    inkbox::record::{KeyRecord, Record, Records, SecretRecord},
    members::Object,
};

/// The answer of `POST /initialize`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitializeAnswer {
    /// The id of the new vault.
    pub vault_id: String,
    /// The id of its primary key.
    pub vault_key_id: String,
    /// How many recovery keys were stored: 4.
    pub recovery_key_count: u64,
}

impl InitializeAnswer {
    /// Reads the answer.
    ///
    /// # Errors
    /// `malformed` if it is none.
    pub fn from_json(json: &str) -> Result<Self> {
        from_json(json)
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// `invalid_input` if it cannot be written, which does not happen.
    pub fn to_json(&self) -> Result<String> {
        to_json(self)
    }
}

/// The answer of `GET /whoami`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whoami {
    /// The organization, whose id is the salt of every derivation.
    pub organization_id: String,
}

impl Whoami {
    /// Reads the answer; members beside `organization_id` are passed over.
    ///
    /// # Errors
    /// `malformed` if it is none.
    pub fn from_json(json: &str) -> Result<Self> {
        from_json(json)
    }
}

/// The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret.
#[derive(Debug, Clone)]
pub struct UnlockAnswer {
    /// The wrapped org key; `None` if no key of the vault has this auth hash.
    pub wrapped_org_encryption_key: Option<String>,
    pub(in crate::inkbox) secrets: Records<SecretRecord>,
}

impl UnlockAnswer {
    /// Reads the answer. Secrets that do not fit are kept and fail when they are opened.
    ///
    /// # Errors
    /// `malformed` if it is no such answer.
    pub fn from_json(json: &str) -> Result<Self> {
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
        self.secrets.iter().map(SecretMetadata::from).collect()
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

impl SecretAnswer {
    /// Reads the answer.
    ///
    /// # Errors
    /// `malformed` if it is none.
    pub fn from_json(json: &str) -> Result<Self> {
        let record = SecretRecord::read(Object::parse(json)?)
            .ok_or_else(|| Error::Malformed("this secret has no id".into()))?;
        Ok(Self { metadata: SecretMetadata::from(&record), encrypted_payload: record.encrypted_payload })
    }
}

/// Reads the answer of `GET /keys`.
///
/// # Errors
/// `malformed` if it is no list of keys.
pub fn parse_keys(json: &str) -> Result<Vec<KeyMetadata>> {
    Ok(list::<KeyRecord>(json)?.iter().map(KeyMetadata::from).collect())
}

/// Reads the answer of `GET /secrets`.
///
/// # Errors
/// `malformed` if it is no list of secrets.
pub fn parse_secrets(json: &str) -> Result<Vec<SecretMetadata>> {
    Ok(list::<SecretRecord>(json)?.iter().map(SecretMetadata::from).collect())
}

fn list<T: Record>(json: &str) -> Result<Records<T>> {
    if crate::members::exceeds(json, crate::members::MAX_DEPTH) {
        return Err(Error::Malformed("JSON is nested too deep".into()));
    }
    Records::read(json).ok_or_else(|| Error::Malformed("this is not a list".into()))
}
