//! `rotate`: a new root key and everything sealed anew.

use super::{Commit, Objects, SecretId, Step, Vault};
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
};

/// How a vault is to be rotated.
#[derive(Debug)]
pub struct Rotation<'a> {
    /// The new vault key.
    pub vault_key: &'a [u8],
    /// What its derivation costs.
    pub cost: Argon2Params,
    /// Damaged secrets that are to be left out. Any other damage stops the rotation.
    pub dropped: &'a [SecretId],
}

impl Vault {
    /// Rotates the vault.
    ///
    /// # Errors
    /// Those of ROTATE-3 and ROTATE-6, and those of a new vault key.
    pub fn rotate(
        &mut self,
        rotation: &Rotation<'_>,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Step<Commit>> {
        todo!()
    }
}
