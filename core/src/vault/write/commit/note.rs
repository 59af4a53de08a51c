//! [`Note`]: what the owner should hear of a commit.

use crate::vault::{DamagedObject, IdentityId, SecretId};

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
    /// The grants of this identity cannot be read. If the draft took something from it, it is paused now and has
    /// nothing.
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
    /// This object was named as dropped: what it held is not there any more.
    Dropped(DamagedObject),
}
