//! What a secret holds: [`SecretPayload`], one of five types or the raw text of an unknown one.
//!
//! | type | required | optional |
//! |---|---|---|
//! | [`LoginPayload`] | `password` | `username` `email` `url` `notes` `totp` |
//! | [`ApiKeyPayload`] | `api_key` | `endpoint` `notes` |
//! | [`KeyPairPayload`] | `access_key` `secret_key` | `endpoint` `notes` |
//! | [`SshKeyPayload`] | `private_key` | `public_key` `fingerprint` `passphrase` `notes` |
//! | [`OtherPayload`] | `data` | `notes` |
//!
//! A payload is one compact JSON object; absent members are left out, and members that this version
//! does not know are kept (FORMAT-1.md, "Payloads"). All of it is secret: no printed form shows any.
//!
//! ```
//! use inkseal::payload::{LoginPayload, SecretPayload, SecretType};
//!
//! let login = LoginPayload::new("correct horse").with_username("ada");
//! let json = SecretPayload::from(login).to_json()?;
//! let payload = SecretPayload::parse(&SecretType::Login, json.expose())?;
//! assert_eq!(payload.get("username").unwrap().expose(), "ada");
//! # Ok::<(), inkseal::Error>(())
//! ```

mod api_key;
mod binary;
pub(crate) mod json;
mod key_pair;
mod login;
mod other;
mod secret_type;
mod ssh_key;
#[cfg(test)]
mod tests;

pub use api_key::ApiKeyPayload;
pub use binary::{decode_binary, encode_binary};
pub use key_pair::KeyPairPayload;
pub use login::LoginPayload;
pub use other::{OtherPayload, UnknownPayload};
pub use secret_type::SecretType;
pub use ssh_key::SshKeyPayload;

use crate::{Error, Members, Result, SecretText, members::Object};

/// The most bytes that the JSON text of a payload may have: 1 MiB (FORMAT-1.md, "Limits").
pub const MAX_PAYLOAD: usize = 1 << 20;

/// The members of a payload of a known type, the texts by their place among the names.
trait Texts {
    fn names(&self) -> &'static [&'static str];
    fn text(&self, place: usize) -> Option<&SecretText>;
    fn slot(&mut self, place: usize) -> Option<Slot<'_>>;
    fn unknown(&self) -> &Members;
    fn unknown_mut(&mut self) -> &mut Members;
}

/// Where a text is kept.
enum Slot<'a> {
    Required(&'a mut SecretText),
    Optional(&'a mut Option<SecretText>),
}

/// Takes the texts of a payload out of its JSON, and then everything else.
fn read(texts: &mut dyn Texts, mut object: Object<'_>) -> Result<()> {
    for (place, name) in texts.names().iter().enumerate() {
        match texts.slot(place) {
            Some(Slot::Required(text)) => *text = object.take_text(name)?,
            Some(Slot::Optional(text)) => *text = object.take_optional_text(name)?,
            None => {}
        }
    }
    *texts.unknown_mut() = object.into_members();
    Ok(())
}

/// Adds to a payload struct what follows from the names of its text members.
macro_rules! text_members {
    ($payload:ident, required: [$($required:ident),+], optional: [$($optional:ident),+]) => {
        impl $payload {
            /// A payload with its required members; all others are absent.
            #[must_use]
            pub fn new($($required: impl Into<$crate::SecretText>),+) -> Self {
                Self { $($required: $required.into(),)+ ..Self::default() }
            }

            pub(crate) const REQUIRED_MEMBERS: &'static [&'static str] = &[$(stringify!($required)),+];

            /// The names of the members that are text, the required ones first.
            pub const TEXT_MEMBERS: &'static [&'static str] =
                &[$(stringify!($required),)+ $(stringify!($optional)),+];
        }

        impl $crate::payload::Texts for $payload {
            fn names(&self) -> &'static [&'static str] {
                Self::TEXT_MEMBERS
            }

            fn text(&self, place: usize) -> Option<&$crate::SecretText> {
                [$(Some(&self.$required),)+ $(self.$optional.as_ref()),+].get(place).copied().flatten()
            }

            fn slot(&mut self, place: usize) -> Option<$crate::payload::Slot<'_>> {
                use $crate::payload::Slot;
                let slots = [$(Slot::Required(&mut self.$required),)+ $(Slot::Optional(&mut self.$optional)),+];
                slots.into_iter().nth(place)
            }

            fn unknown(&self) -> &$crate::Members {
                &self.unknown
            }

            fn unknown_mut(&mut self) -> &mut $crate::Members {
                &mut self.unknown
            }
        }

        impl From<$payload> for $crate::payload::SecretPayload {
            fn from(payload: $payload) -> Self {
                payload.into_payload()
            }
        }
    };
}

/// Adds `with_…` methods for optional text members.
macro_rules! with_text {
    ($($method:ident, $member:ident, $doc:literal;)+) => {
        $(
            #[doc = $doc]
            #[must_use]
            pub fn $method(mut self, $member: impl Into<$crate::SecretText>) -> Self {
                self.$member = Some($member.into());
                self
            }
        )+
    };
}

use {text_members, with_text};

/// The content of a secret. Secret as a whole: printed forms show which members there are, and no text.
#[derive(Debug, Clone)]
pub enum SecretPayload {
    /// A user name and password, perhaps with TOTP.
    Login(LoginPayload),
    /// One API token.
    ApiKey(ApiKeyPayload),
    /// An access key and its secret key.
    KeyPair(KeyPairPayload),
    /// An SSH private key.
    SshKey(SshKeyPayload),
    /// Text of any form.
    Other(OtherPayload),
    /// The JSON text of a type that this version does not know.
    Unknown(UnknownPayload),
}

impl PartialEq for SecretPayload {
    /// Takes time that depends on lengths, not on texts, as far as one member.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown(own), Self::Unknown(other)) => own == other,
            _ => match (self.texts(), other.texts()) {
                (Some(own), Some(other_texts)) => {
                    own.names() == other_texts.names()
                        && (0..own.names().len()).all(|place| own.text(place) == other_texts.text(place))
                        && own.unknown() == other_texts.unknown()
                        && self.totp() == other.totp()
                }
                _ => false,
            },
        }
    }
}

impl Eq for SecretPayload {}

impl SecretPayload {
    /// A payload of a type whose required members are all empty; `None` for an unknown type.
    #[must_use]
    pub fn blank(secret_type: &SecretType) -> Option<Self> {
        Some(match secret_type {
            SecretType::Login => LoginPayload::default().into(),
            SecretType::ApiKey => ApiKeyPayload::default().into(),
            SecretType::KeyPair => KeyPairPayload::default().into(),
            SecretType::SshKey => SshKeyPayload::default().into(),
            SecretType::Other => OtherPayload::default().into(),
            SecretType::Unknown(_) => return None,
        })
    }

    /// Parses the JSON text of a payload of a type. A byte order mark is skipped.
    ///
    /// # Errors
    /// `malformed` if the text is past [`MAX_PAYLOAD`], nested deeper than 64, no JSON object, or if
    /// a member is missing or of the wrong JSON type. The error names the member, never its value.
    pub fn parse(secret_type: &SecretType, text: &str) -> Result<Self> {
        if text.len() > MAX_PAYLOAD {
            return Err(Error::Malformed("the payload is longer than 1 MiB".into()));
        }
        Self::from_object(secret_type, Object::parse(text)?, text)
    }

    /// A payload of a type from the members of its text, which have been checked.
    pub(crate) fn from_object(secret_type: &SecretType, mut object: Object<'_>, text: &str) -> Result<Self> {
        let Some(mut payload) = Self::blank(secret_type) else {
            return Ok(Self::Unknown(UnknownPayload {
                secret_type: secret_type.as_str().to_owned(),
                text: text.strip_prefix('\u{FEFF}').unwrap_or(text).into(),
            }));
        };
        if let Self::Login(login) = &mut payload {
            login.totp = json::take_totp(&mut object)?;
        }
        if let Some(texts) = payload.texts_mut() {
            read(texts, object)?;
        }
        Ok(payload)
    }

    fn texts(&self) -> Option<&dyn Texts> {
        Some(match self {
            Self::Login(payload) => payload,
            Self::ApiKey(payload) => payload,
            Self::KeyPair(payload) => payload,
            Self::SshKey(payload) => payload,
            Self::Other(payload) => payload,
            Self::Unknown(_) => return None,
        })
    }

    fn texts_mut(&mut self) -> Option<&mut dyn Texts> {
        Some(match self {
            Self::Login(payload) => payload,
            Self::ApiKey(payload) => payload,
            Self::KeyPair(payload) => payload,
            Self::SshKey(payload) => payload,
            Self::Other(payload) => payload,
            Self::Unknown(_) => return None,
        })
    }

    /// The payload as one compact JSON object, as it is sealed.
    ///
    /// # Errors
    /// `unsupported` if a text is [lossy](SecretText::is_lossy), because writing it would lose what
    /// could not be shown: replace that member first. `invalid_input` if the text would be longer than
    /// [`MAX_PAYLOAD`], or if a member that is known was also set among the unknown.
    pub fn to_json(&self) -> Result<SecretText> {
        if !self.lossy_members().is_empty() {
            return Err(Error::Unsupported(
                "a member holds text that could not be read whole; replace it before writing".into(),
            ));
        }
        json::write(self)
    }

    /// The names of the members whose text could not be read whole; `totp` counts as one member.
    #[must_use]
    pub fn lossy_members(&self) -> Vec<&str> {
        let mut lossy = Vec::new();
        let Some(texts) = self.texts() else { return lossy };
        for (place, name) in texts.names().iter().enumerate() {
            if texts.text(place).is_some_and(SecretText::is_lossy) {
                lossy.push(*name);
            }
        }
        if self.totp().is_some_and(json::is_lossy) {
            lossy.push("totp");
        }
        if texts.unknown().has_lossy_name() {
            lossy.push("a member of unknown name");
        }
        lossy
    }

    /// The type, as the wire has it.
    #[must_use]
    pub fn secret_type(&self) -> SecretType {
        match self {
            Self::Login(_) => SecretType::Login,
            Self::ApiKey(_) => SecretType::ApiKey,
            Self::KeyPair(_) => SecretType::KeyPair,
            Self::SshKey(_) => SecretType::SshKey,
            Self::Other(_) => SecretType::Other,
            Self::Unknown(payload) => SecretType::Unknown(payload.secret_type.clone()),
        }
    }

    /// The names of the members of this type that are text, the required ones first.
    #[must_use]
    pub fn text_members(&self) -> &'static [&'static str] {
        self.texts().map_or(&[], Texts::names)
    }

    /// A text member by its name; `None` if it is absent or the type has no such member.
    #[must_use]
    pub fn get(&self, member: &str) -> Option<&SecretText> {
        let texts = self.texts()?;
        texts.text(texts.names().iter().position(|name| *name == member)?)
    }

    /// Sets a text member by its name, or with `None` leaves an optional one out.
    ///
    /// # Errors
    /// `not_found` if the type has no such text member, `invalid_input` if it cannot be left out.
    pub fn set(&mut self, member: &str, text: Option<SecretText>) -> Result<()> {
        let texts = self
            .texts_mut()
            .ok_or_else(|| Error::NotFound("a payload of unknown type has no members by name".into()))?;
        let place = texts.names().iter().position(|name| *name == member);
        match place.and_then(|place| texts.slot(place)) {
            Some(Slot::Required(required)) => {
                let missing = || Error::InvalidInput([member, " cannot be left out"].concat().into());
                *required = text.ok_or_else(missing)?;
            }
            Some(Slot::Optional(optional)) => *optional = text,
            None => return Err(Error::NotFound("this type has no such text member".into())),
        }
        Ok(())
    }

    /// The TOTP configuration of a login that has one.
    #[must_use]
    pub fn totp(&self) -> Option<&crate::totp::TotpConfig> {
        match self {
            Self::Login(login) => login.totp.as_ref(),
            _ => None,
        }
    }

    /// The members that this version does not know; `None` for an unknown type, which is raw text.
    #[must_use]
    pub fn unknown(&self) -> Option<&Members> {
        self.texts().map(Texts::unknown)
    }
}
