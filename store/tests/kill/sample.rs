//! A vault file in a folder of its own, and what is expected to be in it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use inkseal::inkbox::{MasterKey, Vault};
use inkseal::payload::{OtherPayload, SecretPayload};
use inkseal_store::FileStore;
use tempfile::TempDir;

use crate::writer::Log;

/// What would come out of a derivation.
pub(crate) const KEY: [u8; 32] = [7; 32];

pub(crate) struct Sample {
    _folder: TempDir,
    path: PathBuf,
    expected: BTreeSet<String>,
}

impl Sample {
    pub(crate) fn without_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("agents.vault");
        Self { _folder: folder, path, expected: BTreeSet::new() }
    }

    pub(crate) fn new() -> Self {
        let sample = Self::without_file();
        FileStore::create(&sample.path, &new_vault()).unwrap();
        sample
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn expected(&self) -> usize {
        self.expected.len()
    }

    /// From now on these writes are to be there.
    pub(crate) fn expect(&mut self, log: &Log) {
        self.expected.extend(log.acknowledged.iter().cloned());
    }

    /// After a kill: the vault opens, with every secret that was acknowledged and at most the one in
    /// flight beside them. Tells whether that one is there.
    pub(crate) fn check(&mut self, log: &Log) -> bool {
        self.expect(log);
        let found = self.found();
        let is_made = log.in_flight.as_ref().is_some_and(|name| found.contains(name));
        if is_made {
            self.expected.extend(log.in_flight.clone());
        }
        self.check_all_and_nothing_else();
        is_made
    }

    pub(crate) fn check_all_and_nothing_else(&self) {
        let found = self.found();
        let lost: Vec<_> = self.expected.difference(&found).collect();
        let strange: Vec<_> = found.difference(&self.expected).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        assert!(strange.is_empty(), "never acknowledged: {strange:?}");
    }

    /// The next save of another program: it works, and leaves no draft.
    pub(crate) fn save_once_more(&mut self, kill: usize) {
        let name = format!("after{kill}");
        let mut store = open(&self.path);
        write(&mut store, &name);
        self.expected.insert(name);
        assert_eq!(self.drafts(), Vec::<String>::new());
    }

    /// The files of the folder other than the vault and its lock.
    pub(crate) fn drafts(&self) -> Vec<String> {
        fs::read_dir(self.path.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "agents.vault" && name != ".agents.vault.lock")
            .collect()
    }

    /// The names in the file, each with a payload that opens and belongs to it.
    fn found(&self) -> BTreeSet<String> {
        let store = open(&self.path);
        let mut names = BTreeSet::new();
        for (metadata, payload) in store.vault().open_all().unwrap() {
            let name = metadata.name.unwrap();
            let Ok(SecretPayload::Other(payload)) = payload else { panic!("{name}: {payload:?}") };
            assert_eq!(payload.data.expose(), name);
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
        names
    }
}

/// A vault whose key is [`KEY`].
pub(crate) fn new_vault() -> Vault {
    let recovery = [1_u8, 2, 3, 4].map(|code| MasterKey::from_bytes(&[code; 32]).unwrap());
    Vault::initialize_with("org_test_123", &key(), &recovery, 1_800_000_000).unwrap()
}

/// Opens and unlocks a vault file.
pub(crate) fn open(path: &Path) -> FileStore {
    let mut store = FileStore::open(path).unwrap();
    store.vault_mut().unlock_with(&key()).unwrap();
    store
}

/// Saves one more secret.
pub(crate) fn write(store: &mut FileStore, name: &str) {
    let payload = SecretPayload::Other(OtherPayload::new(name));
    store.update(|vault| vault.create(name, &payload, None, 1_800_000_001)).unwrap();
}

fn key() -> MasterKey {
    MasterKey::from_bytes(&KEY).unwrap()
}
