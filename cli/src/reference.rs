//! References to a field of a secret: `inkseal://NAME-OR-ID/FIELD`.
//!
//! Both parts are percent-decoded, so that a name can hold `/` (`%2F`) and `%` (`%25`); other
//! characters, spaces too, may be written as they are. The field `totp` stands for the current code.

use std::fmt;

use inkseal::Error;
use percent_encoding::percent_decode_str;

/// What every reference begins with.
pub(crate) const SCHEME: &str = "inkseal://";

/// Where a value is: a secret and one of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The name or the id of the secret.
    pub(crate) secret: String,
    /// The member of its payload, or `totp`.
    pub(crate) field: String,
}

impl Reference {
    /// Whether `text` is meant as a reference, well formed or not.
    pub(crate) fn is_meant(text: &str) -> bool {
        text.starts_with(SCHEME)
    }

    /// Reads a whole text as a reference.
    ///
    /// # Errors
    /// What is wrong with it. No text of a [`ReferenceError`] repeats the reference: what is not
    /// one may be a secret.
    pub(crate) fn parse(text: &str) -> Result<Self, ReferenceError> {
        let rest = text.strip_prefix(SCHEME).ok_or(ReferenceError::Scheme)?;
        let (secret, field) = rest.split_once('/').ok_or(ReferenceError::Field)?;
        if field.contains('/') {
            return Err(ReferenceError::Slash);
        }
        let (secret, field) = (decode(secret)?, decode(field)?);
        if secret.is_empty() {
            return Err(ReferenceError::Secret);
        }
        if field.is_empty() {
            return Err(ReferenceError::Field);
        }
        Ok(Self { secret, field })
    }
}

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceError {
    /// It does not begin with `inkseal://`.
    Scheme,
    /// It names no secret.
    Secret,
    /// It names no field.
    Field,
    /// It has a third part.
    Slash,
    /// A `%` is not followed by two hexadecimal digits, or what they spell is not UTF-8.
    Percent,
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "a reference begins with inkseal://",
            Self::Secret => "a reference names a secret: inkseal://NAME/FIELD",
            Self::Field => "a reference names a field: inkseal://NAME/FIELD",
            Self::Slash => "a reference has two parts; a / in a name is written %2F",
            Self::Percent => "a reference has a % that is not part of a code such as %2F; % itself is %25",
        })
    }
}

impl std::error::Error for ReferenceError {}

impl From<ReferenceError> for Error {
    fn from(error: ReferenceError) -> Self {
        Self::InvalidInput(error.to_string().into())
    }
}

fn decode(part: &str) -> Result<String, ReferenceError> {
    let is_code = |after: &str| {
        after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !part.split('%').skip(1).all(is_code) {
        return Err(ReferenceError::Percent);
    }
    percent_decode_str(part).decode_utf8().map(Into::into).map_err(|_| ReferenceError::Percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    fn reference(secret: &str, field: &str) -> Reference {
        Reference { secret: secret.into(), field: field.into() }
    }

    #[test]
    fn references_are_read() {
        let cases = [
            ("inkseal://github/password", reference("github", "password")),
            ("inkseal://My Login/totp", reference("My Login", "totp")),
            ("inkseal://My%20Login/api_key", reference("My Login", "api_key")),
            ("inkseal://a%2Fb%25/password", reference("a/b%", "password")),
            ("inkseal://B%C3%BCro ü?#/password", reference("Büro ü?#", "password")),
        ];
        for (text, expected) in cases {
            assert_eq!(Reference::parse(text), Ok(expected));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let cases = [
            ("github/password", ReferenceError::Scheme),
            ("INKSEAL://github/password", ReferenceError::Scheme),
            ("inkseal://", ReferenceError::Field),
            ("inkseal://github", ReferenceError::Field),
            ("inkseal://github/", ReferenceError::Field),
            ("inkseal:///password", ReferenceError::Secret),
            ("inkseal://a/b/c", ReferenceError::Slash),
            ("inkseal://100%/password", ReferenceError::Percent),
            ("inkseal://a%2/password", ReferenceError::Percent),
            ("inkseal://a%é/password", ReferenceError::Percent),
            ("inkseal://a%+1/password", ReferenceError::Percent),
            ("inkseal://a%FF/password", ReferenceError::Percent),
        ];
        for (text, expected) in cases {
            assert_eq!(Reference::parse(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_name_can_be_referred_to(secret in "\\PC{1,20}", field in "[a-z_]{1,12}") {
            let text = format!("{SCHEME}{}/{field}", utf8_percent_encode(&secret, NON_ALPHANUMERIC));
            prop_assert_eq!(Reference::parse(&text), Ok(reference(&secret, &field)));
        }
    }
}
