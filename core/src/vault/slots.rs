//! Slots as the owner sees and changes them.

use super::{
    Commit, RecoveryCode, Vault,
    key::RootKey,
    locked::SlotKeyHandle,
    rule::Rule,
    slot::{self, Opener, Parameters, Slot},
    vault_key,
};
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

/// How many recovery codes a vault has (CODE-3).
const CODES: usize = 4;

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
        let (slot, handle) = vault_key_slot(vault_key, cost, key, memory, source)?;
        let mut slots = vec![slot];
        let mut codes = Vec::with_capacity(CODES);
        for _ in 0..CODES {
            let code = RecoveryCode::generate_from(source)?;
            let parameters = Parameters::generate(Opener::RecoveryCode, source)?;
            slots.push(Slot::seal(parameters, &code.slot_key(&parameters.salt)?, key, source)?);
            codes.push(code);
        }
        slots.sort_unstable_by_key(|slot| slot.id);
        slot::check(&slots)?;
        Ok(Self { slots, handle, codes })
    }
}

/// A new slot of a root key for a new vault key: one Argon2id.
pub(super) fn vault_key_slot(
    vault_key: &[u8],
    cost: &Argon2Params,
    key: &RootKey,
    memory: &mut KdfMemory,
    source: &mut Source,
) -> Result<(Slot, SlotKeyHandle)> {
    vault_key::check_new(vault_key)?;
    let parameters = Parameters::generate(Opener::VaultKey(*cost), source)?;
    let derived = vault_key::slot_key(vault_key, &parameters, memory)?.ok_or_else(|| Rule::Kdf1.error())?;
    let slot = Slot::seal(parameters, &derived, key, source)?;
    let handle = SlotKeyHandle { slot: slot.id, key: derived };
    Ok((slot, handle))
}

impl Vault {
    /// Puts a new slot with another vault key in place of the one that the vault was opened with. Only for when
    /// nobody else can have had the old vault key: else [`rotate`](Self::rotate).
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input`, `not_found` if the slot is gone, and those of the derivation.
    pub fn change_vault_key(
        &mut self,
        vault_key: &[u8],
        cost: &Argon2Params,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Commit> {
        todo!()
    }
}
