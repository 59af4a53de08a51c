//! What a client sends to the service.

use super::{KeyType, Read, from_json, json, member::Member, metadata::check_name, read, written};
use crate::{
    Result,
    inkbox::{MasterKey, OrgKey, login},
    members::Object,
    payload::SecretPayload,
    random,
};

json!(
    KeyMaterial: from_json,
    InitializeRequest: from_json,
    ReplacePrimaryKeyRequest: from_json,
    CreateSecretRequest: from_json,
    UpdateSecretRequest: from_json,
    GrantRequest: from_json,
);

read! {
    KeyMaterial { id, wrapped_org_encryption_key, auth_hash, key_type }
    InitializeRequest { vault_key, recovery_keys }
    ReplacePrimaryKeyRequest { id, wrapped_org_encryption_key, auth_hash; current_auth_hash, recovery_auth_hash }
    CreateSecretRequest { id, name, secret_type, encrypted_payload; description }
    GrantRequest { identity_id }
}

written! {
    UpdateSecretRequest { ; name, description, encrypted_payload }
}

/// A vault key as the service keeps it: the org key, wrapped, and who may ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMaterial {
    /// A fresh UUID, the AAD of the wrapped key.
    pub id: String,
    /// The wrapped org key.
    pub wrapped_org_encryption_key: String,
    /// [`MasterKey::auth_hash`].
    pub auth_hash: String,
    /// What the key is for.
    pub key_type: KeyType,
}

impl KeyMaterial {
    /// Wraps an org key under a master key, with a fresh id.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn generate(master_key: &MasterKey, org_key: &OrgKey, key_type: KeyType) -> Result<Self> {
        let id = random::uuid()?;
        Ok(Self {
            wrapped_org_encryption_key: master_key.wrap(org_key, &id)?,
            auth_hash: master_key.auth_hash(),
            id,
            key_type,
        })
    }

    /// [`generate`](Self::generate) for the keys of recovery codes.
    pub(in crate::inkbox) fn generate_recovery(keys: &[MasterKey; 4], org_key: &OrgKey) -> Result<Vec<Self>> {
        let mut materials = Vec::with_capacity(keys.len());
        for key in keys {
            materials.push(Self::generate(key, org_key, KeyType::Recovery)?);
        }
        Ok(materials)
    }
}

/// The body of `POST /initialize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitializeRequest {
    /// The primary key.
    pub vault_key: KeyMaterial,
    /// Four recovery keys.
    pub recovery_keys: Vec<KeyMaterial>,
}

impl InitializeRequest {
    /// Wraps a new vault's org key for its vault key and its recovery codes.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn new(org_key: &OrgKey, primary: &MasterKey, recovery: &[MasterKey; 4]) -> Result<Self> {
        Ok(Self {
            vault_key: KeyMaterial::generate(primary, org_key, KeyType::Primary)?,
            recovery_keys: KeyMaterial::generate_recovery(recovery, org_key)?,
        })
    }
}

/// The body of `PUT /keys/primary`: a new vault key, and the proof that one may set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacePrimaryKeyRequest {
    /// A fresh UUID, the AAD of the wrapped key.
    pub id: String,
    /// The org key, wrapped for the new vault key.
    pub wrapped_org_encryption_key: String,
    /// The new key's auth hash.
    pub auth_hash: String,
    /// The auth hash of the vault key that goes.
    pub current_auth_hash: Option<String>,
    /// The auth hash of the recovery code that is used up.
    pub recovery_auth_hash: Option<String>,
}

impl ReplacePrimaryKeyRequest {
    /// Replaces the current vault key.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn with_current(current: &MasterKey, new: &MasterKey, org_key: &OrgKey) -> Result<Self> {
        Ok(Self { current_auth_hash: Some(current.auth_hash()), ..Self::new(new, org_key)? })
    }

    /// Replaces the vault key with a recovery code.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn with_recovery(code: &MasterKey, new: &MasterKey, org_key: &OrgKey) -> Result<Self> {
        Ok(Self { recovery_auth_hash: Some(code.auth_hash()), ..Self::new(new, org_key)? })
    }

    fn new(new: &MasterKey, org_key: &OrgKey) -> Result<Self> {
        let material = KeyMaterial::generate(new, org_key, KeyType::Primary)?;
        Ok(Self {
            id: material.id,
            wrapped_org_encryption_key: material.wrapped_org_encryption_key,
            auth_hash: material.auth_hash,
            current_auth_hash: None,
            recovery_auth_hash: None,
        })
    }
}

/// The body of `POST /secrets`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateSecretRequest {
    /// A fresh UUID, the AAD of the payload.
    pub id: String,
    /// The name, 1 to 255 characters. The service sees it.
    pub name: String,
    /// The type of the payload. The service sees it.
    pub secret_type: String,
    /// The sealed payload.
    pub encrypted_payload: String,
    /// A description. The service sees it.
    pub description: Option<String>,
}

impl CreateSecretRequest {
    /// Seals a payload for a new secret; its type follows from the payload.
    ///
    /// # Errors
    /// `invalid_input` for a name that is empty or too long, a TOTP configuration that makes no codes
    /// or a payload past 1 MiB; `unsupported` for one with lossy text, or with TOTP that cannot be done here or by
    /// the SDKs of the format.
    pub fn seal(
        org_key: &OrgKey,
        name: &str,
        payload: &SecretPayload,
        description: Option<&str>,
    ) -> Result<Self> {
        check_name(name)?;
        let id = random::uuid()?;
        let written = login::writable(payload, || None)?;
        Ok(Self {
            encrypted_payload: org_key.seal(&id, written.as_ref().unwrap_or(payload))?,
            id,
            name: name.to_owned(),
            secret_type: payload.secret_type().as_str().to_owned(),
            description: description.map(ToOwned::to_owned),
        })
    }
}

/// The body of `PATCH /secrets/{id}`: only what changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpdateSecretRequest {
    /// A new name.
    pub name: Option<String>,
    /// A new description, or `Some(None)`, which is `null`, for none.
    pub description: Option<Option<String>>,
    /// A newly sealed payload of the same type.
    pub encrypted_payload: Option<String>,
}

impl Read for UpdateSecretRequest {
    fn read(object: &Object<'_>, failed: &mut bool) -> Self {
        Self {
            name: Member::read(object.peek("name"), failed),
            // A description that is `null` is another thing than one that is absent.
            description: object.peek("description").map(|json| Member::read(Some(json), failed)),
            encrypted_payload: Member::read(object.peek("encrypted_payload"), failed),
        }
    }
}

impl UpdateSecretRequest {
    /// Changes the name.
    ///
    /// # Errors
    /// `invalid_input` unless it has 1 to 255 characters.
    pub fn name(name: &str) -> Result<Self> {
        check_name(name)?;
        Ok(Self { name: Some(name.to_owned()), ..Self::default() })
    }

    /// Changes or removes the description.
    #[must_use]
    pub fn description(description: Option<&str>) -> Self {
        Self { description: Some(description.map(ToOwned::to_owned)), ..Self::default() }
    }

    /// Changes the payload, sealed under the id in lower case.
    ///
    /// Whether the type is still that of the secret is for the caller to check: the service cannot.
    ///
    /// # Errors
    /// Those of [`OrgKey::seal`].
    pub fn payload(org_key: &OrgKey, secret_id: &str, payload: &SecretPayload) -> Result<Self> {
        let encrypted_payload = org_key.seal(&secret_id.to_ascii_lowercase(), payload)?;
        Ok(Self { encrypted_payload: Some(encrypted_payload), ..Self::default() })
    }
}

/// The body of `POST /secrets/{id}/access`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRequest {
    /// The identity that may read the secret.
    pub identity_id: String,
}
