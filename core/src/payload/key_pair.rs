//! [`KeyPairPayload`]: `key_pair`.

use super::{SecretPayload, text_members, with_text};
use crate::{Members, SecretText};

/// An access key and its secret key. All of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyPairPayload {
    /// The name of the key.
    pub access_key: SecretText,
    /// The secret half.
    pub secret_key: SecretText,
    /// The address of the service.
    pub endpoint: Option<SecretText>,
    /// The notes.
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    pub unknown: Members,
}

text_members!(KeyPairPayload, required: [access_key, secret_key], optional: [endpoint, notes]);

impl KeyPairPayload {
    with_text! {
        with_endpoint, endpoint, "Sets the address of the service.";
        with_notes, notes, "Sets the notes.";
    }

    fn into_payload(self) -> SecretPayload {
        SecretPayload::KeyPair(self)
    }
}
