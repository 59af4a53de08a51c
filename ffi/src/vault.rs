//! [`Vault`]: a format-1 vault, in memory or in its file.

mod access;
mod changes;
mod file;
mod identities;
mod initialize;
mod keys;
mod place;
mod secrets;
#[cfg(test)]
mod tests;
mod totp;
mod transfer;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use inkseal::inkbox::{
    self, MasterKey,
    wire::{KeyMetadata, VaultInfo},
};

use crate::{Result, UnlockAnswer};
use place::Place;

/// A vault: parsed from text or opened at a path, changed in memory, written back.
///
/// A vault is locked or unlocked. Unlocking derives once and unwraps the org key; payloads are opened one
/// by one when they are asked for. `info`, `list`, `delete`, `rename`, keys, identities and access rules
/// work locked.
///
/// Times are Unix seconds, and now where none is given. Ids are compared without regard to ASCII case. A
/// vault may be used by several threads: readers work side by side, and a change waits for them.
#[derive(uniffi::Object)]
pub struct Vault(RwLock<Place>);

impl Vault {
    fn new(place: Place) -> Self {
        Self(RwLock::new(place))
    }

    /// The vault, to read it. A thread that panicked cannot have left it half changed for good: what it
    /// did is in memory only.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Place> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Place> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What Rust borrows and other languages own.
pub(crate) fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[uniffi::export]
impl Vault {
    /// Parses the text of a vault file. The vault is locked.
    ///
    /// Fails with `malformed` if it is no vault file, larger than 256 MiB or nested deeper than 64, and
    /// `unsupported` if it is of another format. A secret that is damaged does not hurt the others.
    #[uniffi::constructor]
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self::new(inkbox::Vault::parse(text)?.into()))
    }

    /// Makes an unlocked vault of the service's answer to an unlock and its list of keys. Only the key that
    /// was used can unlock it later.
    ///
    /// Fails with `wrong_vault_key` if the answer has no wrapped key, and `corrupt` if it does not open.
    #[uniffi::constructor]
    pub fn from_unlock_answer(
        organization_id: &str,
        keys: Vec<KeyMetadata>,
        answer: Arc<UnlockAnswer>,
        vault_key: Vec<u8>,
    ) -> Result<Self> {
        let answer = answer.0.clone();
        Ok(Self::new(inkbox::Vault::from_unlock_answer(organization_id, &keys, answer, &vault_key)?.into()))
    }

    /// `from_unlock_answer` with a key that is derived already.
    #[uniffi::constructor]
    pub fn from_unlock_answer_with(
        organization_id: &str,
        keys: Vec<KeyMetadata>,
        answer: Arc<UnlockAnswer>,
        master_key: Arc<crate::MasterKey>,
    ) -> Result<Self> {
        let (answer, key) = (answer.0.clone(), master_key.get()?);
        Ok(Self::new(inkbox::Vault::from_unlock_answer_with(organization_id, &keys, answer, &key)?.into()))
    }

    /// The vault as the text of its file. Nothing that was read is dropped.
    pub fn to_text(&self) -> Result<String> {
        Ok(self.read().to_text()?)
    }

    /// Reads the contents anew from the text of a newer file of the same vault, and stays unlocked. Fails
    /// as `parse`, and with `conflict` if it is the text of another vault.
    pub fn replace_contents(&self, text: &str) -> Result<()> {
        Ok(self.write().replace_contents(text)?)
    }

    /// Unlocks with a vault key or a recovery code, as UTF-8; the caller wipes its own copy. It takes about
    /// 0.1 s and 64 MiB; readers do not wait for it. No payload is opened.
    ///
    /// Fails with `wrong_vault_key` if no key of the vault belongs to it, `corrupt` if its wrapped org key is
    /// damaged, and `out_of_memory`. The vault stays as it was.
    pub fn unlock(&self, vault_key: Vec<u8>) -> Result<()> {
        let organization_id = self.read().info().organization_id;
        let master_key = MasterKey::derive(&vault_key, &organization_id)?;
        Ok(self.write().unlock_with(&master_key)?)
    }

    /// `unlock` with a key that is derived already.
    pub fn unlock_with(&self, master_key: Arc<crate::MasterKey>) -> Result<()> {
        Ok(self.write().unlock_with(&master_key.get()?)?)
    }

    /// Forgets the org key, which is wiped. Later calls that need it fail with `locked`.
    pub fn lock(&self) {
        self.write().lock();
    }

    /// Whether payloads can be opened.
    pub fn is_unlocked(&self) -> bool {
        self.read().is_unlocked()
    }

    /// What the vault says of itself. Works locked.
    pub fn info(&self) -> VaultInfo {
        self.read().info()
    }

    /// Lets payloads open that an early browser console sealed without their secret's id. Whoever stores
    /// the vault can swap two of those: ask for this only where it is needed.
    pub fn accept_payloads_without_aad(&self, accept: bool) {
        self.write().accept_payloads_without_aad(accept);
    }
}
