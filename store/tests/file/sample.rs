//! A vault file in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use inkseal::{
    Result,
    inkbox::{MasterKey, Vault, wire::SecretMetadata},
    payload::{OtherPayload, SecretPayload},
};
use inkseal_store::FileStore;
use tempfile::TempDir;

pub(crate) fn key() -> MasterKey {
    MasterKey::from_bytes(&[7; 32]).unwrap()
}

pub(crate) fn new_vault() -> Vault {
    let recovery = [1_u8, 2, 3, 4].map(|code| MasterKey::from_bytes(&[code; 32]).unwrap());
    Vault::initialize_with("org_test_123", &key(), &recovery, 1_800_000_000).unwrap()
}

/// A folder with a new vault file in it.
pub(crate) fn sample() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("agents.vault");
    FileStore::create(&path, &new_vault()).unwrap();
    (folder, path)
}

pub(crate) fn open(path: &Path) -> FileStore {
    let mut store = FileStore::open(path).unwrap();
    store.vault_mut().unlock_with(&key()).unwrap();
    store
}

pub(crate) fn add(vault: &mut Vault, name: &str) -> Result<SecretMetadata> {
    vault.create(name, &SecretPayload::Other(OtherPayload::new(name)), None, 1_800_000_001)
}

pub(crate) fn names(vault: &Vault) -> Vec<String> {
    let mut names: Vec<_> = vault.list().into_iter().map(|secret| secret.name.unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn names_on_disk(path: &Path) -> Vec<String> {
    names(FileStore::open(path).unwrap().vault())
}

pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
