//! [`LockedVault`]: a vault from storage, of which nothing is trusted yet.

use crate::vault::{
    DeviceMemory, Vault, VaultId,
    id::SlotId,
    keys::key::{RootKey, SlotKey},
    objects::root::{self, UncheckedRoot},
    rule::Rule,
};
use crate::{Error, Result, kdf::KdfMemory};

/// A slot key that was derived: it opens the vault again without Argon2id, until its vault key is changed or
/// the keys are rotated. It is secret and wiped when dropped.
#[derive(Debug, Clone)]
pub struct SlotKeyHandle {
    pub(in crate::vault) slot: SlotId,
    pub(in crate::vault) key: SlotKey,
}

/// The root of a vault as storage gave it, and what this device remembers. It says which vault it is, which
/// nothing vouches for yet, and can be unlocked.
#[derive(Debug, Clone)]
pub struct LockedVault {
    pub(in crate::vault) root: UncheckedRoot,
    pub(in crate::vault) device: DeviceMemory,
}

impl LockedVault {
    /// Reads a root from storage. A device that knows nothing of the vault, not even which one is meant, gives
    /// no memory.
    ///
    /// # Errors
    /// Those of FORMAT-2.md, "Opening", steps 1 and 2: `malformed`, `unsupported`, `wrong_vault`, `rolled_back`.
    pub fn parse(root: Vec<u8>, device: Option<DeviceMemory>) -> Result<Self> {
        if device.as_ref().is_some_and(DeviceMemory::has_seen_a_root) && !root.starts_with(root::MAGIC) {
            return Err(Rule::Open1.error());
        }
        let root = UncheckedRoot::parse(root)?;
        let device = device.unwrap_or_else(|| DeviceMemory::new(*root.vault()));
        let root = root.expect_vault(&device.memory.vault)?;
        if device.has_seen_a_later_suite() {
            return Err(Rule::Open3.error());
        }
        Ok(Self { root, device })
    }

    /// The vault that it says it is.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        *self.root.vault()
    }

    /// The number of the commit that it says it is.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.root.seq()
    }

    /// Unlocks the vault with its vault key: one Argon2id for each slot that is tried.
    ///
    /// # Errors
    /// `weak_parameters`, `excessive_work`, `out_of_memory`, `wrong_vault_key`, `tampered`, `rolled_back`,
    /// `forked`, and `malformed` for what only a forged root has.
    pub fn unlock(&self, vault_key: &[u8], memory: &mut KdfMemory) -> Result<Vault> {
        let (slot, key) = self.root.open_with_vault_key(vault_key, memory)?;
        self.open(&key, Some(slot))
    }

    /// Unlocks the vault with a slot key that was derived before.
    ///
    /// # Errors
    /// Those of [`unlock`](Self::unlock).
    pub fn unlock_with(&self, slot: &SlotKeyHandle) -> Result<Vault> {
        let key = self.root.open_with_slot_key(slot)?;
        self.open(&key, Some(slot.clone()))
    }

    /// Takes the root although this device has seen a newer or another one (DEV-9). The device takes a new
    /// writer id, and forgets what it had seen.
    ///
    /// # Errors
    /// `conflict` unless these are the numbers of the state that is remembered and of the one that is shown.
    pub fn accept_rollback(self, remembered: u64, shown: u64) -> Result<Self> {
        let seen = self.device.checkpoint().map(|checkpoint| checkpoint.seq());
        if (seen, self.seq()) != (Some(remembered), shown) {
            return Err(Error::Conflict("these are not the states that are remembered and shown".into()));
        }
        Ok(Self { device: self.device.overridden(), ..self })
    }

    /// Steps 3 to 5 of opening, with a root key.
    pub(in crate::vault) fn open(&self, key: &RootKey, slot: Option<SlotKeyHandle>) -> Result<Vault> {
        let root = self.root.clone().authenticate(key)?;
        let device = self.device.accept(&root)?;
        Ok(Vault { root, key: key.clone(), slot, device })
    }
}
