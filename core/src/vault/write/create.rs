//! A new vault.

use crate::vault::{
    Commit, Vault, VaultId, id::Digest, keys::key::RootKey, objects::root::State, write::commit::Made,
    write::openers::NewSlots,
};
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

impl Vault {
    /// A new vault with a vault key and four recovery codes, which [`Shown`](crate::vault::Shown) has once it is
    /// committed. `cost` is that of every derivation; [`Argon2Params::DEFAULT`] is a good one.
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input`, `weak_parameters`, `excessive_work`, `out_of_memory`.
    pub fn create(vault_key: &[u8], cost: &Argon2Params, memory: &mut KdfMemory, now: i64) -> Result<Commit> {
        Self::create_from(vault_key, cost, memory, now, &mut Source::system())
    }

    pub(in crate::vault) fn create_from(
        vault_key: &[u8],
        cost: &Argon2Params,
        memory: &mut KdfMemory,
        now: i64,
        source: &mut Source,
    ) -> Result<Commit> {
        let key = RootKey::generate(VaultId::generate(source)?, 1, source)?;
        let slots = NewSlots::generate(vault_key, cost, &key, memory, source)?;
        let made = Made {
            recovery_codes: slots.codes,
            ..Made::new(empty(&key, slots.slots), key, Some(slots.handle))
        };
        Commit::new(None, made, now, source)
    }
}

/// A vault without secrets. Its counters and writers are those of its commit.
pub(in crate::vault) fn empty(key: &RootKey, slots: Vec<crate::vault::objects::slot::Slot>) -> State {
    State {
        vault: *key.vault(),
        epoch: key.epoch(),
        seq: 1,
        floor: 0,
        previous: Digest::NONE,
        slots,
        writers: Vec::new(),
        identities: Vec::new(),
        pages: vec![Digest::NONE],
    }
}
