//! [`ApiKeyPayload`]: `api_key`.

use super::{SecretPayload, text_members, with_text};
use crate::{Members, SecretText};

/// One API token. All of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiKeyPayload {
    /// The token.
    pub api_key: SecretText,
    /// The address of the service.
    pub endpoint: Option<SecretText>,
    /// The notes.
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    pub unknown: Members,
}

text_members!(ApiKeyPayload, required: [api_key], optional: [endpoint, notes]);

impl ApiKeyPayload {
    with_text! {
        with_endpoint, endpoint, "Sets the address of the service.";
        with_notes, notes, "Sets the notes.";
    }

    fn into_payload(self) -> SecretPayload {
        SecretPayload::ApiKey(self)
    }
}
