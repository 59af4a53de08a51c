//! [`Vault`]: a vault that its owner has opened.

use crate::Result;
use crate::vault::{
    Checkpoint, DeviceMemory, LockedVault, SecretId, VaultId,
    keys::key::{DataKey, RootKey},
    objects::record::Lineage,
    objects::root::{Root, UncheckedRoot},
    read::locked::SlotKeyHandle,
    read::needs::{Lookup, Objects},
    read::tree::Tree,
};

/// A vault at one state, with its root key. A newer state is another value; what changes in this one is only
/// what its device remembers, when something is sealed. Its keys are wiped when it is dropped.
///
/// A clone is the same device: only one of them may seal.
#[derive(Debug, Clone)]
pub struct Vault {
    pub(in crate::vault) root: Root,
    pub(in crate::vault) key: RootKey,
    /// The key of the slot that opened it, if it was a slot that did.
    pub(in crate::vault) slot: Option<SlotKeyHandle>,
    /// What this device remembers; its last accepted root is always `root`.
    pub(in crate::vault) device: DeviceMemory,
}

impl Vault {
    /// The id of the vault.
    #[must_use]
    pub fn id(&self) -> VaultId {
        self.root.state().vault
    }

    /// The bytes of its root.
    #[must_use]
    pub fn root(&self) -> &[u8] {
        self.root.bytes()
    }

    /// The state in short.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        self.root.checkpoint()
    }

    /// What this device has to remember from now on.
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        &self.device
    }

    /// The derived key of the slot that the vault was opened with: opens it again without Argon2id.
    #[must_use]
    pub fn slot_key(&self) -> Option<&SlotKeyHandle> {
        self.slot.as_ref()
    }

    /// Opens a newer root of this vault with the key that is held.
    ///
    /// # Errors
    /// Those of FORMAT-2.md, "Opening"; `locked` if the keys were rotated.
    pub fn refresh(&self, root: Vec<u8>) -> Result<Self> {
        LockedVault::parse(root, Some(self.device.clone()))?.open(&self.key, self.slot.clone())
    }

    /// Forgets the keys.
    #[must_use]
    pub fn lock(self) -> LockedVault {
        LockedVault { root: UncheckedRoot::of(self.root), device: self.device }
    }

    /// The key of the records of a secret that have a key id.
    pub(in crate::vault) fn data_key(&self, secret: SecretId, lineage: &Lineage) -> Result<DataKey> {
        self.key.data_key(secret, &lineage.key_id)
    }

    pub(in crate::vault) fn tree<'a>(&'a self, objects: &'a Objects) -> Tree<'a> {
        Tree::new(self.root.state(), Lookup::new(objects))
    }
}
