//! What a device remembers, and what storage cannot show it.

use super::{
    secrets::{add, edit, opened, password},
    store::{NOW, Store},
};
use crate::{
    kdf::{Argon2Params, KdfMemory},
    vault::{Checkpoint, DeviceMemory, Draft, LockedVault, SecretId, Vault, id::Digest},
};

pub(super) fn rule(refused: &crate::Error) -> String {
    refused.to_string().split(':').next().unwrap().to_owned()
}

#[test]
fn memories_have_16_mib_at_most_slow() {
    let (_, vault) = Store::with_vault();
    let mut memory = DeviceMemory::new(vault.id());
    let besides = memory.to_bytes().len();
    let most = (16 << 20) - besides;
    for (count, is_read) in [(most / 16, true), (most / 16 + 1, false)] {
        let id = |number: usize| SecretId::from_bytes(u128::try_from(number).unwrap().to_be_bytes());
        memory.to_rekey = (0..count).map(id).collect();
        assert_eq!(DeviceMemory::from_bytes(&memory.to_bytes()).is_ok(), is_read, "{count}");
    }
}

#[test]
fn memories_are_read_back() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let mut draft = Draft::new();
    draft.purge(id);
    let pending = store.seal(&vault, &draft).unwrap().device_memory().clone();
    assert!(pending.is_committing());
    let mut given_up = pending.clone();
    given_up.pending.as_mut().unwrap().granted.insert(id);
    given_up.give_up();
    assert!(given_up.to_rekey.contains(&id) && given_up.memory.writer.is_none());
    let checkpoint = Checkpoint::parse(&vault.checkpoint().to_string()).unwrap();
    assert_eq!(vault.device_memory().root(), Some(vault.root()));
    assert_eq!(DeviceMemory::of_checkpoint(checkpoint).root(), None, "it was never seen");
    for memory in [
        DeviceMemory::new(vault.id()),
        DeviceMemory::of_checkpoint(checkpoint),
        vault.device_memory().clone(),
        pending,
        given_up,
    ] {
        let bytes = memory.to_bytes();
        assert_eq!(DeviceMemory::from_bytes(&bytes), Ok(memory));
        for end in 0..bytes.len() {
            assert_eq!(DeviceMemory::from_bytes(&bytes[..end]).unwrap_err().code(), "malformed");
        }
        for place in [0, 9, 25, 27, 40, bytes.len() - 40, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1;
            assert_eq!(DeviceMemory::from_bytes(&flipped).unwrap_err().code(), "malformed", "{place}");
        }
        // Whatever it holds, it is read or refused.
        for place in 0..bytes.len() - 32 {
            let mut changed = bytes.clone();
            changed[place] ^= 0x41;
            let end = changed.len() - 32;
            let digest = Digest::of(&changed[..end]);
            changed[end..].copy_from_slice(digest.as_bytes());
            drop(DeviceMemory::from_bytes(&changed));
        }
        let mut longer = bytes[..bytes.len() - 32].to_vec();
        longer.push(0);
        longer.extend_from_slice(Digest::of(&longer).as_bytes());
        assert_eq!(DeviceMemory::from_bytes(&longer).unwrap_err().code(), "malformed");
        let mut later = bytes;
        later[8] = 2;
        assert_eq!(DeviceMemory::from_bytes(&later).unwrap_err().code(), "unsupported");
    }
}

#[test]
fn old_and_forked_states_are_told() {
    let (mut store, vault) = Store::with_vault();
    let (_, old) = add(&mut store, &vault, "one");
    let old_root = store.root.clone().unwrap();
    let mut fork = store.clone();
    let (_, new) = add(&mut store, &old, "two");
    let (_, other) = add(&mut fork, &old, "three");
    let device = new.device_memory().clone();
    let slot = new.slot_key().unwrap();

    let parse = |root: &[u8]| LockedVault::parse(root.to_vec(), Some(device.clone())).unwrap();
    assert_eq!(rule(&parse(&old_root).unlock_with(slot).unwrap_err()), "DEV-1");
    assert_eq!(rule(&new.refresh(old_root.clone()).unwrap_err()), "DEV-1");
    assert_eq!(rule(&new.refresh(other.root().to_vec()).unwrap_err()), "DEV-2");
    let (_, further) = add(&mut fork, &other, "four");
    assert_eq!(rule(&new.refresh(further.root().to_vec()).unwrap_err()), "DEV-3");
    assert_eq!(new.refresh(new.root().to_vec()).unwrap().root(), new.root());

    // An override names both states, and the device is a new writer from then on.
    let refused = parse(&old_root).accept_rollback(3, 1).unwrap_err();
    assert_eq!(refused.code(), "conflict");
    let taken = parse(&old_root).accept_rollback(3, 2).unwrap().unlock_with(slot).unwrap();
    assert!(taken.device_memory().memory.writer.is_none());
    assert_eq!(taken.checkpoint().seq(), 2);

    // A checkpoint does the same for a device without memory.
    let device = DeviceMemory::of_checkpoint(new.checkpoint());
    let opens =
        |root: &[u8]| LockedVault::parse(root.to_vec(), Some(device.clone())).unwrap().unlock_with(slot);
    assert_eq!(rule(&opens(&old_root).unwrap_err()), "DEV-6");
    assert_eq!(rule(&opens(other.root()).unwrap_err()), "DEV-7");
    assert!(opens(new.root()).is_ok());
}

#[test]
fn another_vault_or_format_is_not_opened_in_its_place_slow() {
    let (_, vault) = Store::with_vault();
    let other = Vault::create(b"a vault key of another", &Argon2Params::FORMAT_1, &mut KdfMemory::new(), NOW);
    let device = || Some(vault.device_memory().clone());
    let refused = LockedVault::parse(other.unwrap().root().to_vec(), device()).unwrap_err();
    assert_eq!((refused.code(), rule(&refused)), ("wrong_vault", "OPEN-2".into()));
    let format_1 = b"{\"format\":\"inkseal/1\"}".repeat(20);
    let refused = LockedVault::parse(format_1.clone(), device()).unwrap_err();
    assert_eq!((refused.code(), rule(&refused)), ("rolled_back", "OPEN-1".into()));
    assert_eq!(LockedVault::parse(format_1, None).unwrap_err().code(), "malformed");
    let mut memory = vault.device_memory().clone();
    memory.memory.suite = 2;
    assert_eq!(rule(&memory.memory.accept(&vault.root).unwrap_err()), "OPEN-3");
    let refused = LockedVault::parse(vault.root().to_vec(), Some(memory)).unwrap_err();
    assert_eq!(rule(&refused), "OPEN-3");
    // A flipped bit of the root.
    let mut forged = vault.root().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(rule(&vault.refresh(forged).unwrap_err()), "OPEN-5");
}

/// A 65th writer takes the place of the one that has been silent for longest, and nobody cries wolf (ROOT-11).
#[test]
fn writers_come_and_go() {
    let (mut store, mut vault) = Store::with_vault();
    let id: SecretId;
    (id, vault) = add(&mut store, &vault, "Git");
    let first = vault.clone();
    for number in 0..70 {
        let device = store.device(&vault);
        vault = edit(&mut store, &device, id, password(&number.to_string()));
    }
    let state = vault.root.state();
    assert_eq!((state.writers.len(), state.floor), (64, 8));
    let first = first.refresh(vault.root().to_vec()).unwrap();
    let first = edit(&mut store, &first, id, password("again"));
    assert_eq!(first.root.state().writers.len(), 64);
    assert_eq!(opened(&mut store, &first, id).info.revision, 72);
}
