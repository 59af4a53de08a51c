//! Ids: of vaults, secrets, identities and slots as UUIDs; of keys and writers; and the digests that name
//! objects.

use std::fmt;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{Error, Result, random::Source};

/// Bytes that name something. They are public, and compared and ordered as bytes.
macro_rules! name {
    ($(#[$doc:meta])* $vis:vis $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name([u8; $length]);

        impl $name {
            pub(crate) const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            pub(crate) fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }
    };
}

/// A name that is a UUID in 16 bytes.
macro_rules! uuid {
    ($(#[$doc:meta])* $vis:vis $name:ident) => {
        name!($(#[$doc])* $vis $name, 16);

        impl $name {
            /// A fresh one, version 4.
            pub(crate) fn generate(source: &mut Source) -> Result<Self> {
                source.uuid().map(Self)
            }

            /// Parses the one form that is written: lower case, with dashes.
            ///
            /// # Errors
            /// `invalid_input` for any other text.
            pub fn parse(text: &str) -> Result<Self> {
                let id = Uuid::try_parse(text).map(|uuid| Self(uuid.into_bytes()));
                id.ok().filter(|id| id.to_string() == text).ok_or_else(|| {
                    Error::InvalidInput("an id is a UUID in lower case, with dashes".into())
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Uuid::from_bytes(self.0).hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

/// A name of 16 bytes that no text has.
macro_rules! inner {
    ($(#[$doc:meta])* $vis:vis $name:ident, $draw:ident) => {
        name!($(#[$doc])* $vis $name, 16);

        impl $name {
            /// A fresh one.
            pub(crate) fn generate(source: &mut Source) -> Result<Self> {
                source.$draw().map(Self)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&base16ct::lower::encode_string(&self.0))
            }
        }
    };
}

uuid!(
    /// The id of a vault, for as long as it exists.
    pub VaultId
);
uuid!(
    /// The id of a secret, for as long as it exists.
    pub SecretId
);
uuid!(
    /// The id of an identity, which is an agent. One that is made anew has another.
    pub IdentityId
);
inner!(
    /// The id of a slot, a UUID.
    pub(super) SlotId, uuid
);
inner!(
    /// The id of a data key, drawn anew at every attempt (KEY-2).
    pub(super) KeyId, array
);
inner!(
    /// The id of a device that writes.
    pub(super) WriterId, array
);
name!(
    /// What names an object in storage: a SHA-256.
    pub Digest, 32
);

impl Digest {
    /// The 32 bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    /// Of what is not there: the first root's previous, a page without entries, the end of history.
    pub(super) const NONE: Self = Self([0; 32]);

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub(super) fn is_none(&self) -> bool {
        *self == Self::NONE
    }
}

/// 64 digits in hexadecimal, lower case.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base16ct::lower::encode_string(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_spelling() {
        let text = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
        let id = SecretId::parse(text).unwrap();
        assert_eq!((id.to_string(), format!("{id:?}")), (text.to_owned(), text.to_owned()));
        assert_eq!(format!("{:?}", Digest::from_bytes([0xA1; 32])), "a1".repeat(32));
        for other in ["", "0B9E6C4E-5A0F-4D0E-9D53-0C1F6A2B7C11", "0b9e6c4e5a0f4d0e9d530c1f6a2b7c11"] {
            assert_eq!(SecretId::parse(other).unwrap_err().code(), "invalid_input", "{other}");
        }
    }

    #[test]
    fn names_are_drawn() {
        let mut source = Source::system();
        assert_ne!(KeyId::generate(&mut source).unwrap(), KeyId::generate(&mut source).unwrap());
        assert_eq!(VaultId::generate(&mut source).unwrap().as_bytes()[6] >> 4, 4);
    }
}
