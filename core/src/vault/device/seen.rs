//! [`Memory`]: what a device remembers of a vault, which tells new states from old and forked ones.

use crate::Result;
use crate::vault::{
    AgentToken, Checkpoint,
    id::{VaultId, WriterId},
    objects::root::{Root, SUITE},
    rule::Rule,
};

/// What a device has seen of a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) enum Seen {
    /// Nothing: it accepts whatever the keys vouch for.
    Nothing,
    /// The counters of an agent's token.
    Token {
        /// The least epoch.
        epoch: u64,
        /// The least seq.
        seq: u64,
    },
    /// A checkpoint that somebody gave it.
    Checkpoint(Checkpoint),
    /// The last root that it accepted.
    Root(Box<Root>),
}

/// What a device remembers of a vault, outside the store and its backups (FORMAT-2.md, "The memory of a device").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Memory {
    pub(in crate::vault) vault: VaultId,
    pub(in crate::vault) suite: u16,
    pub(in crate::vault) writer: Option<WriterId>,
    pub(in crate::vault) seen: Seen,
}

impl Memory {
    /// That of a device which knows nothing but which vault is meant.
    pub(in crate::vault) fn new(vault: VaultId) -> Self {
        Self { vault, suite: SUITE, writer: None, seen: Seen::Nothing }
    }

    /// That of an agent which has its token and nothing else.
    pub(in crate::vault) fn of_token(token: &AgentToken) -> Self {
        let seen = Seen::Token { epoch: token.key().epoch(), seq: token.seq() };
        Self { seen, ..Self::new(token.vault_id()) }
    }

    /// That of a new device which was given a checkpoint.
    pub(in crate::vault) fn of_checkpoint(checkpoint: Checkpoint) -> Self {
        Self { seen: Seen::Checkpoint(checkpoint), ..Self::new(checkpoint.vault_id()) }
    }

    /// Compares an authenticated root with what was seen, and gives what to remember from now on.
    pub(in crate::vault) fn accept(&self, root: &Root) -> Result<Self> {
        if root.state().vault != self.vault {
            return Err(Rule::Open2.error());
        }
        if SUITE < self.suite {
            return Err(Rule::Open3.error());
        }
        match &self.seen {
            Seen::Nothing => Ok(()),
            Seen::Token { epoch, seq } => {
                let older = root.state().epoch < *epoch || root.state().seq < *seq;
                if older { Err(Rule::Dev5.error()) } else { Ok(()) }
            }
            Seen::Checkpoint(checkpoint) => after_checkpoint(root, checkpoint),
            Seen::Root(seen) => after_root(root, seen),
        }?;
        Ok(Self { seen: Seen::Root(Box::new(root.clone())), suite: SUITE, ..self.clone() })
    }
}

/// DEV-6 and DEV-7.
fn after_checkpoint(root: &Root, checkpoint: &Checkpoint) -> Result<()> {
    let seq = root.state().seq;
    if seq < checkpoint.seq() {
        return Err(Rule::Dev6.error());
    }
    let same = seq == checkpoint.seq();
    let next = checkpoint.seq().checked_add(1) == Some(seq);
    if (same && !checkpoint.fits(root.digest())) || (next && !checkpoint.fits(&root.state().previous)) {
        return Err(Rule::Dev7.error());
    }
    Ok(())
}

/// DEV-1 to DEV-4.
fn after_root(root: &Root, seen: &Root) -> Result<()> {
    if root.digest() == seen.digest() {
        return Ok(());
    }
    let (new, old) = (root.state(), seen.state());
    if new.epoch < old.epoch || new.seq < old.seq || new.floor < old.floor {
        return Err(Rule::Dev1.error());
    }
    if new.seq == old.seq {
        return Err(Rule::Dev2.error());
    }
    if old.seq.checked_add(1) == Some(new.seq) && new.previous != *seen.digest() {
        return Err(Rule::Dev3.error());
    }
    let keeps = |(writer, seq): &(WriterId, u64)| {
        *seq <= new.floor || new.last_commit(writer).is_some_and(|last| last >= *seq)
    };
    if old.writers.iter().all(keeps) { Ok(()) } else { Err(Rule::Dev4.error()) }
}
