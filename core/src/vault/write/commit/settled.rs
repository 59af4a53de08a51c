//! [`Settled`]: what became of a commit.

use crate::vault::{AgentToken, Digest, Draft, RecoveryCode, Vault};

/// What became of a commit.
#[derive(Debug)]
pub enum Settled {
    /// It stands. The vault is at the root that was read, and its device memory has to be made durable.
    Committed(Accepted),
    /// The old root still stands: the very same swap has to be tried again.
    TryAgain,
    /// Somebody else was first: the draft has to be sealed anew by the vault, which is at the newer root.
    Lost {
        /// The changes.
        draft: Draft,
        /// The vault at the newer root.
        vault: Vault,
    },
    /// Somebody else was first, and what was tried has to be done anew on the newer root.
    Anew,
}

/// A commit that stands.
#[derive(Debug)]
pub struct Accepted {
    /// The vault from now on. Its [`device_memory`](Vault::device_memory) has to be made durable.
    pub vault: Vault,
    /// What can be shown now. It can have fewer tokens than identities were made: where an earlier attempt turns out
    /// to be the one that stands, only that one had the tokens. Delete such an identity and make it anew.
    pub shown: Shown,
    /// The objects that a rotation replaced, which can be deleted at once (ROTATE-7). What other commits
    /// leave behind [is found later](Vault::reachable).
    pub replaced: Vec<Digest>,
}

/// What is shown once, when a commit is accepted.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The tokens of new identities.
    pub tokens: Vec<AgentToken>,
    /// New recovery codes, which replace all others: 4, or none.
    pub recovery_codes: Vec<RecoveryCode>,
}
