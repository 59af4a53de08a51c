//! Storage gives old states, other branches, and what was purged.

use super::*;
use crate::vault::{
    Checkpoint, DeviceMemory, LockedVault, Note, Settled,
    objects::page::{self},
};

fn unlock(vault: &Vault, root: &[u8], device: Option<DeviceMemory>) -> crate::Result<Vault> {
    LockedVault::parse(root.to_vec(), device)?.unlock_with(vault.slot_key().unwrap())
}

/// The old record, or the old page, under the name of the new one.
#[test]
fn rollback_of_one_secret() {
    let (mut store, old, [mail, bank, _]) = three();
    let vault = edit(&mut store, &old, mail, password("second"));
    let honest = store.clone();
    let [was, is_now] = [&old, &vault].map(|vault| present(&store, vault, mail));
    let record = store.objects[&was].clone();
    store.objects.insert(is_now, record);
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-1", "tampered"));
    assert_eq!(opened(&mut store, &vault, bank).payload, login("of the bank"));

    let mut store = honest;
    let [was, is_now] = [&old, &vault].map(|vault| vault.root.state().pages[page::place(&mail, 0)]);
    let page = store.objects[&was].clone();
    store.objects.insert(is_now, page);
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-1", "tampered"));
}

#[test]
fn rollback_of_the_whole_vault() {
    let (mut store, old, [mail, ..]) = three();
    let before = store.clone();
    let vault = edit(&mut store, &old, mail, password("second"));
    // Storage is, to the last byte, what it was before.
    let store = before;
    let old_root = store.root.clone().unwrap();
    let remembers = Some(vault.device_memory().clone());
    assert_eq!(refusal(&unlock(&vault, &old_root, remembers).unwrap_err()), is("DEV-1", "rolled_back"));
    assert_eq!(refusal(&vault.refresh(old_root.clone()).unwrap_err()), is("DEV-1", "rolled_back"));
    // A memory that was kept as bytes, and a new device that was told a checkpoint.
    let kept = DeviceMemory::from_bytes(&vault.device_memory().to_bytes()).unwrap();
    assert_eq!(refusal(&unlock(&vault, &old_root, Some(kept)).unwrap_err()), is("DEV-1", "rolled_back"));
    let checkpoint = Checkpoint::parse(&vault.checkpoint().to_string()).unwrap();
    let told = Some(DeviceMemory::of_checkpoint(checkpoint));
    assert_eq!(refusal(&unlock(&vault, &old_root, told).unwrap_err()), is("DEV-6", "rolled_back"));
    // Who remembers nothing cannot tell: the promise is for devices that have seen more.
    assert!(unlock(&vault, &old_root, None).is_ok());
}

/// Two devices on two branches, each of which storage lets grow; then it shows each the other's.
#[test]
fn fork_and_rejoin() {
    for growth in 0..4 {
        let (mut store, vault, [mail, bank, _]) = three();
        let mut fork = store.clone();
        let device = fork.device(&vault);
        let mut here = edit(&mut store, &vault, mail, password("here"));
        let mut there = edit(&mut fork, &device, bank, password("there"));
        for _ in 0..growth {
            there = edit(&mut fork, &there, bank, password(&format!("there {}", there.checkpoint())));
        }
        let rule = ["DEV-2", "DEV-3", "DEV-4", "DEV-4"][growth];
        assert_eq!(refusal(&here.refresh(there.root().to_vec()).unwrap_err()), is(rule, "forked"));
        // The other way round, it is older, or as old, or a fork as well.
        for _ in 0..growth + 2 {
            here = edit(&mut store, &here, mail, password(&format!("here {}", here.checkpoint())));
        }
        assert_eq!(refusal(&there.refresh(here.root().to_vec()).unwrap_err()).1, "forked");
        // A third device that saw a checkpoint of one branch.
        let told = Some(DeviceMemory::of_checkpoint(here.checkpoint()));
        let root = |vault: &Vault| vault.root().to_vec();
        assert!(unlock(&vault, &root(&here), told.clone()).is_ok());
        assert_eq!(refusal(&unlock(&vault, &root(&there), told).unwrap_err()).1, "rolled_back");
        // And storage cannot join them: a root of both needs the owner's key.
        let mut joined = root(&here);
        let at = joined.len() - 64;
        joined[at] ^= 1;
        assert_eq!(refusal(&there.refresh(joined).unwrap_err()), is("OPEN-5", "tampered"));
    }
}

#[test]
fn resurrection_of_a_purged_secret() {
    let (mut store, with, [mail, bank, _]) = three();
    let held = store.objects.clone();
    // Another device has an edit of it under way.
    let device = store.device(&with);
    let mut draft = Draft::new();
    draft.edit(mail, password("late")).unwrap();
    let late = store.seal(&device, &draft).unwrap();

    let mut purge = Draft::new();
    purge.purge(mail);
    let vault = store.apply(&with, &purge);
    // Storage kept all of it, as it can, and gives the old page for the new one.
    store.objects.extend(held);
    assert_eq!(store.run(|objects| vault.open(mail, objects)).unwrap_err().code(), "not_found");
    assert_eq!(store.run(|objects| vault.list(objects)).unwrap().secrets.len(), 2);
    let [was, is_now] = [&with, &vault].map(|vault| vault.root.state().pages[0]);
    let mut lying = store.clone();
    lying.objects.insert(is_now, store.objects[&was].clone());
    assert_eq!(refused(&mut lying, &vault, mail), is("OBJ-1", "tampered"));
    assert_eq!(refusal(&vault.refresh(with.root().to_vec()).unwrap_err()), is("DEV-1", "rolled_back"));

    // The edit is made again on the newer root, and does not bring it back (MERGE-5).
    store.put(&late);
    assert!(!store.swap(&late));
    let Settled::Lost { draft, vault } = late.read_back(store.root.clone()).unwrap() else { panic!() };
    let again = store.seal(&vault, &draft).unwrap();
    assert_eq!(again.notes(), [Note::Purged { secret: mail }]);
    let vault = store.commit(again).vault;
    assert_eq!(store.run(|objects| vault.open(mail, objects)).unwrap_err().code(), "not_found");
    assert_eq!(opened(&mut store, &vault, bank).payload, login("of the bank"));
}
