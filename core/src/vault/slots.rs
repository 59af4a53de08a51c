//! Slots as the owner sees and changes them.

use super::{Commit, RecoveryCode, Vault, id::SlotId, key::RootKey, locked::SlotKeyHandle, slot::Slot};
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

/// New slots: one for a vault key and four for recovery codes.
#[derive(Debug)]
pub(super) struct NewSlots {
    /// Ascending by id.
    pub(super) slots: Vec<Slot>,
    pub(super) handle: SlotKeyHandle,
    pub(super) codes: Vec<RecoveryCode>,
}

impl NewSlots {
    pub(super) fn generate(
        vault_key: &[u8],
        cost: &Argon2Params,
        key: &RootKey,
        memory: &mut KdfMemory,
        source: &mut Source,
    ) -> Result<Self> {
        todo!()
    }
}

impl Vault {
    /// Puts a new slot with another vault key in place of the one that the vault was opened with. Only for when
    /// nobody else can have had the old vault key: else [`rotate`](Self::rotate).
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input`, `not_found` if the slot is gone, and those of the derivation.
    pub fn change_vault_key(
        &self,
        vault_key: &[u8],
        cost: &Argon2Params,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Commit> {
        todo!()
    }
}
