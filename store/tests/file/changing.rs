//! Saving, and what others save meanwhile.

use std::{
    cell::Cell,
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::mpsc,
    thread,
    time::Duration,
};

use inkseal::{
    Error, Result,
    inkbox::{MasterKey, Vault},
};
use inkseal_store::FileStore;

use crate::sample::{add, files, key, names, names_on_disk, open, sample};

#[test]
fn a_save_leaves_the_vault_and_its_lock_and_nothing_else() {
    let (folder, path) = sample();
    open(&path).update(|vault| add(vault, "one")).unwrap();
    let mut store = open(&path);
    add(store.vault_mut(), "two").unwrap();
    store.save().unwrap();
    assert_eq!(names_on_disk(&path), ["one", "two"]);
    assert_eq!(files(folder.path()), [".agents.vault.lock", "agents.vault"]);
}

#[test]
fn leftovers_of_a_crash_go_with_the_next_save() {
    let (folder, path) = sample();
    let others = [
        ".agents.vault.inkseal-short.tmp",
        ".agents.vault.tmp",
        ".other.vault.inkseal-12345678.tmp",
        "agents.vault.inkseal-12345678.tmp",
    ];
    for name in
        others.iter().chain(&[".agents.vault.inkseal-12345678.tmp", ".agents.vault.inkseal-abcdEFGH.tmp"])
    {
        fs::write(folder.path().join(name), "half").unwrap();
    }
    // Of the right name, but nothing that a save leaves: it is in nobody's way.
    fs::create_dir(folder.path().join(".agents.vault.inkseal-99999999.tmp")).unwrap();

    FileStore::open(&path).unwrap();
    assert_eq!(files(folder.path()).len(), 9);
    open(&path).update(|vault| add(vault, "one")).unwrap();
    let mut expected = vec![".agents.vault.inkseal-99999999.tmp", ".agents.vault.lock", "agents.vault"];
    expected.extend(others);
    expected.sort_unstable();
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn a_stale_caller_gets_a_conflict() {
    let (_folder, path) = sample();
    let mut stale = open(&path);
    add(stale.vault_mut(), "mine").unwrap();
    open(&path).update(|vault| add(vault, "theirs")).unwrap();

    assert_eq!(stale.save().unwrap_err().code(), "conflict");
    assert_eq!(names_on_disk(&path), ["theirs"]);
    assert_eq!(names(stale.vault()), ["mine"]);
    // Neither may an update drop what was never saved.
    assert_eq!(stale.update(|vault| add(vault, "more")).unwrap_err().code(), "conflict");
    assert_eq!(names(stale.vault()), ["mine"]);

    assert!(stale.reload().unwrap());
    assert!(!stale.reload().unwrap());
    assert!(stale.vault().is_unlocked());
    add(stale.vault_mut(), "mine").unwrap();
    stale.save().unwrap();
    assert_eq!(names_on_disk(&path), ["mine", "theirs"]);
}

#[test]
fn reload_drops_what_was_not_saved() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    add(store.vault_mut(), "mine").unwrap();
    assert!(!store.reload().unwrap());
    assert_eq!(names(store.vault()), [""; 0]);
}

#[test]
fn updates_of_two_stores_are_both_kept_and_both_stay_unlocked() {
    let (_folder, path) = sample();
    let (mut first, mut second) = (open(&path), open(&path));
    for round in 0..3 {
        first.update(|vault| add(vault, &format!("first {round}"))).unwrap();
        second.update(|vault| add(vault, &format!("second {round}"))).unwrap();
    }
    let expected = ["first 0", "first 1", "first 2", "second 0", "second 1", "second 2"];
    assert_eq!(names_on_disk(&path), expected);
    assert_eq!(names(second.vault()), expected);
    assert!(first.vault().is_unlocked() && second.vault().is_unlocked());
}

#[test]
fn an_update_saves_earlier_changes_too() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    add(store.vault_mut(), "earlier").unwrap();
    store.update(|vault| add(vault, "now")).unwrap();
    assert_eq!(names_on_disk(&path), ["earlier", "now"]);
}

#[test]
fn a_failed_change_leaves_memory_and_disk_as_they_were() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    store.update(|vault| add(vault, "saved")).unwrap();
    let before = fs::read(&path).unwrap();
    let fail = |vault: &mut Vault| {
        add(vault, "half")?;
        Err::<(), _>(Error::Corrupt)
    };
    assert_eq!(store.update(fail).unwrap_err(), Error::Corrupt);
    assert_eq!(names(store.vault()), ["saved"]);

    add(store.vault_mut(), "unsaved").unwrap();
    assert_eq!(store.update(fail).unwrap_err(), Error::Corrupt);
    assert_eq!(names(store.vault()), ["saved", "unsaved"]);
    assert!(store.vault().is_unlocked());
    assert_eq!(fs::read(&path).unwrap(), before);
    store.save().unwrap();
    assert_eq!(names_on_disk(&path), ["saved", "unsaved"]);
}

#[test]
fn a_failed_write_leaves_memory_and_disk_as_they_were() {
    let (folder, path) = sample();
    // The lock's name just fits the file system's 255 bytes, the draft's does not.
    let long = folder.path().join("v".repeat(246));
    fs::copy(&path, &long).unwrap();
    let before = fs::read(&long).unwrap();
    let mut store = open(&long);
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "io");
    assert_eq!(names(store.vault()), [""; 0]);
    assert_eq!(fs::read(&long).unwrap(), before);

    add(store.vault_mut(), "two").unwrap();
    assert_eq!(store.save().unwrap_err().code(), "io");
    assert_eq!(names(store.vault()), ["two"]);
    assert_eq!(fs::read(&long).unwrap(), before);
}

#[test]
fn a_panic_in_a_change_frees_the_lock_and_loses_nothing_saved() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        store.update(|vault| -> Result<()> {
            add(vault, "half").unwrap();
            // A panic that prints nothing.
            resume_unwind(Box::new(()))
        })
    }));
    assert!(panicked.is_err());
    open(&path).update(|vault| add(vault, "theirs")).unwrap();
    assert_eq!(store.update(|vault| add(vault, "mine")).unwrap_err().code(), "conflict");
    store.reload().unwrap();
    store.update(|vault| add(vault, "mine")).unwrap();
    assert_eq!(names_on_disk(&path), ["mine", "theirs"]);
}

#[test]
fn a_change_of_nothing_writes_nothing() {
    let (_folder, path) = sample();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let mut store = open(&path);
    let seen = Cell::new(false);
    store.update(|vault| Ok(seen.replace(names(vault).is_empty()))).unwrap();
    store.save().unwrap();
    assert!(seen.get());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn another_vault_in_the_file_is_a_conflict_and_a_missing_one_not_found() {
    let (folder, path) = sample();
    let mut store = open(&path);
    store.update(|vault| add(vault, "one")).unwrap();
    let other = folder.path().join("other");
    let recovery = [1_u8, 2, 3, 4].map(|code| MasterKey::from_bytes(&[code; 32]).unwrap());
    let vault = Vault::initialize_with("org_other", &key(), &recovery, 1_800_000_000).unwrap();
    FileStore::create(&other, &vault).unwrap();
    fs::rename(&other, &path).unwrap();
    let before = fs::read(&path).unwrap();

    assert_eq!(store.update(|vault| add(vault, "two")).unwrap_err().code(), "conflict");
    assert_eq!(store.save().unwrap_err().code(), "conflict");
    assert_eq!(store.reload().unwrap_err().code(), "conflict");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(store.vault()), ["one"]);

    fs::remove_file(&path).unwrap();
    assert_eq!(store.update(|vault| add(vault, "two")).unwrap_err().code(), "not_found");
    assert_eq!(store.save().unwrap_err().code(), "not_found");
    assert!(!path.exists());
}

#[test]
fn readers_need_no_lock_and_writers_wait_for_it() {
    let (_folder, path) = sample();
    let (inside, is_inside) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    thread::scope(|scope| {
        let path = &path;
        // Dropped with this closure, so that a failure below does not leave the first writer waiting.
        let go_on = go_on;
        scope.spawn(move || {
            let mut store = open(path);
            store
                .update(|vault| {
                    inside.send(()).unwrap();
                    may_go_on.recv().unwrap();
                    add(vault, "first")
                })
                .unwrap();
        });
        is_inside.recv().unwrap();
        assert_eq!(names_on_disk(path), [""; 0]);
        let waiting = scope.spawn(|| open(path).update(|vault| add(vault, "second")).unwrap());
        thread::sleep(Duration::from_millis(100));
        assert!(!waiting.is_finished());
        go_on.send(()).unwrap();
    });
    assert_eq!(names_on_disk(&path), ["first", "second"]);
}
