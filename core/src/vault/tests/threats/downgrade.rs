//! Storage offers weaker or other means to open the vault.

use super::*;
use crate::{
    kdf::KdfMemory,
    vault::{LockedVault, tests::store::VAULT_KEY},
};

/// Where the slot for the vault key is in a root.
fn vault_key_slot(vault: &Vault) -> usize {
    let slots = &vault.root.state().slots;
    88 + crate::vault::objects::slot::SLOT * slots.iter().position(|slot| slot.is_for_vault_key()).unwrap()
}

fn patched(vault: &Vault, at: usize, with: &[u8]) -> Vec<u8> {
    let mut root = vault.root().to_vec();
    root[at..at + with.len()].copy_from_slice(with);
    root
}

/// By the device that remembers the vault, and by one that sees it for the first time.
fn by_all(vault: &Vault, root: &[u8]) -> [(String, &'static str); 2] {
    [Some(vault.device_memory().clone()), None].map(|device| {
        let unlocked = LockedVault::parse(root.to_vec(), device)
            .and_then(|locked| locked.unlock(VAULT_KEY, &mut KdfMemory::new()));
        refusal(&unlocked.unwrap_err())
    })
}

fn both(rule: &str, code: &'static str) -> [(String, &'static str); 2] {
    [is(rule, code), is(rule, code)]
}

#[test]
fn downgrade_of_argon2id_parameters() {
    let (_, vault, _) = three();
    let cost = vault_key_slot(&vault) + 16 + 4;
    let weaker: [[u32; 3]; 6] =
        [[65_535, 3, 1], [8, 3, 1], [65_536, 2, 1], [65_536, 0, 1], [65_536, 3, 0], [0, 0, 0]];
    for [m, t, p] in weaker {
        let with = [m, t, p].map(u32::to_be_bytes).concat();
        // Refused before anything is derived from the vault key, whatever the memory is: it is not even asked for.
        assert_eq!(by_all(&vault, &patched(&vault, cost, &with)), both("KDF-3", "weak_parameters"));
    }
    for [m, t, p] in [[524_289, 3, 1], [65_536, 17, 1], [65_536, 3, 9], [u32::MAX; 3]] {
        let with = [m, t, p].map(u32::to_be_bytes).concat();
        assert_eq!(by_all(&vault, &patched(&vault, cost, &with)), both("KDF-4", "excessive_work"));
    }
    // What is acceptable and other than what the slot was sealed with derives another key, and binds another seal.
    let with = [65_536_u32, 4, 1].map(u32::to_be_bytes).concat();
    let refusals = by_all(&vault, &patched(&vault, cost, &with));
    assert!(refusals.iter().all(|(_, code)| *code == "wrong_vault_key"), "{refusals:?}");
    // The slot key that was derived already opens no slot of other parameters either.
    let locked = LockedVault::parse(patched(&vault, cost, &with), None).unwrap();
    let refused = locked.unlock_with(vault.slot_key().unwrap()).unwrap_err();
    assert_eq!(refused.code(), "wrong_vault_key");
}

#[test]
fn downgrade_of_kind() {
    let (_, vault, _) = three();
    let kind = vault_key_slot(&vault) + 16;
    assert_eq!(by_all(&vault, &patched(&vault, kind, &[0])), both("KDF-1", "unsupported"));
    assert_eq!(by_all(&vault, &patched(&vault, kind, &[3])), both("KDF-1", "unsupported"));
    // A slot for a code has no cost, and a root has one for a vault key.
    assert_eq!(by_all(&vault, &patched(&vault, kind, &[2])), both("KDF-2", "malformed"));
    let free = [&[2, 0, 0, 0][..], &[0; 12]].concat();
    assert_eq!(by_all(&vault, &patched(&vault, kind, &free)), both("ROOT-4", "malformed"));
    // A code's slot as one for a vault key, at the least cost.
    let code = vault.root.state().slots.iter().position(|slot| !slot.is_for_vault_key()).unwrap();
    let at = 88 + crate::vault::objects::slot::SLOT * code + 16;
    let least = [&[1, 0, 0, 0][..], &[65_536_u32, 3, 1].map(u32::to_be_bytes).concat()].concat();
    let refusals = by_all(&vault, &patched(&vault, at, &least));
    assert_eq!(refusals, both("OPEN-5", "tampered"), "its own slot opens still, and the MAC tells");
}

#[test]
fn downgrade_of_suite() {
    let (_, vault, _) = three();
    assert_eq!(by_all(&vault, &patched(&vault, 8, &[0, 0])), both("ROOT-2", "unsupported"));
    assert_eq!(by_all(&vault, &patched(&vault, 8, &[0, 2])), both("ROOT-2", "unsupported"));
    // A later version of this device has accepted a later suite.
    let mut device = vault.device_memory().clone();
    device.memory.suite = 2;
    let parsed = LockedVault::parse(vault.root().to_vec(), Some(device));
    assert_eq!(refusal(&parsed.unwrap_err()), is("OPEN-3", "rolled_back"));
}

#[test]
fn format_1_in_place_of_format_2() {
    let (_, vault, _) = three();
    // A vault of format 1 that storage made, with the names it likes and a vault key that it knows.
    let made =
        crate::inkbox::Vault::initialize("org_test_123", b"Storage-knows-7-this", 1_767_225_600).unwrap();
    let text = made.vault.to_text().unwrap();
    for bytes in [text.as_bytes(), b"{}", b""] {
        let parse = |device| LockedVault::parse(bytes.to_vec(), device).unwrap_err();
        assert_eq!(refusal(&parse(Some(vault.device_memory().clone()))), is("OPEN-1", "rolled_back"));
        assert_eq!(refusal(&vault.refresh(bytes.to_vec()).unwrap_err()), is("OPEN-1", "rolled_back"));
        assert_eq!(
            refusal(&parse(None)),
            is("ROOT-1", "malformed"),
            "and nothing is tried as the other format"
        );
    }
    assert!(crate::inkbox::Vault::parse(&String::from_utf8_lossy(vault.root())).is_err());
}
