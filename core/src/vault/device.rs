//! [`DeviceMemory`]: what a device keeps about a vault, outside of storage and its backups.

use std::collections::BTreeSet;

use super::{
    AgentToken, Checkpoint,
    id::{Digest, SecretId, VaultId, WriterId},
    memory::Memory,
    root::Root,
};
use crate::Result;

/// One try to swap the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Attempt {
    pub(super) seq: u64,
    pub(super) digest: Digest,
}

/// A commit that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pending {
    /// The roots that were tried, the last one last.
    pub(super) attempts: Vec<Attempt>,
    /// What they grant.
    pub(super) granted: BTreeSet<SecretId>,
}

/// What a device remembers of a vault (FORMAT-2.md, "The memory of a device"). It has to be kept where whoever
/// stores the vault cannot change it. It holds no secret.
///
/// The caller keeps its bytes under the vault's local name, and puts them there anew whenever an operation
/// gives another one, before it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceMemory {
    pub(super) memory: Memory,
    pub(super) pending: Option<Pending>,
    /// Secrets whose grant was given up: they are re-keyed by the next commit (ACCESS-5).
    pub(super) to_rekey: BTreeSet<SecretId>,
}

impl DeviceMemory {
    /// That of a device which knows nothing but which vault is meant.
    #[must_use]
    pub fn new(vault: VaultId) -> Self {
        todo!()
    }

    /// That of a new device which was given a checkpoint.
    #[must_use]
    pub fn of_checkpoint(checkpoint: Checkpoint) -> Self {
        todo!()
    }

    /// That of an agent which has its token and nothing else.
    #[must_use]
    pub fn of_token(token: &AgentToken) -> Self {
        todo!()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// `malformed` if it is anything else, `unsupported` if a later version wrote it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        todo!()
    }

    /// The memory as bytes, at most 512 KiB.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        todo!()
    }

    /// The vault that it is of.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        self.memory.vault
    }

    /// The state that was accepted last, if any was.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        todo!()
    }

    /// The root that was accepted last, if any was: to put back if storage has lost it.
    #[must_use]
    pub fn root(&self) -> Option<&[u8]> {
        todo!()
    }

    /// Whether a commit is under way that is neither confirmed nor given up.
    #[must_use]
    pub fn is_committing(&self) -> bool {
        self.pending.is_some()
    }

    /// Gives up the commit that is under way: the next one has another writer id, and re-keys what this one
    /// granted (COMMIT-5). Sealing another draft does the same.
    pub fn give_up(&mut self) {
        todo!()
    }

    /// Compares an authenticated root with what was seen (section 10), and gives what to remember. A commit
    /// that shows in it is settled.
    pub(super) fn accept(&self, root: &Root) -> Result<Self> {
        todo!()
    }

    /// The writer id of this device.
    pub(super) fn writer(&self) -> Option<&WriterId> {
        self.memory.writer.as_ref()
    }
}
