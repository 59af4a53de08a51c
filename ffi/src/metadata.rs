//! What is known of a vault without its key. None of it is secret, and none is authenticated.

use inkseal::{
    inkbox::wire::{AccessRule, Identity, IdentityStatus, KeyMetadata, KeyType, SecretMetadata, VaultInfo},
    payload::SecretType,
};

uniffi::custom_type!(KeyType, String, {
    remote,
    lower: |key_type| key_type.as_str().to_owned(),
    try_lift: |name| Ok(KeyType::from(name.as_str())),
});

/// What a vault says of itself.
#[uniffi::remote(Record)]
pub struct VaultInfo {
    /// The id of the vault; empty if it is unknown.
    pub id: String,
    /// The organization, whose id is the salt of every derivation.
    pub organization_id: String,
    /// When it was made, RFC 3339; absent if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; absent if unknown.
    pub updated_at: Option<String>,
    /// How many vault keys it has, recovery keys not among them.
    pub key_count: u64,
    /// How many secrets it has.
    pub secret_count: u64,
    /// How many recovery codes are left.
    pub recovery_key_count: u64,
}

/// A key of the vault, without what it wraps.
#[uniffi::remote(Record)]
pub struct KeyMetadata {
    /// The id, which binds the wrapped org key.
    pub id: String,
    /// What it is for.
    pub key_type: KeyType,
    /// Who made it, as the service says; absent if unknown.
    pub created_by: Option<String>,
    /// When it was made, RFC 3339; absent if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; absent if unknown.
    pub updated_at: Option<String>,
}

/// A secret without its payload. Whoever stores the vault can change any of it unnoticed: format 1
/// authenticates the payload and its id only.
#[uniffi::remote(Record)]
pub struct SecretMetadata {
    /// The id, which binds the payload.
    pub id: String,
    /// The name; absent if unknown.
    pub name: Option<String>,
    /// The type.
    pub secret_type: SecretType,
    /// The description.
    pub description: Option<String>,
    /// When it was made, RFC 3339; absent if unknown.
    pub created_at: Option<String>,
    /// When it was last changed, RFC 3339; absent if unknown.
    pub updated_at: Option<String>,
    /// Which identities may read it.
    pub access: Vec<AccessRule>,
}

/// A rule that lets an identity read a secret. Rules are policy, not cryptography: the vault key opens
/// every secret.
#[uniffi::remote(Record)]
pub struct AccessRule {
    /// The id of the rule; absent if unknown.
    pub id: Option<String>,
    /// The secret; empty if it is unknown.
    pub vault_secret_id: String,
    /// The identity that may read it.
    pub identity_id: String,
    /// When it was granted, RFC 3339; absent if unknown.
    pub created_at: Option<String>,
}

/// An agent that may be granted secrets.
#[uniffi::remote(Record)]
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
#[uniffi::remote(Enum)]
pub enum IdentityStatus {
    /// It may.
    Active,
    /// It may not. A status that is not known counts as this one.
    Paused,
}
