//! [`LockedVault`]: a vault from storage, of which nothing is trusted yet.

use super::{DeviceMemory, Vault, VaultId, id::SlotId, key::SlotKey, root::UncheckedRoot};
use crate::{Result, kdf::KdfMemory};

/// A slot key that was derived: it opens the vault again without Argon2id, until its vault key is changed.
/// It is secret and wiped when dropped.
#[derive(Debug, Clone)]
pub struct SlotKeyHandle {
    pub(super) slot: SlotId,
    pub(super) key: SlotKey,
}

/// The root of a vault as storage gave it, and what this device remembers. It says which vault it is, which
/// nothing vouches for yet, and can be unlocked.
#[derive(Debug, Clone)]
pub struct LockedVault {
    root: UncheckedRoot,
    device: DeviceMemory,
}

impl LockedVault {
    /// Reads a root from storage.
    ///
    /// # Errors
    /// Those of FORMAT-2.md, "Opening", steps 1 and 2.
    pub fn parse(root: Vec<u8>, device: Option<DeviceMemory>) -> Result<Self> {
        todo!()
    }

    /// The vault that it says it is.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        *self.root.vault()
    }

    /// Unlocks the vault with its vault key: one Argon2id for each slot that is tried.
    ///
    /// # Errors
    /// `weak_parameters`, `excessive_work`, `wrong_vault_key`, `tampered`, `rolled_back`, `forked`.
    pub fn unlock(&self, vault_key: &[u8], memory: &mut KdfMemory) -> Result<Vault> {
        todo!()
    }

    /// Unlocks the vault with a slot key that was derived before.
    ///
    /// # Errors
    /// Those of [`unlock`](Self::unlock).
    pub fn unlock_with(&self, key: &SlotKeyHandle) -> Result<Vault> {
        todo!()
    }

    /// Takes the root although this device has seen a newer or another one (DEV-9). The device takes a new writer id.
    ///
    /// # Errors
    /// `conflict` unless these are the numbers of the state that is remembered and of the one that is shown.
    pub fn accept_rollback(self, remembered: u64, shown: u64) -> Result<Self> {
        todo!()
    }
}
