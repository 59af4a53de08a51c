//! What a client sends to the service.

use std::sync::Arc;

use inkseal::{
    inkbox::wire::{
        self, CreateSecretRequest, GrantRequest, InitializeRequest, KeyMaterial, KeyType,
        ReplacePrimaryKeyRequest,
    },
    payload::SecretPayload,
};

use crate::{MasterKey, OrgKey, Result, master_key::four};

/// A vault key as the service keeps it: the org key, wrapped, and who may ask for it.
#[uniffi::remote(Record)]
pub struct KeyMaterial {
    /// A fresh UUID, the AAD of the wrapped key.
    pub id: String,
    /// The wrapped org key.
    pub wrapped_org_encryption_key: String,
    /// The auth hash of the master key that wraps it.
    pub auth_hash: String,
    /// What the key is for.
    pub key_type: KeyType,
}

/// The body of `POST /initialize`.
#[uniffi::remote(Record)]
pub struct InitializeRequest {
    /// The primary key.
    pub vault_key: KeyMaterial,
    /// Four recovery keys.
    pub recovery_keys: Vec<KeyMaterial>,
}

/// The body of `PUT /keys/primary`: a new vault key, and the proof that one may set it.
#[uniffi::remote(Record)]
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

/// The body of `POST /secrets`.
#[uniffi::remote(Record)]
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

/// The body of `POST /secrets/{id}/access`.
#[uniffi::remote(Record)]
pub struct GrantRequest {
    /// The identity that may read the secret.
    pub identity_id: String,
}

/// The body of `PATCH /secrets/{id}`: only what changes.
#[derive(uniffi::Record)]
pub struct UpdateSecretRequest {
    /// A new name.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// A new description.
    #[uniffi(default = None)]
    pub description: Option<String>,
    /// Whether the description is removed: JSON's `null`. It must have no new one then.
    #[uniffi(default = false)]
    pub removes_description: bool,
    /// A newly sealed payload of the same type.
    #[uniffi(default = None)]
    pub encrypted_payload: Option<String>,
}

/// No language but Rust tells an absent option from one that is there and empty.
impl From<wire::UpdateSecretRequest> for UpdateSecretRequest {
    fn from(request: wire::UpdateSecretRequest) -> Self {
        Self {
            name: request.name,
            removes_description: request.description == Some(None),
            description: request.description.flatten(),
            encrypted_payload: request.encrypted_payload,
        }
    }
}

impl From<UpdateSecretRequest> for wire::UpdateSecretRequest {
    fn from(request: UpdateSecretRequest) -> Self {
        Self {
            name: request.name,
            description: match request.description {
                None if request.removes_description => Some(None),
                description => description.map(Some),
            },
            encrypted_payload: request.encrypted_payload,
        }
    }
}

/// Wraps an org key under a master key, with a fresh id.
#[uniffi::export]
pub fn generate_key_material(
    master_key: Arc<MasterKey>,
    org_key: Arc<OrgKey>,
    key_type: KeyType,
) -> Result<KeyMaterial> {
    Ok(KeyMaterial::generate(&master_key.get()?, &org_key.get()?, key_type)?)
}

/// Wraps a new vault's org key for its vault key and its four recovery codes.
#[uniffi::export]
pub fn initialize_request(
    org_key: Arc<OrgKey>,
    primary: Arc<MasterKey>,
    recovery: Vec<Arc<MasterKey>>,
) -> Result<InitializeRequest> {
    Ok(InitializeRequest::new(&org_key.get()?, &primary.get()?, &four(&recovery)?)?)
}

/// Replaces the current vault key.
#[uniffi::export]
pub fn replace_primary_key_with_current(
    current: Arc<MasterKey>,
    new: Arc<MasterKey>,
    org_key: Arc<OrgKey>,
) -> Result<ReplacePrimaryKeyRequest> {
    Ok(ReplacePrimaryKeyRequest::with_current(&current.get()?, &new.get()?, &org_key.get()?)?)
}

/// Replaces the vault key with a recovery code.
#[uniffi::export]
pub fn replace_primary_key_with_recovery(
    code: Arc<MasterKey>,
    new: Arc<MasterKey>,
    org_key: Arc<OrgKey>,
) -> Result<ReplacePrimaryKeyRequest> {
    Ok(ReplacePrimaryKeyRequest::with_recovery(&code.get()?, &new.get()?, &org_key.get()?)?)
}

/// Seals a payload for a new secret with a fresh id. Fails with `invalid_input` for a name that is empty or
/// past 255 characters, TOTP that makes no codes or a payload past 1 MiB, and `unsupported` for lossy text.
#[uniffi::export(default(description = None))]
pub fn create_secret_request(
    org_key: Arc<OrgKey>,
    name: &str,
    payload: SecretPayload,
    description: Option<String>,
) -> Result<CreateSecretRequest> {
    Ok(CreateSecretRequest::seal(&org_key.get()?, name, &payload, description.as_deref())?)
}

/// Changes the name. Fails with `invalid_input` unless it has 1 to 255 characters.
#[uniffi::export]
pub fn update_secret_name(name: &str) -> Result<UpdateSecretRequest> {
    Ok(wire::UpdateSecretRequest::name(name)?.into())
}

/// Changes the description, or removes it.
#[uniffi::export]
pub fn update_secret_description(description: Option<String>) -> UpdateSecretRequest {
    wire::UpdateSecretRequest::description(description.as_deref()).into()
}

/// Changes the payload, sealed under the secret's id. Whether the type is still that of the secret is for
/// the caller to check: the service cannot. Fails as `seal` of an org key.
#[uniffi::export]
pub fn update_secret_payload(
    org_key: Arc<OrgKey>,
    secret_id: &str,
    payload: SecretPayload,
) -> Result<UpdateSecretRequest> {
    Ok(wire::UpdateSecretRequest::payload(&org_key.get()?, secret_id, &payload)?.into())
}
