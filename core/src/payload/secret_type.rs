//! [`SecretType`]: the type of a secret as the wire spells it.

use std::fmt;

use super::{ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SshKeyPayload};

/// The type of a secret. It follows from the payload and never changes.
///
/// In format 1 the type is **not authenticated**: whoever holds the vault file can change it. A
/// payload that does not fit the type then fails to open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SecretType {
    /// `login`
    Login,
    /// `api_key`
    ApiKey,
    /// `key_pair`
    KeyPair,
    /// `ssh_key`
    SshKey,
    /// `other`
    Other,
    /// Any other spelling; empty if it is missing.
    Unknown(String),
}

impl SecretType {
    /// The types that this version knows.
    pub const KNOWN: [Self; 5] = [Self::Login, Self::ApiKey, Self::KeyPair, Self::SshKey, Self::Other];

    /// The spelling on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Login => "login",
            Self::ApiKey => "api_key",
            Self::KeyPair => "key_pair",
            Self::SshKey => "ssh_key",
            Self::Other => "other",
            Self::Unknown(name) => name,
        }
    }

    /// The names of the members without which there is no payload of this type; none of an unknown type.
    #[must_use]
    pub fn required_members(&self) -> &'static [&'static str] {
        match self {
            Self::Login => LoginPayload::REQUIRED_MEMBERS,
            Self::ApiKey => ApiKeyPayload::REQUIRED_MEMBERS,
            Self::KeyPair => KeyPairPayload::REQUIRED_MEMBERS,
            Self::SshKey => SshKeyPayload::REQUIRED_MEMBERS,
            Self::Other => OtherPayload::REQUIRED_MEMBERS,
            Self::Unknown(_) => &[],
        }
    }

    /// The name of the member that the secret is about, the last of the required; none of an unknown type.
    #[must_use]
    pub fn main_member(&self) -> Option<&'static str> {
        self.required_members().last().copied()
    }
}

impl From<&str> for SecretType {
    fn from(name: &str) -> Self {
        match name {
            "login" => Self::Login,
            "api_key" => Self::ApiKey,
            "key_pair" => Self::KeyPair,
            "ssh_key" => Self::SshKey,
            "other" => Self::Other,
            _ => Self::Unknown(name.to_owned()),
        }
    }
}

impl fmt::Display for SecretType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
