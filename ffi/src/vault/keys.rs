//! The keys of a vault: change, recover, replace the recovery codes, remove.

use std::sync::Arc;

use inkseal::{
    SecretText,
    inkbox::{
        check_vault_key,
        wire::{KeyMetadata, KeyType},
    },
};

use super::Vault;
use crate::{MasterKey, Result, clock::at, master_key::four, vault_key::hinted};

#[uniffi::export]
impl Vault {
    /// Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The
    /// org key stays: whoever has an old file and the old vault key reads on.
    ///
    /// Fails with `weak_vault_key` or `invalid_input` for the new one, `wrong_vault_key` if `current` is none
    /// of this vault or a recovery code, `corrupt`, `already_exists` if `new` is a recovery code, and `locked` if
    /// the vault was locked meanwhile.
    #[uniffi::method(default(now = None))]
    pub fn change_vault_key(&self, current: Vec<u8>, new: Vec<u8>, now: Option<u64>) -> Result<KeyMetadata> {
        let began = self.begin();
        check_vault_key(&new)?;
        let (old_key, new_key) = (self.derive(&current)?, self.derive(&new)?);
        let changed = self.unlocking(&began)?.change_vault_key_with(&old_key, &new_key, at(now));
        changed.map_err(|error| hinted(error, &current))
    }

    /// `change_vault_key` with keys that are derived already; the caller has checked the new one.
    #[uniffi::method(default(now = None))]
    pub fn change_vault_key_with(
        &self,
        current: Arc<MasterKey>,
        new: Arc<MasterKey>,
        now: Option<u64>,
    ) -> Result<KeyMetadata> {
        let began = self.begin();
        Ok(self.unlocking(&began)?.change_vault_key_with(&current.get()?, &new.get()?, at(now))?)
    }

    /// Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but
    /// the recovery keys goes. The vault is unlocked after. Fails as `change_vault_key`.
    #[uniffi::method(default(now = None))]
    pub fn recover(&self, recovery_code: Vec<u8>, new: Vec<u8>, now: Option<u64>) -> Result<KeyMetadata> {
        let began = self.begin();
        check_vault_key(&new)?;
        let (code_key, new_key) = (self.derive(&recovery_code)?, self.derive(&new)?);
        let recovered = self.unlocking(&began)?.recover_with(&code_key, &new_key, at(now));
        recovered.map_err(|error| hinted(error, &recovery_code))
    }

    /// `recover` with keys that are derived already; the caller has checked the new one.
    #[uniffi::method(default(now = None))]
    pub fn recover_with(
        &self,
        code: Arc<MasterKey>,
        new: Arc<MasterKey>,
        now: Option<u64>,
    ) -> Result<KeyMetadata> {
        let began = self.begin();
        Ok(self.unlocking(&began)?.recover_with(&code.get()?, &new.get()?, at(now))?)
    }

    /// Replaces all recovery codes by four new ones: four derivations. They exist nowhere else. Fails with
    /// `locked`.
    #[uniffi::method(default(now = None))]
    pub fn replace_recovery_codes(&self, now: Option<u64>) -> Result<Vec<SecretText>> {
        let began = self.begin();
        Ok(self.unlocking(&began)?.replace_recovery_codes(at(now))?)
    }

    /// `replace_recovery_codes` with the keys of four codes that are derived already. Fails with `locked`,
    /// `invalid_input` unless there are four, and `already_exists` if the vault has one of them.
    #[uniffi::method(default(now = None))]
    pub fn replace_recovery_codes_with(&self, keys: Vec<Arc<MasterKey>>, now: Option<u64>) -> Result<()> {
        let began = self.begin();
        Ok(self.unlocking(&began)?.replace_recovery_codes_with(&four(&keys)?, at(now))?)
    }

    /// The keys of the vault, without what they wrap. Works locked.
    pub fn keys(&self) -> Vec<KeyMetadata> {
        self.read().keys()
    }

    /// `keys`, of one kind.
    pub fn keys_of(&self, key_type: KeyType) -> Vec<KeyMetadata> {
        self.read().keys_of(&key_type)
    }

    /// Removes a key by its id or its auth hash, and returns what it was. Works locked. Fails with
    /// `not_found`, and with `conflict` for the last primary key.
    #[uniffi::method(default(now = None))]
    pub fn remove_key(&self, id_or_auth_hash: &str, now: Option<u64>) -> Result<KeyMetadata> {
        Ok(self.write().remove_key(id_or_auth_hash, at(now))?)
    }
}
