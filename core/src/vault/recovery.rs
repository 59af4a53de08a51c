//! [`Recovery`]: a vault that was opened with a recovery code.

use super::{
    Commit, Listing, LockedVault, Objects, OpenedSecret, RecoveryCode, Rotation, SecretId, Step, Vault,
};
use crate::{Result, kdf::KdfMemory};

/// A vault that was opened with a recovery code: it can be read and rotated, and nothing else.
#[derive(Debug)]
pub struct Recovery(Vault);

impl LockedVault {
    /// Opens the vault with a recovery code.
    ///
    /// # Errors
    /// Those of [`unlock`](Self::unlock).
    pub fn recover(&self, code: &RecoveryCode) -> Result<Recovery> {
        todo!()
    }
}

impl Recovery {
    /// [`Vault::list`].
    ///
    /// # Errors
    /// Those of [`Vault::list`].
    pub fn list(&self, objects: &Objects) -> Result<Step<Listing>> {
        self.0.list(objects)
    }

    /// [`Vault::open`].
    ///
    /// # Errors
    /// Those of [`Vault::open`].
    pub fn open(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        self.0.open(id, objects)
    }

    /// [`Vault::rotate`].
    ///
    /// # Errors
    /// Those of [`Vault::rotate`].
    pub fn rotate(
        &mut self,
        rotation: &Rotation<'_>,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Step<Commit>> {
        self.0.rotate(rotation, objects, memory, now)
    }
}
