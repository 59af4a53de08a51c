//! Unlocking: the master key of what the user gives. It is what [`Context`] does with keys.

use inkseal::{
    Error, Result,
    inkbox::{MasterKey, vault_key_forms},
};
use inkseal_store::FileStore;

use crate::{
    context::Context,
    derivation,
    key_input::{self, Key},
    spinner::Spinner,
};

impl Context {
    /// Unlocks an open vault with the vault key or recovery code that the user gives.
    ///
    /// # Errors
    /// `locked` when none is given, `wrong_vault_key` when it fits no key.
    pub(crate) fn unlock(&self, store: &mut FileStore) -> Result<()> {
        let key = key_input::unlocking_key(self)?;
        let organization_id = store.vault().info().organization_id;
        self.with_master(&key, &organization_id, |master| store.vault_mut().unlock_with(master))
    }

    /// Opens the vault file and unlocks the vault.
    ///
    /// # Errors
    /// Those of [`open`](Self::open) and [`unlock`](Self::unlock).
    pub(crate) fn open_unlocked(&self) -> Result<FileStore> {
        let mut store = self.open()?;
        self.unlock(&mut store)?;
        Ok(store)
    }

    /// Makes an attempt with the master key of `key`, and if that is a wrong key, with those of its other Unicode
    /// forms: a derivation each.
    ///
    /// # Errors
    /// Those of the derivation and of the attempt.
    pub(crate) fn with_master<T>(
        &self,
        key: &Key,
        organization_id: &str,
        mut attempt: impl FnMut(&MasterKey) -> Result<T>,
    ) -> Result<T> {
        let master = self.derive(key, organization_id)?;
        let outcome = attempt(&master);
        self.or_in_another_form(outcome, key, organization_id, attempt)
    }

    /// The outcome of an attempt with the master key of `key`; if that was a wrong key, of attempts with those of its
    /// other Unicode forms. If all are wrong, the report says what is odd about the key's form.
    ///
    /// # Errors
    /// Those of the derivation and of the attempt.
    pub(crate) fn or_in_another_form<T>(
        &self,
        outcome: Result<T>,
        key: &Key,
        organization_id: &str,
        mut attempt: impl FnMut(&MasterKey) -> Result<T>,
    ) -> Result<T> {
        if !matches!(outcome, Err(Error::WrongVaultKey)) {
            return outcome;
        }
        let forms = vault_key_forms(key);
        if !forms.is_empty() {
            self.out.note("This key is wrong as it was given: its other Unicode forms are tried.");
        }
        for form in forms {
            match attempt(&self.derive(form.expose().as_bytes(), organization_id)?) {
                Err(Error::WrongVaultKey) => {}
                fitting => {
                    self.out.note("Another Unicode form of the key is the right one.");
                    return fitting;
                }
            }
        }
        if let Some(oddities) = key.oddities() {
            // It is set once: a command ends with its first error.
            let _ = self.advice.set(oddities);
        }
        outcome
    }

    /// Derives one master key of a vault.
    ///
    /// # Errors
    /// Those of [`MasterKey::derive`].
    pub(crate) fn derive(&self, key: &[u8], organization_id: &str) -> Result<MasterKey> {
        let _spinner = self.spinner();
        MasterKey::derive(key, organization_id)
    }

    /// Derives several master keys, as many at once as there are processors.
    ///
    /// # Errors
    /// Those of [`MasterKey::derive_with`].
    pub(crate) fn derive_all(&self, keys: &[&[u8]], organization_id: &str) -> Result<Vec<MasterKey>> {
        let _spinner = self.spinner();
        derivation::derive_all(keys, organization_id)
    }

    /// A sign of life while a key is derived, for people.
    fn spinner(&self) -> Spinner {
        Spinner::start(!self.out.is_json(), "Deriving the key")
    }
}
