//! [`OrgKey`]: what seals every payload of a format-1 vault.

use inkseal::{
    SecretText, inkbox,
    payload::{SecretPayload, SecretType},
};

use crate::{Result, key_handle::KeyHandle};

/// The key of a vault: 32 random bytes, made once and wrapped for each vault key. Changing the vault key
/// does not change it. It has no printed form and is wiped by `lock` and when it is dropped.
#[derive(uniffi::Object)]
pub struct OrgKey(KeyHandle<inkbox::OrgKey>);

impl OrgKey {
    pub(crate) fn new(key: inkbox::OrgKey) -> Self {
        Self(KeyHandle::new(key))
    }

    pub(crate) fn get(&self) -> Result<inkbox::OrgKey> {
        self.0.get()
    }
}

#[uniffi::export]
impl OrgKey {
    /// Makes a new key. Fails with `io` if the system gives no random bytes.
    #[uniffi::constructor]
    pub fn generate() -> Result<Self> {
        Ok(Self::new(inkbox::OrgKey::generate()?))
    }

    /// Takes a key from its bytes: exactly 32, else `invalid_input`.
    #[uniffi::constructor]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self::new(inkbox::OrgKey::from_bytes(&bytes)?))
    }

    /// The 32 bytes of the key. Whoever has them has to wipe them.
    pub fn expose_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.get()?.expose_bytes().to_vec())
    }

    /// Seals a payload for the secret with this id. Fails with `invalid_input` if the id is empty or the
    /// payload past 1 MiB, and with `unsupported` if a member is lossy.
    pub fn seal(&self, secret_id: &str, payload: SecretPayload) -> Result<String> {
        Ok(self.get()?.seal(secret_id, &payload)?)
    }

    /// Opens the payload of the secret with this id. Fails with `malformed` if the blob is no sealed data
    /// or does not fit the type, and `corrupt` if it does not open.
    pub fn open(&self, secret_id: &str, secret_type: SecretType, blob: &str) -> Result<SecretPayload> {
        Ok(self.get()?.open(secret_id, &secret_type, blob)?)
    }

    /// Opens a payload as the JSON text that was sealed, whatever it is. Fails as `open`.
    pub fn open_text(&self, secret_id: &str, blob: &str) -> Result<SecretText> {
        Ok(self.get()?.open_text(secret_id, blob)?)
    }

    /// Opens a payload that an early browser console sealed without its secret's id. Nothing binds such a
    /// payload to its secret. Fails as `open`.
    pub fn open_without_aad(&self, secret_type: SecretType, blob: &str) -> Result<SecretPayload> {
        Ok(self.get()?.open_without_aad(&secret_type, blob)?)
    }

    /// `open_text` for a payload that was sealed without its secret's id.
    pub fn open_text_without_aad(&self, blob: &str) -> Result<SecretText> {
        Ok(self.get()?.open_text_without_aad(blob)?)
    }

    /// Wipes the key. Later calls fail with `locked`.
    pub fn lock(&self) {
        self.0.lock();
    }
}
