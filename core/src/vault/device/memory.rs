//! [`DeviceMemory`]: what a device keeps about a vault, outside of storage and its backups.

mod bytes;

use std::collections::BTreeSet;

use crate::Result;
use crate::vault::{
    AgentToken, Checkpoint,
    device::seen::{Memory, Seen},
    id::{Digest, SecretId, VaultId},
    objects::root::{Root, SUITE},
};

/// One try to swap the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::vault) struct Attempt {
    pub(in crate::vault) seq: u64,
    pub(in crate::vault) digest: Digest,
}

/// A commit that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Pending {
    /// The roots that were tried, the last one last.
    pub(in crate::vault) attempts: Vec<Attempt>,
    /// What they grant.
    pub(in crate::vault) granted: BTreeSet<SecretId>,
}

/// What a device remembers of a vault (FORMAT-2.md, "The memory of a device"). It has to be kept where whoever
/// stores the vault cannot change it. It holds no secret.
///
/// The caller keeps its bytes under the vault's local name, and puts them there anew whenever an operation
/// gives another one, before it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceMemory {
    pub(in crate::vault) memory: Memory,
    pub(in crate::vault) pending: Option<Pending>,
    /// Secrets whose grant was given up: they are re-keyed by the next commit (ACCESS-5).
    pub(in crate::vault) to_rekey: BTreeSet<SecretId>,
}

impl DeviceMemory {
    /// That of a device which knows nothing but which vault is meant.
    #[must_use]
    pub fn new(vault: VaultId) -> Self {
        Memory::new(vault).into()
    }

    /// That of a new device which was given a checkpoint.
    #[must_use]
    pub fn of_checkpoint(checkpoint: Checkpoint) -> Self {
        Memory::of_checkpoint(checkpoint).into()
    }

    /// That of an agent which has its token and nothing else.
    #[must_use]
    pub fn of_token(token: &AgentToken) -> Self {
        Memory::of_token(token).into()
    }

    /// The vault that it is of.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        self.memory.vault
    }

    /// The state that was accepted last, if any was.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        match &self.memory.seen {
            Seen::Root(root) => Some(root.checkpoint()),
            _ => None,
        }
    }

    /// The root that was accepted last, if any was: to put back if storage has lost it.
    #[must_use]
    pub fn root(&self) -> Option<&[u8]> {
        match &self.memory.seen {
            Seen::Root(root) => Some(root.bytes()),
            _ => None,
        }
    }

    /// Whether a commit is under way that is neither confirmed nor given up.
    #[must_use]
    pub fn is_committing(&self) -> bool {
        self.pending.is_some()
    }

    /// Gives up the commit that is under way, if one is: the next one has another writer id, and re-keys what
    /// this one granted (COMMIT-5). Sealing another draft does the same.
    pub fn give_up(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.memory.writer = None;
            self.to_rekey.extend(pending.granted);
        }
    }

    /// The memory with which a draft is tried that has these attempts behind it: any other commit is given up.
    pub(in crate::vault) fn trying(&self, attempts: &[Attempt]) -> Self {
        let mut trying = self.clone();
        let same = |pending: &Pending| pending.attempts.iter().all(|attempt| attempts.contains(attempt));
        if !self.pending.as_ref().is_some_and(same) {
            trying.give_up();
        }
        trying
    }

    /// The memory of a device that takes a root although it has seen another: as if it had lost it (DEV-8).
    pub(in crate::vault) fn overridden(mut self) -> Self {
        self.give_up();
        self.memory.seen = Seen::Nothing;
        self.memory.writer = None;
        self
    }

    /// Whether the last accepted root, or the present one, can be none of format 1 (OPEN-1).
    pub(in crate::vault) fn has_seen_a_root(&self) -> bool {
        matches!(self.memory.seen, Seen::Root(_))
    }

    /// Whether the suite of every root that this version reads is older than one that was seen (OPEN-3).
    pub(in crate::vault) fn has_seen_a_later_suite(&self) -> bool {
        SUITE < self.memory.suite
    }

    /// Compares an authenticated root with what was seen (section 10), and gives what to remember. A commit
    /// that shows in it is settled.
    pub(in crate::vault) fn accept(&self, root: &Root) -> Result<Self> {
        let mut accepted = Self { memory: self.memory.accept(root)?, ..self.clone() };
        if self.pending.as_ref().is_some_and(|pending| self.shows(root, &pending.attempts)) {
            accepted.pending = None;
            // Every commit re-keys all of them.
            accepted.to_rekey.clear();
        }
        Ok(accepted)
    }

    /// Whether a root is that of one of these attempts of this device, or a later one (COMMIT-4).
    pub(in crate::vault) fn shows(&self, root: &Root, attempts: &[Attempt]) -> bool {
        let last = self.memory.writer.as_ref().and_then(|writer| root.state().last_commit(writer));
        attempts.iter().any(|attempt| attempt.digest == *root.digest() || Some(attempt.seq) == last)
    }
}

impl From<Memory> for DeviceMemory {
    fn from(memory: Memory) -> Self {
        Self { memory, pending: None, to_rekey: BTreeSet::new() }
    }
}
