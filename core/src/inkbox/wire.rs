//! What the vault service sends and is sent, as values: an SDK brings its own HTTP (FORMAT-1.md,
//! "The service").
//!
//! Each value has `to_json` or `from_json`. Members of an answer that are not known here are passed
//! over, except in [`UnlockAnswer`], which keeps them, because a vault is made of it.

mod answer;
mod metadata;
mod request;

pub use answer::{InitializeAnswer, SecretAnswer, UnlockAnswer, Whoami, parse_keys, parse_secrets};
pub use metadata::{AccessRule, Identity, IdentityStatus, KeyMetadata, KeyType, SecretMetadata, VaultInfo};
pub use request::{
    CreateSecretRequest, GrantRequest, InitializeRequest, KeyMaterial, ReplacePrimaryKeyRequest,
    UpdateSecretRequest,
};

use crate::{Error, Result};

/// Writes a value of this module as JSON.
fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::InvalidInput("this cannot be written as JSON".into()))
}

/// Reads a value of this module from JSON.
fn from_json<'a, T: serde::Deserialize<'a>>(json: &'a str) -> Result<T> {
    serde_json::from_str(json).map_err(|_| Error::Malformed("the JSON is not what the service sends".into()))
}
