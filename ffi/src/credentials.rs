//! [`Credentials`]: the vault as one agent sees it.

use std::sync::Arc;

use inkseal::{
    SecretText,
    inkbox::{
        OpenedSecret,
        wire::{Identity, SecretMetadata},
    },
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
    totp::{TotpCode, TotpConfig},
};

use crate::{Result, Vault, clock::at};

/// What is granted to one identity, always as of the present. What is not granted is `not_found`, as if it
/// did not exist. A paused identity gets `access_denied`, a locked vault is `locked`. This is policy:
/// whoever holds the vault itself can read everything.
#[derive(uniffi::Object)]
pub struct Credentials {
    vault: Arc<Vault>,
    identity_id: String,
}

impl Credentials {
    pub(crate) fn new(vault: Arc<Vault>, identity: &str) -> Result<Self> {
        let identity_id = vault.read().identity(identity)?.id;
        Ok(Self { vault, identity_id })
    }
}

#[uniffi::export]
impl Credentials {
    /// The identity whose view this is. Fails with `not_found` if it has been deleted.
    pub fn identity(&self) -> Result<Identity> {
        Ok(self.vault.read().credentials(&self.identity_id)?.identity()?)
    }

    /// Every granted secret, without its payload. Fails with `locked` and `access_denied`.
    pub fn list(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list()?)
    }

    /// `list`, of one type.
    pub fn list_type(&self, secret_type: SecretType) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_type(&secret_type)?)
    }

    /// The id of the granted secret that has this id or exactly this name. Fails as `list`, with `not_found`,
    /// and with `invalid_input` and the ids if several have the name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        Ok(self.vault.read().credentials(&self.identity_id)?.find(name_or_id)?)
    }

    /// Opens one granted secret of any type. Fails as `list`, with `not_found` if it is not granted, and with
    /// `corrupt` or `malformed`.
    pub fn get(&self, id: &str) -> Result<OpenedSecret> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get(id)?)
    }

    /// `list`, of logins.
    pub fn list_logins(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_logins()?)
    }

    /// Opens one login. Fails as `get`, and with `type_mismatch`.
    pub fn get_login(&self, id: &str) -> Result<LoginPayload> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get_login(id)?)
    }

    /// `list`, of API keys.
    pub fn list_api_keys(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_api_keys()?)
    }

    /// Opens one API key. Fails as `get`, and with `type_mismatch`.
    pub fn get_api_key(&self, id: &str) -> Result<ApiKeyPayload> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get_api_key(id)?)
    }

    /// `list`, of key pairs.
    pub fn list_key_pairs(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_key_pairs()?)
    }

    /// Opens one key pair. Fails as `get`, and with `type_mismatch`.
    pub fn get_key_pair(&self, id: &str) -> Result<KeyPairPayload> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get_key_pair(id)?)
    }

    /// `list`, of SSH keys.
    pub fn list_ssh_keys(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_ssh_keys()?)
    }

    /// Opens one SSH key. Fails as `get`, and with `type_mismatch`.
    pub fn get_ssh_key(&self, id: &str) -> Result<SshKeyPayload> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get_ssh_key(id)?)
    }

    /// `list`, of secret of type others.
    pub fn list_others(&self) -> Result<Vec<SecretMetadata>> {
        Ok(self.vault.read().credentials(&self.identity_id)?.list_others()?)
    }

    /// Opens one secret of type other. Fails as `get`, and with `type_mismatch`.
    pub fn get_other(&self, id: &str) -> Result<OtherPayload> {
        Ok(self.vault.read().credentials(&self.identity_id)?.get_other(id)?)
    }

    /// The current TOTP code of a granted login, at a Unix time in seconds or now. Fails as `get_login`, with
    /// `not_found` without TOTP, and with `unsupported`.
    #[uniffi::method(default(now = None))]
    pub fn totp_code(&self, id: &str, now: Option<u64>) -> Result<TotpCode> {
        Ok(self.vault.read().credentials(&self.identity_id)?.totp_code(id, at(now))?)
    }

    /// Seals a new secret and grants it to this identity, in one step. Fails as `list`, and as `create` of a
    /// vault.
    #[uniffi::method(default(description = None, now = None))]
    pub fn create(
        &self,
        name: &str,
        payload: SecretPayload,
        description: Option<String>,
        now: Option<u64>,
    ) -> Result<SecretMetadata> {
        let (mut vault, description) = (self.vault.write(), description.as_deref());
        Ok(vault.credentials_mut(&self.identity_id)?.create(name, &payload, description, at(now))?)
    }

    /// Sets or replaces the TOTP configuration of a granted login. Fails as `get`, and as `set_totp` of a
    /// vault.
    #[uniffi::method(default(now = None))]
    pub fn set_totp(&self, id: &str, totp: TotpConfig, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.vault.write().credentials_mut(&self.identity_id)?.set_totp(id, &totp, at(now))?)
    }

    /// `set_totp` from an `otpauth` URI, which is secret.
    #[uniffi::method(default(now = None))]
    pub fn set_totp_uri(&self, id: &str, uri: SecretText, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.vault.write().credentials_mut(&self.identity_id)?.set_totp_uri(id, uri.expose(), at(now))?)
    }

    /// Removes the TOTP configuration of a granted login. Fails as `get`, and with `type_mismatch`.
    #[uniffi::method(default(now = None))]
    pub fn remove_totp(&self, id: &str, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.vault.write().credentials_mut(&self.identity_id)?.remove_totp(id, at(now))?)
    }
}
