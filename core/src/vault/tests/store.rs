//! A store in memory: objects by name, and a root that is swapped.

use std::{collections::HashMap, sync::OnceLock};

use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    vault::{
        Accepted, Commit, DeviceMemory, Digest, Draft, LockedVault, Need, Objects, Part, SlotKeyHandle, Step,
        Vault, objects::record,
    },
};

pub(in crate::vault) const VAULT_KEY: &[u8] = b"a vault key of the tests";
pub(in crate::vault) const NOW: i64 = 1_795_000_000_000;

#[derive(Debug, Clone, Default)]
pub(in crate::vault) struct Store {
    pub(in crate::vault) objects: HashMap<Digest, Vec<u8>>,
    pub(in crate::vault) root: Option<Vec<u8>>,
    /// How often it was asked, and for how many objects.
    pub(in crate::vault) rounds: usize,
    pub(in crate::vault) read: usize,
}

impl Store {
    /// A store with a new vault, which is unlocked.
    pub(in crate::vault) fn with_vault() -> (Self, Vault) {
        // One derivation for all tests.
        static NEW: OnceLock<(Store, Vault)> = OnceLock::new();
        NEW.get_or_init(|| {
            let mut store = Self::default();
            let commit =
                Vault::create(VAULT_KEY, &Argon2Params::FORMAT_1, &mut KdfMemory::new(), NOW).unwrap();
            let vault = store.commit(commit).vault;
            (store, vault)
        })
        .clone()
    }

    pub(in crate::vault) fn get(&self, need: &Need) -> Option<Vec<u8>> {
        let bytes = self.objects.get(need.name())?;
        match need.part() {
            Part::Whole => Some(bytes.clone()),
            Part::Head => Some(record::split(bytes).map_or(&bytes[..], |(head, _)| head).to_vec()),
        }
    }

    /// Runs an operation, giving it what it needs.
    pub(in crate::vault) fn run<T>(
        &mut self,
        mut operation: impl FnMut(&Objects) -> Result<Step<T>>,
    ) -> Result<T> {
        let mut objects = Objects::new();
        loop {
            match operation(&objects)? {
                Step::Done(done) => return Ok(done),
                Step::Needs(needs) => {
                    assert!(!needs.is_empty(), "an operation that needs nothing is done");
                    self.rounds += 1;
                    self.read += needs.len();
                    assert!(self.rounds < 1000, "the operation does not end");
                    for need in needs {
                        objects.supply(&need, self.get(&need));
                    }
                }
            }
        }
    }

    pub(in crate::vault) fn put(&mut self, commit: &Commit) {
        self.objects.extend(commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())));
    }

    /// Swaps the root and says whether it did.
    pub(in crate::vault) fn swap(&mut self, commit: &Commit) -> bool {
        let swaps = self.root.as_deref() == commit.expected();
        if swaps {
            self.root = Some(commit.root().to_vec());
        }
        swaps
    }

    /// Commits, which nobody disturbs.
    pub(in crate::vault) fn commit(&mut self, commit: Commit) -> Accepted {
        self.put(&commit);
        assert!(self.swap(&commit));
        commit.accepted()
    }

    pub(in crate::vault) fn seal(&mut self, vault: &Vault, draft: &Draft) -> Result<Commit> {
        let mut vault = vault.clone();
        self.run(|objects| vault.seal(draft, objects, NOW))
    }

    /// Seals and commits a draft.
    pub(in crate::vault) fn apply(&mut self, vault: &Vault, draft: &Draft) -> Vault {
        let commit = self.seal(vault, draft).unwrap();
        self.commit(commit).vault
    }

    /// Another device, or this one again, with a slot key.
    pub(in crate::vault) fn unlock(
        &self,
        slot: &SlotKeyHandle,
        device: Option<DeviceMemory>,
    ) -> Result<Vault> {
        LockedVault::parse(self.root.clone().unwrap(), device)?.unlock_with(slot)
    }

    /// A device of its own, that knows nothing yet.
    pub(in crate::vault) fn device(&self, vault: &Vault) -> Vault {
        self.unlock(vault.slot_key().unwrap(), None).unwrap()
    }
}
