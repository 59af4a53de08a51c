//! A new vault.

use super::{Commit, Vault};
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
};

impl Vault {
    /// A new vault with a vault key and four recovery codes, which [`Shown`](super::Shown) has once it is
    /// committed. `cost` is that of every derivation; [`Argon2Params::FORMAT_1`] is a good one.
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input`, `weak_parameters`, `excessive_work`, `out_of_memory`.
    pub fn create(vault_key: &[u8], cost: &Argon2Params, memory: &mut KdfMemory, now: i64) -> Result<Commit> {
        todo!()
    }
}
