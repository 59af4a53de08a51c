//! [`Draft`]: changes that are to be made, as intents, so that they can be made again on a newer root.

mod access;
mod secret;

use std::collections::{BTreeMap, BTreeSet};

pub(in crate::vault) use access::AccessChange;
pub(in crate::vault) use secret::{Change, SecretChange, check_type, set_totp};
pub use secret::{Edit, Keep, NewSecret};

use crate::vault::{IdentityId, SecretId, device::memory::Attempt};

/// How many older records of a secret are kept unless told otherwise (REC-9).
const KEPT: u32 = 10;

/// Changes, of which [`Vault::seal`](crate::vault::Vault::seal) makes one commit.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(in crate::vault) secrets: BTreeMap<SecretId, SecretChange>,
    /// In the order in which they were asked for.
    pub(in crate::vault) access: Vec<AccessChange>,
    /// The attempts that were made to commit it.
    pub(in crate::vault) attempts: Vec<Attempt>,
    /// What these granted.
    pub(in crate::vault) granted: BTreeSet<SecretId>,
    /// What these granted, each to whom: whom the next one does not grant it any more has the key
    /// nevertheless (MERGE-7).
    pub(in crate::vault) offered: BTreeSet<(IdentityId, SecretId)>,
    /// What of it the identities could read before, at any attempt: what they cannot read any more was taken
    /// away by others.
    pub(in crate::vault) held: BTreeSet<(IdentityId, SecretId)>,
    pub(in crate::vault) kept: u32,
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

impl Draft {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            secrets: BTreeMap::new(),
            access: Vec::new(),
            attempts: Vec::new(),
            granted: BTreeSet::new(),
            offered: BTreeSet::new(),
            held: BTreeSet::new(),
            kept: KEPT,
        }
    }

    /// Keeps so many older records of each secret that is changed, and always those that are in conflict.
    #[must_use]
    pub fn with_history(mut self, kept: u32) -> Self {
        self.kept = kept;
        self
    }

    /// Whether it was tried before, and is now made again on a newer root.
    pub(in crate::vault) fn is_made_again(&self) -> bool {
        !self.attempts.is_empty()
    }
}
