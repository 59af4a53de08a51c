//! What the vault service sends and is sent, as values: an SDK brings its own HTTP (FORMAT-1.md,
//! "The service").
//!
//! Each value has `to_json` and `from_json`; a list has a function of each kind, such as [`parse_keys`] and
//! [`keys_to_json`]. Members that are not known here are passed over, except those of the secrets of an
//! [`UnlockAnswer`], which are kept, because a vault is made of them. A byte order mark is skipped.

mod answer;
mod member;
mod metadata;
mod request;

pub use answer::{
    InitializeAnswer, SecretAnswer, UnlockAnswer, Whoami, access_rules_to_json, keys_to_json,
    parse_access_rules, parse_keys, parse_secrets, secrets_to_json,
};
pub use metadata::{AccessRule, Identity, IdentityStatus, KeyMetadata, KeyType, SecretMetadata, VaultInfo};
pub use request::{
    CreateSecretRequest, GrantRequest, InitializeRequest, KeyMaterial, ReplacePrimaryKeyRequest,
    UpdateSecretRequest,
};

use member::{Read, read, written};

use crate::{
    Error, Result,
    inkbox::record::{Record, Records},
    members::{MAX_DEPTH, Object, exceeds},
};

/// Adds `from_json`, given the function that reads, and `to_json`.
macro_rules! json {
    ($($value:ident: $read:expr),+ $(,)?) => {
        $(impl $value {
            /// Reads the value from the JSON of the service.
            ///
            /// # Errors
            /// `malformed` if it is something else.
            pub fn from_json(json: &str) -> Result<Self> {
                $read(json)
            }

            /// Writes the value as the JSON of the service.
            ///
            /// # Errors
            /// `invalid_input` if it cannot be written, which does not happen.
            pub fn to_json(&self) -> Result<String> {
                $crate::members::to_text(self)
            }
        })+
    };
}
use json;

/// Reads a value whose members must be what they should be.
fn from_json<T: Read>(json: &str) -> Result<T> {
    let mut failed = false;
    let value = T::read(&Object::parse(json)?, &mut failed);
    if failed { Err(Error::Malformed("the JSON is not what the service sends".into())) } else { Ok(value) }
}

/// Reads a value as a vault file is read: a member that is not what it should be is unknown.
fn from_record<R: Record, T: for<'a> From<&'a R>>(json: &str) -> Result<T> {
    let record = R::read(Object::parse(json)?);
    record.as_ref().map(T::from).ok_or_else(|| Error::Malformed("the JSON does not say whose it is".into()))
}

/// Reads a list as a vault file is read: what is no record is passed over.
fn from_records<R: Record, T: for<'a> From<&'a R>>(json: &str) -> Result<Vec<T>> {
    let json = without_mark(json).trim_start();
    if exceeds(json, MAX_DEPTH) {
        return Err(Error::Malformed("JSON is nested too deep".into()));
    }
    let records = Records::<R>::read(json).ok_or_else(|| Error::Malformed("this is not a list".into()))?;
    Ok(records.shown(&|_| true))
}

fn without_mark(json: &str) -> &str {
    json.strip_prefix('\u{FEFF}').unwrap_or(json)
}
