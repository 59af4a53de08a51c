//! What is known of a vault without its key. None of it is secret, and none is authenticated.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{from_json, from_record, json, read, written};
use crate::{
    Error, Result,
    inkbox::{
        record::{IdentityRecord, KeyRecord, RuleRecord, SecretRecord},
        time,
    },
    members::{Writer, Written},
    payload::SecretType,
};

json!(
    VaultInfo: from_json,
    KeyMetadata: from_record::<KeyRecord, _>,
    SecretMetadata: from_record::<SecretRecord, _>,
    AccessRule: from_record::<RuleRecord, _>,
);

read! {
    VaultInfo {
        id, organization_id, created_at, updated_at, key_count, secret_count, recovery_key_count,
    }
}

written! {
    KeyMetadata { id, key_type, created_by, created_at, updated_at }
    SecretMetadata { id, name, secret_type, description, created_at, updated_at, access }
    AccessRule { id, vault_secret_id, identity_id, created_at }
}

/// What a vault says of itself: the answer of `GET /info`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VaultInfo {
    /// The id of the vault; empty if it is unknown.
    pub id: String,
    /// The organization, whose id is the salt of every derivation.
    pub organization_id: String,
    /// When it was made, RFC 3339; `None` if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; `None` if unknown.
    pub updated_at: Option<String>,
    /// How many vault keys it has, recovery keys not among them.
    pub key_count: u64,
    /// How many secrets it has.
    pub secret_count: u64,
    /// How many recovery codes are left.
    pub recovery_key_count: u64,
}

/// What a key of the vault is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// The vault key that a person types.
    Primary,
    /// A recovery code.
    Recovery,
    /// Any other spelling; it is kept and tried like a primary key.
    Unknown(String),
}

impl KeyType {
    /// The spelling on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Primary => "primary",
            Self::Recovery => "recovery",
            Self::Unknown(name) => name,
        }
    }
}

impl From<&str> for KeyType {
    fn from(name: &str) -> Self {
        match name {
            "primary" => Self::Primary,
            "recovery" => Self::Recovery,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Written for KeyType {
    fn write(&self, json: &mut Writer) {
        json.text(self.as_str());
    }
}

impl Serialize for KeyType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A key of the vault, without what it wraps: the answer of `PUT /keys/primary`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyMetadata {
    /// The id, which binds the wrapped org key.
    pub id: String,
    /// What it is for.
    pub key_type: KeyType,
    /// Who made it, as the service says; `None` if unknown.
    pub created_by: Option<String>,
    /// When it was made, RFC 3339; `None` if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; `None` if unknown.
    pub updated_at: Option<String>,
}

impl From<&KeyRecord> for KeyMetadata {
    fn from(record: &KeyRecord) -> Self {
        Self {
            id: record.id.clone(),
            key_type: record.key_type(),
            created_by: record.created_by.clone(),
            created_at: time::known(record.created_at.as_ref()),
            updated_at: time::known(record.updated_at.as_ref()),
        }
    }
}

impl KeyRecord {
    pub(in crate::inkbox) fn key_type(&self) -> KeyType {
        KeyType::from(self.key_type.as_deref().unwrap_or_default())
    }
}

/// A secret without its payload: the answer of `POST /secrets` and `PATCH /secrets/{id}`.
///
/// Whoever stores the vault can change any of it unnoticed: format 1 authenticates the payload and
/// its id only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SecretMetadata {
    /// The id, which binds the payload.
    pub id: String,
    /// The name; `None` if unknown.
    pub name: Option<String>,
    /// The type.
    pub secret_type: SecretType,
    /// The description.
    pub description: Option<String>,
    /// When it was made, RFC 3339; `None` if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; `None` if unknown.
    pub updated_at: Option<String>,
    /// Which identities may read it.
    pub access: Vec<AccessRule>,
}

impl From<&SecretRecord> for SecretMetadata {
    fn from(record: &SecretRecord) -> Self {
        Self {
            id: record.id.clone(),
            name: record.name.clone(),
            secret_type: record.secret_type(),
            description: record.description.clone(),
            created_at: time::known(record.created_at.as_ref()),
            updated_at: time::known(record.updated_at.as_ref()),
            access: record.rules(),
        }
    }
}

impl Written for SecretType {
    fn write(&self, json: &mut Writer) {
        json.text(self.as_str());
    }
}

/// The spelling on the wire.
impl Serialize for SecretType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl SecretRecord {
    pub(in crate::inkbox) fn secret_type(&self) -> SecretType {
        SecretType::from(self.secret_type.as_deref().unwrap_or_default())
    }

    pub(in crate::inkbox) fn rules(&self) -> Vec<AccessRule> {
        self.access.iter().map(|rule| AccessRule::new(rule, &self.id)).collect()
    }
}

/// A rule that lets an identity read a secret: the answer of `POST /secrets/{id}/access`. Rules are
/// policy, not cryptography: the vault key opens every secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessRule {
    /// The id of the rule; `None` if unknown.
    pub id: Option<String>,
    /// The secret; empty if it is unknown.
    pub vault_secret_id: String,
    /// The identity that may read it.
    pub identity_id: String,
    /// When it was granted, RFC 3339; `None` if unknown.
    pub created_at: Option<String>,
}

impl AccessRule {
    /// The rule of the secret that it stands in, whatever secret it names itself.
    pub(in crate::inkbox) fn new(record: &RuleRecord, secret_id: &str) -> Self {
        Self {
            id: record.id.clone(),
            vault_secret_id: secret_id.to_owned(),
            identity_id: record.identity_id.clone(),
            created_at: time::known(record.created_at.as_ref()),
        }
    }
}

/// A rule that stands in no secret: the one that it names itself counts.
impl From<&RuleRecord> for AccessRule {
    fn from(record: &RuleRecord) -> Self {
        Self::new(record, record.vault_secret_id.as_deref().unwrap_or_default())
    }
}

/// An agent that may be granted secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The id.
    pub id: String,
    /// The name by which it is called, unique in the vault.
    pub agent_handle: String,
    /// A name for people.
    pub display_name: Option<String>,
    /// Whether it may read what is granted.
    pub status: IdentityStatus,
}

/// Whether an identity may read what is granted to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityStatus {
    /// It may.
    Active,
    /// It may not. A status that is not known counts as this one.
    Paused,
}

impl IdentityStatus {
    /// The spelling in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
        }
    }
}

impl Serialize for IdentityStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl From<&IdentityRecord> for Identity {
    fn from(record: &IdentityRecord) -> Self {
        Self {
            id: record.id.clone(),
            agent_handle: record.agent_handle.clone(),
            display_name: record.display_name.clone(),
            status: match record.status.as_deref() {
                Some("active") => IdentityStatus::Active,
                None if record.other.get("status").is_none_or(|json| json == "null") => {
                    IdentityStatus::Active
                }
                _ => IdentityStatus::Paused,
            },
        }
    }
}

/// The one place that says what a name may be that is made: 1 to 255 characters, none of them NUL (FORMAT-1.md,
/// "Payloads").
pub(in crate::inkbox) fn check_name(name: &str) -> Result<()> {
    if name.contains('\0') {
        return Err(Error::InvalidInput("a name has no NUL character".into()));
    }
    match name.chars().take(256).count() {
        1..=255 => Ok(()),
        _ => Err(Error::InvalidInput("a name has 1 to 255 characters".into())),
    }
}
