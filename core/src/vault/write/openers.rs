//! Slots as the owner sees and changes them.

use crate::vault::{
    Commit, Draft, Objects, RecoveryCode, Step, Vault,
    keys::key::RootKey,
    keys::vault_key,
    objects::slot::{self, Opener, Parameters, Slot},
    read::locked::SlotKeyHandle,
    rule::Rule,
    write::commit::Made,
    write::stage::Stage,
};
use crate::{
    Error, Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

/// How many recovery codes a vault has (CODE-3).
const CODES: usize = 4;

/// New slots: one for a vault key and four for recovery codes.
#[derive(Debug)]
pub(in crate::vault) struct NewSlots {
    /// Ascending by id.
    pub(in crate::vault) slots: Vec<Slot>,
    pub(in crate::vault) handle: SlotKeyHandle,
    pub(in crate::vault) codes: Vec<RecoveryCode>,
}

impl NewSlots {
    pub(in crate::vault) fn generate(
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
pub(in crate::vault) fn vault_key_slot(
    vault_key: &[u8],
    cost: &Argon2Params,
    key: &RootKey,
    memory: &mut KdfMemory,
    source: &mut Source,
) -> Result<(Slot, SlotKeyHandle)> {
    vault_key::check_new(vault_key)?;
    let parameters = Parameters::generate(Opener::VaultKey(*cost), source)?;
    slot::check_parameters(std::iter::once(&parameters))?;
    let derived = vault_key::slot_key(vault_key, &parameters, memory)?.ok_or_else(|| Rule::Kdf1.error())?;
    let slot = Slot::seal(parameters, &derived, key, source)?;
    let handle = SlotKeyHandle { slot: slot.id, key: derived };
    Ok((slot, handle))
}

/// A slot of a vault, as its owner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotInfo {
    /// What opens it.
    pub opener: Opener,
    /// Whether this vault was opened with it.
    pub is_own: bool,
}

impl Vault {
    /// The slots: each opens the vault with one vault key or recovery code.
    #[must_use]
    pub fn slots(&self) -> Vec<SlotInfo> {
        let own = self.slot.as_ref().map(|handle| handle.slot);
        let slots = self.root.state().slots.iter();
        slots.map(|slot| SlotInfo { opener: slot.parameters.opener, is_own: Some(slot.id) == own }).collect()
    }

    /// Puts a new slot with another vault key in place of the one that the vault was opened with (ROTATE-1).
    /// The root key stays: whoever had the old vault key and an old root still has it. Only for when nobody
    /// else can have had it: else [`rotate`](Self::rotate).
    ///
    /// One Argon2id, when all that is needed is there. If others are first, it is done anew.
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input`, `not_found` if others have replaced the slot, and those of the
    /// derivation.
    pub fn change_vault_key(
        &mut self,
        vault_key: &[u8],
        cost: &Argon2Params,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Step<Commit>> {
        self.change_vault_key_from(vault_key, cost, objects, memory, now, &mut Source::system())
    }

    pub(in crate::vault) fn change_vault_key_from(
        &mut self,
        vault_key: &[u8],
        cost: &Argon2Params,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
        source: &mut Source,
    ) -> Result<Step<Commit>> {
        vault_key::check_new(vault_key)?;
        let mut slots = self.root.state().slots.clone();
        let own = self.slot.as_ref().map(|handle| handle.slot);
        let place = slots.iter_mut().find(|slot| Some(slot.id) == own);
        let place = place.ok_or_else(|| Error::NotFound("the slot has been replaced".into()))?;
        // A commit like any other: it re-keys what a lost one granted.
        let mut stage = Stage::new(self, &Draft::new(), objects, now);
        let planned = stage.plan();
        if let Step::Needs(needs) = stage.tree.lookup.step(planned)? {
            return Ok(Step::Needs(needs));
        }
        let (slot, handle) = vault_key_slot(vault_key, cost, &self.key, memory, source)?;
        *place = slot;
        slots.sort_unstable_by_key(|slot| slot.id);
        slot::check(&slots)?;
        stage.slots = Some(slots);
        // Not made again: that needs the vault key.
        let made = Made { draft: None, slot: Some(handle), ..stage.write(source)? };
        Commit::new(Some(self), made, now, source).map(Step::Done)
    }
}
