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

impl AccessChange {
    /// What it lets an identity read, if that is all it does.
    pub(in crate::vault) fn grants(&self) -> impl Iterator<Item = (IdentityId, SecretId)> {
        let (identity, secrets) = match self {
            Self::Grant { identity, secrets } => (Some(*identity), &secrets[..]),
            _ => (None, &[][..]),
        };
        secrets.iter().filter_map(move |secret| Some((identity?, *secret)))
    }
}

impl Draft {
    /// Makes an identity that may read these secrets, in their present and coming revisions. Its id and its
    /// token are [shown](crate::vault::Shown) once the commit is accepted.
    ///
    /// A handle has 1 to 255 characters. Nothing keeps two identities from having the same one.
    pub fn create_identity(
        &mut self,
        handle: impl Into<SecretText>,
        name: Option<SecretText>,
        secrets: &[SecretId],
    ) {
        self.access.push(AccessChange::Create { handle: handle.into(), name, secrets: secrets.to_vec() });
    }

    /// Gives an identity another handle or name. What is `None` stays.
    pub fn rename_identity(
        &mut self,
        identity: IdentityId,
        handle: Option<SecretText>,
        name: Option<Option<SecretText>>,
    ) {
        self.access.push(AccessChange::Rename { identity, handle, name });
    }

    /// Lets an identity read secrets, in their present and coming revisions. A paused one gets them when it is
    /// resumed.
    pub fn grant(&mut self, identity: IdentityId, secrets: &[SecretId]) {
        self.access.push(AccessChange::Grant { identity, secrets: secrets.to_vec() });
    }

    /// Takes secrets from an identity. What it has read before it still knows.
    ///
    /// They get new keys, and so do those of [`pause`](Self::pause) and
    /// [`delete_identity`](Self::delete_identity). What is damaged cannot be given one: then sealing fails with what
    /// is wrong with it, until the draft [purges](Self::purge) that secret too.
    /// [`Vault::verify`](crate::vault::Vault::verify) names what is damaged. An identity whose grants cannot be read
    /// loses all that it had and is paused, because it may have been (ACCESS-1).
    pub fn revoke(&mut self, identity: IdentityId, secrets: &[SecretId]) {
        self.access.push(AccessChange::Revoke { identity, secrets: secrets.to_vec() });
    }

    /// Takes everything from an identity until it is resumed.
    pub fn pause(&mut self, identity: IdentityId) {
        self.access.push(AccessChange::Pause(identity));
    }

    /// Gives a paused identity back what it had.
    pub fn resume(&mut self, identity: IdentityId) {
        self.access.push(AccessChange::Resume(identity));
    }

    /// Takes everything from an identity and removes it. A lost token: delete, and make the identity anew.
    pub fn delete_identity(&mut self, identity: IdentityId) {
        self.access.push(AccessChange::Delete(identity));
    }
}
