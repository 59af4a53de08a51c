//! What holds for every input: nothing that was read is lost, nothing that is no vault panics, and
//! grants do what a model of them does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::panic)]

mod file;
mod grants;
mod input;
mod json;
mod keys;
mod payload;

use inkseal::inkbox::{MasterKey, Vault};

const NOW: u64 = 1_767_225_600;
const ORG: &str = "org_test_123";

fn key(byte: u8) -> MasterKey {
    MasterKey::from_bytes(&[byte; 32]).unwrap()
}

fn vault() -> Vault {
    Vault::initialize_with(ORG, &key(0), &[key(1), key(2), key(3), key(4)], NOW).unwrap()
}

fn reopened(vault: &Vault) -> Vault {
    let mut read = Vault::parse(&vault.to_text().unwrap()).unwrap();
    read.unlock_with(&key(0)).unwrap();
    read
}
