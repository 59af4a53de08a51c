//! [`Reviewed`]: the secrets and identities that a migration can keep.

use super::{changed, convert::convert};
use crate::{
    Members, Result, SecretText, inkbox,
    payload::SecretType,
    vault::{
        IdentityId, SecretId,
        keys::key::DataKey,
        objects::grants::{Grants, Status},
        write::stage::Values,
    },
};

/// A secret that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Its id in format 1.
    pub old_id: String,
    /// Its id in format 2: the same if it was a UUID.
    pub id: SecretId,
    /// Its name.
    pub name: SecretText,
    /// Its type.
    pub secret_type: SecretType,
}

/// An identity that can be kept. It gets a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedIdentity {
    /// Its id in format 1.
    pub old_id: String,
    /// Its id in format 2: the same if it was a UUID.
    pub id: IdentityId,
    /// Its handle.
    pub handle: SecretText,
    /// Its name.
    pub name: Option<SecretText>,
    /// Whether it is paused.
    pub paused: bool,
    /// The old ids of the secrets that it may read, of those that can be kept.
    pub secrets: Vec<String>,
}

impl ReviewedIdentity {
    /// Its grants, with the keys of its secrets, which ascend.
    pub(super) fn grants(&self, mut keys: Vec<DataKey>) -> Grants {
        let mut paused = Vec::new();
        let status = if self.paused {
            paused = std::mem::take(&mut keys).iter().map(|key| *key.secret()).collect();
            Status::Paused
        } else {
            Status::Active
        };
        let (handle, name) = (self.handle.clone(), self.name.clone());
        Grants { handle, name, status, paused, unknown: Members::default(), keys }
    }
}

impl Reviewed {
    /// The secret as it is in the old vault, which must be as it was reviewed.
    pub(super) fn read(&self, vault: &inkbox::Vault, now: i64) -> Result<Values> {
        let opened = vault.open(&self.old_id)?;
        let values = convert(&opened.metadata, opened.payload, now)?;
        if (&values.meta.name, &values.meta.secret_type) != (&self.name, &self.secret_type) {
            return Err(changed());
        }
        Ok(values)
    }
}
