//! [`FieldValue`]: what a field of a secret holds, text or binary data.

use inkseal::{Error, Result, SecretBytes, SecretText};

/// The value of a field. It is secret: the printed form shows nothing of it.
#[derive(Debug, Clone)]
pub(crate) enum FieldValue {
    /// Text.
    Text(SecretText),
    /// Bytes that are not text: the data of an `other` (FORMAT-1.md, "Binary data").
    Binary(SecretBytes),
}

impl FieldValue {
    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.expose().as_bytes(),
            Self::Binary(bytes) => bytes.expose(),
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// `invalid_input` for binary data.
    pub(crate) fn text(&self) -> Result<&str> {
        match self {
            Self::Text(text) => Ok(text.expose()),
            Self::Binary(_) => Err(binary()),
        }
    }

    /// Its text, without a copy.
    ///
    /// # Errors
    /// `invalid_input` for binary data.
    pub(crate) fn into_text(self) -> Result<SecretText> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Binary(_) => Err(binary()),
        }
    }
}

fn binary() -> Error {
    Error::InvalidInput(
        "this is binary data and not text: `get` gives its bytes, the filter base64 makes it text".into(),
    )
}

impl From<SecretText> for FieldValue {
    fn from(text: SecretText) -> Self {
        Self::Text(text)
    }
}
