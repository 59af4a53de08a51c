//! From format 1 to format 2.

use super::{Commit, SecretId};
use crate::{
    Error, Result, SecretText, inkbox,
    kdf::{Argon2Params, KdfMemory},
    payload::SecretType,
};

/// What a migration would do, for review: names and types were the word of whoever stored them.
#[derive(Debug)]
pub struct Review {
    /// What is kept.
    pub secrets: Vec<Reviewed>,
    /// What cannot be kept, and why: each has to be named as skipped.
    pub problems: Vec<Problem>,
}

/// A secret that is kept.
#[derive(Debug)]
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

/// A secret that cannot be kept.
#[derive(Debug)]
pub struct Problem {
    /// Its id in format 1.
    pub old_id: String,
    /// Why.
    pub error: Error,
}

impl Review {
    /// Reads an unlocked vault of format 1.
    ///
    /// # Errors
    /// `locked` if it is.
    pub fn new(vault: &inkbox::Vault) -> Result<Self> {
        todo!()
    }

    /// The commit of the new vault.
    ///
    /// # Errors
    /// MIGRATE-2 and MIGRATE-4, and those of [`Vault::create`](super::Vault::create).
    pub fn migrate(
        &self,
        vault: &inkbox::Vault,
        vault_key: &[u8],
        cost: &Argon2Params,
        skipped: &[&str],
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Commit> {
        todo!()
    }
}
