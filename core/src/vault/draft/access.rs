//! Changes of identities, grants and slots.

use super::Draft;
use crate::{
    SecretText,
    vault::{IdentityId, SecretId},
};

/// A change of access, as it was asked for.
#[derive(Debug, Clone)]
pub(in crate::vault) enum AccessChange {
    /// A new identity with what it may read. It gets a fresh id at every attempt (MERGE-6).
    Create {
        handle: SecretText,
        name: Option<SecretText>,
        secrets: Vec<SecretId>,
    },
    Rename {
        identity: IdentityId,
        handle: Option<SecretText>,
        name: Option<Option<SecretText>>,
    },
    Grant {
        identity: IdentityId,
        secrets: Vec<SecretId>,
    },
    Revoke {
        identity: IdentityId,
        secrets: Vec<SecretId>,
    },
    Pause(IdentityId),
    Resume(IdentityId),
    Delete(IdentityId),
}

impl Draft {
    /// Makes an identity that may read these secrets. Its id and its token are [shown](crate::vault::Shown)
    /// once the commit is accepted.
    pub fn create_identity(
        &mut self,
        handle: impl Into<SecretText>,
        name: Option<SecretText>,
        secrets: &[SecretId],
    ) {
        todo!()
    }

    /// Gives an identity another handle or name.
    pub fn rename_identity(
        &mut self,
        identity: IdentityId,
        handle: Option<SecretText>,
        name: Option<Option<SecretText>>,
    ) {
        todo!()
    }

    /// Lets an identity read secrets, in their present and coming revisions.
    pub fn grant(&mut self, identity: IdentityId, secrets: &[SecretId]) {
        todo!()
    }

    /// Takes secrets from an identity. What it has read before it still knows.
    pub fn revoke(&mut self, identity: IdentityId, secrets: &[SecretId]) {
        todo!()
    }

    /// Takes everything from an identity until it is resumed.
    pub fn pause(&mut self, identity: IdentityId) {
        todo!()
    }

    /// Gives a paused identity back what it had.
    pub fn resume(&mut self, identity: IdentityId) {
        todo!()
    }

    /// Takes everything from an identity and removes it.
    pub fn delete_identity(&mut self, identity: IdentityId) {
        todo!()
    }
}
