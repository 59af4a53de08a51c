//! Crashes between any two steps of a commit, and unclear answers.

use super::{
    secrets::{add, edit, login, opened, password},
    store::{NOW, Store},
};
use crate::{
    kdf::{Argon2Params, KdfMemory},
    vault::{Commit, DeviceMemory, Draft, Edit, SecretId, Settled, Vault},
};

fn changing(id: SecretId, edit: Edit) -> Draft {
    let mut draft = Draft::new();
    draft.edit(id, edit).unwrap();
    draft
}

fn setup() -> (Store, SecretId, Vault, Commit) {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let commit = store.seal(&vault, &changing(id, password("second"))).unwrap();
    (store, id, vault, commit)
}

/// What the device reads after a crash, from the bytes it kept.
fn restart(store: &Store, vault: &Vault, memory: &DeviceMemory) -> Vault {
    let memory = DeviceMemory::from_bytes(&memory.to_bytes()).unwrap();
    store.unlock(vault.slot_key().unwrap(), Some(memory)).unwrap()
}

#[test]
fn a_crash_before_the_swap_leaves_the_old_state() {
    for puts in 0..3 {
        let (mut store, id, vault, commit) = setup();
        let objects: Vec<_> = commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        assert_eq!(objects.len(), 2);
        store.objects.extend(objects.into_iter().take(puts));
        let again = restart(&store, &vault, commit.device_memory());
        assert_eq!(opened(&mut store, &again, id).payload, login("first"));
        assert!(again.device_memory().is_committing());
        // The changes are gone with the crash: the next commit gives them up, and is another writer's.
        let next = edit(&mut store, &again, id, password("third"));
        assert_eq!(opened(&mut store, &next, id).payload, login("third"));
        assert!(!next.device_memory().is_committing());
        assert_ne!(next.device_memory().memory.writer, vault.device_memory().memory.writer);
        assert_eq!(next.root.state().writers.len(), 2);
    }
}

#[test]
fn a_crash_after_the_swap_finds_it_done() {
    let (mut store, id, vault, commit) = setup();
    store.put(&commit);
    assert!(store.swap(&commit));
    let again = restart(&store, &vault, commit.device_memory());
    assert_eq!(opened(&mut store, &again, id).payload, login("second"));
    assert!(!again.device_memory().is_committing());
    assert_eq!(again.device_memory(), &commit.clone().accepted().vault.device);
    let next = edit(&mut store, &again, id, password("third"));
    assert_eq!(next.root.state().writers.len(), 1, "it is the same writer");
}

/// Others were faster than the restart.
#[test]
fn a_crash_after_the_swap_finds_it_done_below_later_roots() {
    let (mut store, id, vault, commit) = setup();
    store.put(&commit);
    assert!(store.swap(&commit));
    let other = store.device(&vault);
    edit(&mut store, &other, id, password("theirs"));
    let again = restart(&store, &vault, commit.device_memory());
    assert!(!again.device_memory().is_committing());
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    assert_eq!(accepted.vault.root(), again.root());
}

#[test]
fn an_unclear_answer_is_read_back() {
    // It was not swapped: the very same swap again.
    let (mut store, id, _, commit) = setup();
    store.put(&commit);
    assert!(matches!(commit.read_back(store.root.clone()).unwrap(), Settled::TryAgain));
    assert!(store.swap(&commit));
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    assert_eq!(accepted.vault.root(), commit.root());
    assert_eq!(opened(&mut store, &accepted.vault, id).payload, login("second"));
    // The root is gone.
    assert_eq!(commit.read_back(None).unwrap_err().code(), "tampered");
    // Storage shows what is older.
    let (_, new) = Store::with_vault();
    assert_eq!(commit.read_back(Some(new.root().to_vec())).unwrap_err().code(), "rolled_back");
}

/// Objects that were put a day ago may be taken for garbage: the changes are sealed anew on the same root, and
/// whichever attempt stands in the end, it is done.
#[test]
fn what_took_too_long_is_sealed_anew() {
    let (mut store, id, vault, commit) = setup();
    assert!(commit.is_fresh(NOW + 86_399_999) && !commit.is_fresh(NOW + 86_400_000));
    store.put(&commit);
    let anew = store.seal(&vault.refresh(store.root.clone().unwrap()).unwrap(), commit.draft().unwrap());
    let anew = anew.unwrap();
    assert_eq!(anew.expected(), commit.expected());
    for (name, _) in anew.objects() {
        assert!(!commit.objects().any(|(other, _)| other == name), "no object has an old name");
    }
    store.put(&anew);
    let mut late = store.clone();
    for (store, swapped) in [(&mut store, &anew), (&mut late, &commit)] {
        assert!(store.swap(swapped));
        let Settled::Committed(accepted) = anew.read_back(store.root.clone()).unwrap() else {
            panic!("it stands")
        };
        assert_eq!(opened(store, &accepted.vault, id).payload, login("second"));
        assert!(!accepted.vault.device_memory().is_committing());
    }
}

/// A commit that was given up re-keys what it granted, in the next commit (ACCESS-5).
#[test]
fn what_was_granted_by_a_commit_that_was_given_up_is_rekeyed() {
    let (mut store, id, vault, commit) = setup();
    let mut memory = commit.device_memory().clone();
    memory.pending.as_mut().unwrap().granted.insert(id);
    let again = restart(&store, &vault, &memory);
    let mut draft = Draft::new();
    draft.add(super::secrets::new("unrelated", login("p"))).unwrap();
    let before = super::secrets::lineage(&mut store, &again, id);
    let commit = store.seal(&again, &draft).unwrap();
    assert!(commit.device_memory().to_rekey.contains(&id), "until it is committed");
    let next = store.commit(commit).vault;
    assert!(next.device_memory().to_rekey.is_empty());
    let after = super::secrets::lineage(&mut store, &next, id);
    assert_eq!((after.revision, after.since), (2, 2));
    assert_ne!(after.key_id, before.key_id);
    assert_eq!(opened(&mut store, &next, id).payload, login("first"));
}

#[test]
fn a_new_vault_is_made_once_slow() {
    let make = || {
        Vault::create(b"a vault key of another", &Argon2Params::FORMAT_1, &mut KdfMemory::new(), NOW).unwrap()
    };
    let (commit, other) = (make(), make());
    assert_eq!((commit.expected(), commit.objects().len()), (None, 0));
    assert!(matches!(commit.read_back(None).unwrap(), Settled::TryAgain));
    let mut store = Store::default();
    assert!(store.swap(&commit) && !store.swap(&other));
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    assert_eq!(accepted.shown.recovery_codes.len(), 4);
    assert_eq!(other.read_back(store.root.clone()).unwrap_err().code(), "wrong_vault");
}

/// Two drafts from one value: the first one is given up, so that neither can be taken for the other.
#[test]
fn a_vault_remembers_what_is_under_way() {
    let (mut store, id, mut vault, _) = setup();
    let first = changing(id, password("second"));
    let first = store.run(|objects| vault.seal(&first, objects, NOW)).unwrap();
    assert_eq!(vault.device_memory(), first.device_memory());
    let second = changing(id, Edit { name: Some("other".into()), ..Edit::default() });
    let second = store.run(|objects| vault.seal(&second, objects, NOW)).unwrap();
    let writers = [&first, &second].map(|commit| commit.device_memory().memory.writer);
    assert_ne!(writers[0], writers[1]);
    // The first one comes late, and stands; the second one is made again upon it.
    store.put(&first);
    store.put(&second);
    assert!(store.swap(&first) && !store.swap(&second));
    let Settled::Lost { draft, vault } = second.read_back(store.root.clone()).unwrap() else {
        panic!("it was lost")
    };
    let vault = store.apply(&vault, &draft);
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.name.expose(), found.payload), ("other", login("second")));
}
