//! [`OtherPayload`]: `other`; and [`UnknownPayload`] for types that are not known.

use super::{SecretPayload, text_members, with_text};
use crate::{Members, SecretText};

/// Text of any form. All of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherPayload {
    /// The text.
    pub data: SecretText,
    /// The notes.
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    pub unknown: Members,
}

text_members!(OtherPayload, required: [data], optional: [notes]);

impl OtherPayload {
    with_text! {
        with_notes, notes, "Sets the notes.";
    }

    fn into_payload(self) -> SecretPayload {
        SecretPayload::Other(self)
    }
}

/// The payload of a secret whose type this version does not know: its JSON text, as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPayload {
    /// The type, as the wire spells it.
    pub secret_type: String,
    /// The JSON object. It is secret.
    pub text: SecretText,
}
