//! [`Commit`]: what storage has to be given for a change, and what to make of its answer.

use super::{
    AgentToken, DeviceMemory, Digest, Draft, IdentityId, RecoveryCode, SecretId, Vault,
    locked::SlotKeyHandle, object::Object,
};
use crate::Result;

/// What a commit did beside what it was asked for, or did not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Others changed the same group of this secret. What they wrote is its revision of this number.
    Conflict {
        /// The secret.
        secret: SecretId,
        /// Their revision.
        revision: u64,
    },
    /// Others purged this secret: its change was dropped.
    Purged {
        /// The secret.
        secret: SecretId,
    },
    /// Others edited this secret: it was not put into the trash.
    NotTrashed {
        /// The secret.
        secret: SecretId,
    },
    /// Others' revision is in conflict with ours: the history of this secret was not forgotten.
    NotForgotten {
        /// The secret.
        secret: SecretId,
    },
    /// A grant was dropped: others took the secret away, or deleted or paused the identity.
    NotGranted {
        /// The identity.
        identity: IdentityId,
        /// The secret.
        secret: SecretId,
    },
    /// A change of an identity that others deleted was dropped.
    IdentityGone {
        /// The identity.
        identity: IdentityId,
    },
    /// A change of a slot that others replaced was dropped.
    SlotGone,
    /// The grants of this identity cannot be read.
    GrantsUnreadable {
        /// The identity.
        identity: IdentityId,
    },
    /// What this identity has read of these secrets it still knows.
    StillKnown {
        /// The identity.
        identity: IdentityId,
        /// The secrets.
        secrets: Vec<SecretId>,
    },
}

/// What is shown once, when a commit is accepted.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The tokens of new identities.
    pub tokens: Vec<AgentToken>,
    /// New recovery codes, which replace all others: 4, or none.
    pub recovery_codes: Vec<RecoveryCode>,
}

/// A change that is sealed and not yet committed (FORMAT-2.md, "Changing"). In this order:
///
/// 1. [`device_memory`](Self::device_memory) is made durable;
/// 2. all [`objects`](Self::objects) are put into storage and made durable;
/// 3. the root is swapped: [`root`](Self::root) takes the place of [`expected`](Self::expected);
/// 4. if storage says that it did, [`accepted`](Self::accepted). If it says that it did not, or if nobody
///    knows: the root is read, and [`read_back`](Self::read_back) says what happened.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What it was made from; `None` for a new vault.
    pub(super) base: Option<Vault>,
    /// The vault as it is when the commit is accepted. Its memory is that from then on.
    pub(super) vault: Vault,
    pub(super) before: DeviceMemory,
    pub(super) objects: Vec<Object>,
    /// The changes, if they can be made again.
    pub(super) draft: Option<Draft>,
    pub(super) notes: Vec<Note>,
    pub(super) shown: Shown,
    /// When it was made, in milliseconds since 1970.
    pub(super) made_at: i64,
}

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
    /// The vault from now on.
    pub vault: Vault,
    /// What can be shown now.
    pub shown: Shown,
}

impl Commit {
    /// The new objects, each with its name.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (&Digest, &[u8])> {
        self.objects.iter().map(|object| (&object.digest, &object.bytes[..]))
    }

    /// The bytes of the root that is to be replaced; `None` if there must be none.
    #[must_use]
    pub fn expected(&self) -> Option<&[u8]> {
        todo!()
    }

    /// The bytes of the new root.
    #[must_use]
    pub fn root(&self) -> &[u8] {
        todo!()
    }

    /// What this device has to remember before the swap.
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        &self.before
    }

    /// What it does beside what it was asked for, or does not do.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether its objects are so young that nobody takes them for garbage (GARBAGE-2). If not, its changes
    /// have to be sealed anew.
    #[must_use]
    pub fn is_fresh(&self, now: i64) -> bool {
        todo!()
    }

    /// The changes, to be sealed anew; `None` if they cannot be.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// Storage said that the root was swapped.
    #[must_use]
    pub fn accepted(self) -> Accepted {
        todo!()
    }

    /// Storage said no, or nothing: this is the root that it has now.
    ///
    /// # Errors
    /// Those of [`Vault::refresh`]. If it is `locked`, the new vault key is needed: unlock the root with
    /// [`device_memory`](Self::device_memory), and see what [`settle`](Self::settle) says.
    pub fn read_back(&self, root: Vec<u8>) -> Result<Settled> {
        todo!()
    }

    /// What became of the commit, as a vault shows that was opened after it.
    #[must_use]
    pub fn settle(&self, vault: Vault) -> Settled {
        todo!()
    }
}
