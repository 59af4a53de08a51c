//! [`MasterKey`]: what Argon2id makes of a vault key or recovery code.

use std::sync::Arc;

use inkseal::inkbox;

use crate::{OrgKey, Result, key_handle::KeyHandle};

/// The key that wraps the org key. It has no printed form and is wiped by `lock` and when it is dropped.
#[derive(uniffi::Object)]
pub struct MasterKey(KeyHandle<inkbox::MasterKey>);

/// An unwrapped org key, and the id of the vault key that it was wrapped for.
#[derive(uniffi::Record)]
pub struct UnwrappedKey {
    /// The id of the vault key.
    pub key_id: String,
    /// The org key.
    pub org_key: Arc<OrgKey>,
}

impl MasterKey {
    fn new(key: inkbox::MasterKey) -> Self {
        Self(KeyHandle::new(key))
    }

    pub(crate) fn get(&self) -> Result<inkbox::MasterKey> {
        self.0.get()
    }
}

/// The keys of as many recovery codes as a vault has.
pub(crate) fn four(keys: &[Arc<MasterKey>]) -> Result<[inkbox::MasterKey; 4]> {
    let keys = keys.iter().map(|key| key.get()).collect::<Result<Vec<_>>>()?;
    let wrong = |_| inkseal::Error::InvalidInput("a vault has exactly 4 recovery keys".into());
    Ok(keys.try_into().map_err(wrong)?)
}

#[uniffi::export]
impl MasterKey {
    /// Derives the key of a vault key or recovery code: about 0.1 s and 64 MiB. The vault key is secret
    /// UTF-8, used as it is spelled; the caller wipes its own copy.
    ///
    /// Fails with `invalid_input` if it is not UTF-8 or the organization id is shorter than 8 bytes, and
    /// with `out_of_memory`.
    #[uniffi::constructor]
    pub fn derive(vault_key: Vec<u8>, organization_id: &str) -> Result<Self> {
        Ok(Self::new(inkbox::MasterKey::derive(&vault_key, organization_id)?))
    }

    /// Takes a key that was derived before: exactly 32 bytes, else `invalid_input`.
    #[uniffi::constructor]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self::new(inkbox::MasterKey::from_bytes(&bytes)?))
    }

    /// The 32 bytes of the key. Whoever has them has to wipe them.
    pub fn expose_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.get()?.expose_bytes().to_vec())
    }

    /// What proves to the service that one has the key: lower-case hex of its SHA-256. No secret of the
    /// vault.
    pub fn auth_hash(&self) -> Result<String> {
        Ok(self.get()?.auth_hash())
    }

    /// Wraps an org key for the vault key with this id.
    pub fn wrap(&self, org_key: Arc<OrgKey>, key_id: &str) -> Result<String> {
        Ok(self.get()?.wrap(&org_key.get()?, key_id)?)
    }

    /// Unwraps the org key that was wrapped for the vault key with this id. Fails with `malformed` if it
    /// is no sealed data and `corrupt` if it does not open.
    pub fn unwrap(&self, key_id: &str, wrapped: &str) -> Result<OrgKey> {
        Ok(OrgKey::new(self.get()?.unwrap(key_id, wrapped)?))
    }

    /// Unwraps the org key when it is not known for which vault key it was wrapped. Fails as `unwrap`.
    pub fn unwrap_any(&self, key_ids: Vec<String>, wrapped: &str) -> Result<UnwrappedKey> {
        let (key_id, org_key) = self.get()?.unwrap_any(key_ids.iter().map(String::as_str), wrapped)?;
        Ok(UnwrappedKey { key_id: key_id.to_owned(), org_key: Arc::new(OrgKey::new(org_key)) })
    }

    /// Wipes the key. Later calls fail with `locked`.
    pub fn lock(&self) {
        self.0.lock();
    }
}
