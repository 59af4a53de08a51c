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

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use inkseal::{
    Error,
    inkbox::{
        self, MasterKey,
        wire::{KeyMetadata, VaultInfo},
    },
};

use crate::{Result, UnlockAnswer, vault_key::hinted};
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
pub struct Vault {
    place: RwLock<Place>,
    /// The time between two locks: each lock begins another.
    period: Mutex<Period>,
}

/// A time in which the vault was not locked, held by the calls that began in it and will unlock the vault.
type Period = Arc<()>;

impl Vault {
    fn new(place: Place) -> Self {
        Self { place: RwLock::new(place), period: Mutex::default() }
    }

    /// A call that unlocks the vault begins with this, before it derives or waits.
    fn begin(&self) -> Period {
        Arc::clone(&self.period.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The vault, to unlock it: `locked` if it has been locked since the call began. Whoever locks a vault must
    /// not find it unlocked by what was on its way.
    fn unlocking(&self, began: &Period) -> Result<RwLockWriteGuard<'_, Place>> {
        let place = self.write();
        if Arc::ptr_eq(began, &self.begin()) { Ok(place) } else { Err(Error::Locked.into()) }
    }

    /// The master key of a vault key or recovery code of this vault. Nobody waits for the derivation.
    fn derive(&self, vault_key: &[u8]) -> Result<MasterKey> {
        let organization_id = self.read().info().organization_id;
        Ok(MasterKey::derive(vault_key, &organization_id)?)
    }

    /// The vault, to read it. A thread that panicked cannot have left it half changed for good: what it
    /// did is in memory only.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Place> {
        self.place.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Place> {
        self.place.write().unwrap_or_else(PoisonError::into_inner)
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
    /// damaged, `out_of_memory`, and `locked` if the vault was locked meanwhile. The vault stays as it was.
    pub fn unlock(&self, vault_key: Vec<u8>) -> Result<()> {
        let began = self.begin();
        let master_key = self.derive(&vault_key)?;
        self.unlocking(&began)?.to_lock().unlock_with(&master_key).map_err(|error| hinted(error, &vault_key))
    }

    /// `unlock` with a key that is derived already.
    pub fn unlock_with(&self, master_key: Arc<crate::MasterKey>) -> Result<()> {
        let began = self.begin();
        Ok(self.unlocking(&began)?.to_lock().unlock_with(&master_key.get()?)?)
    }

    /// Forgets the org key, which is wiped. Later calls that need it fail with `locked`, and so does what was to
    /// unlock the vault and has begun before.
    pub fn lock(&self) {
        *self.period.lock().unwrap_or_else(PoisonError::into_inner) = Period::default();
        self.write().to_lock().lock();
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
        self.write().to_lock().accept_payloads_without_aad(accept);
    }
}
