use std::{sync::Arc, thread};

use inkseal::payload::{LoginPayload, SecretPayload};

use super::*;
use crate::{InksealError, MasterKey};

const ORGANIZATION: &str = "org_test_123";

/// A key without a derivation.
fn key(byte: u8) -> Arc<MasterKey> {
    Arc::new(MasterKey::from_bytes(vec![byte; 32]).unwrap())
}

fn vault() -> Arc<Vault> {
    let recovery = (2..6).map(key).collect();
    Arc::new(Vault::initialize_with(ORGANIZATION, key(1), recovery, Some(0)).unwrap())
}

fn add(vault: &Vault, name: &str) -> String {
    let login = SecretPayload::from(LoginPayload::new("password of ".to_owned() + name));
    vault.create(name, login, None, None).unwrap().id
}

#[test]
fn vaults_that_import_each_other_do_not_wait_for_each_other() {
    let (one, other) = (vault(), vault());
    (0..50).for_each(|number| drop((add(&one, &format!("a{number}")), add(&other, &format!("b{number}")))));
    thread::scope(|scope| {
        for (into, from) in [(&one, &other), (&other, &one)] {
            scope.spawn(|| (0..20).for_each(|_| drop(into.import_from(Arc::clone(from), None).unwrap())));
        }
    });
    assert_eq!((one.list().len(), other.list().len()), (100, 100));
    assert_eq!(one.import_from(Arc::clone(&one), None).unwrap().unchanged.len(), 100);
}

#[test]
fn threads_get_right_answers_or_that_it_is_locked() {
    let vault = vault();
    let ids: Vec<_> = (0..20).map(|number| add(&vault, &format!("n{number}"))).collect();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (number, id) in ids.iter().enumerate().cycle().take(4_000) {
                    match vault.open(id) {
                        Ok(secret) => {
                            let password = secret.payload.get("password").unwrap();
                            assert_eq!(password.expose(), format!("password of n{number}"));
                        }
                        Err(error) => assert!(matches!(error, InksealError::Locked { .. }), "{error}"),
                    }
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..500 {
                vault.lock();
                vault.unlock_with(key(1)).unwrap();
                vault.rename(&ids[0], "renamed", None).unwrap();
            }
        });
    });
    assert_eq!(vault.list().len(), 20);
}

#[test]
fn a_vault_saved_as_a_file_stays_unlocked_and_is_kept_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agents.vault");
    let path = path.to_str().unwrap();
    let vault = vault();
    let id = add(&vault, "one");
    assert!(matches!(vault.save().unwrap_err(), InksealError::InvalidInput { .. }));
    assert_eq!(vault.path(), None);
    vault.save_as(path).unwrap();
    assert!(vault.open(&id).is_ok() && vault.path().is_some());
    assert!(matches!(vault.save_as(path).unwrap_err(), InksealError::AlreadyExists { .. }));

    let other = Vault::open_file(path).unwrap();
    assert!(matches!(other.open(&id).unwrap_err(), InksealError::Locked { .. }));
    add(&vault, "two");
    vault.save().unwrap();
    assert!(other.reload().unwrap() && !other.reload().unwrap());
    assert_eq!(other.list().len(), 2);

    vault.delete(&id, None).unwrap();
    vault.save().unwrap();
    other.rename(&id, "changed", None).unwrap();
    assert!(matches!(other.save().unwrap_err(), InksealError::Conflict { .. }));
}

#[test]
fn a_key_that_is_locked_is_wiped_for_all_who_hold_it() {
    let (held, org_key) = (key(9), Arc::new(crate::OrgKey::generate().unwrap()));
    assert!(held.wrap(Arc::clone(&org_key), "id").is_ok());
    held.lock();
    assert!(matches!(held.auth_hash().unwrap_err(), InksealError::Locked { .. }));
    org_key.lock();
    assert!(matches!(org_key.expose_bytes().unwrap_err(), InksealError::Locked { .. }));
    assert!(matches!(vault().unlock_with(held).unwrap_err(), InksealError::Locked { .. }));
}

/// What a call says that has begun before the vault is locked, and goes on after it.
fn across_a_lock<T: Send>(vault: &Vault, call: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let (held, before) = (vault.write(), vault.begin());
        let calls = scope.spawn(call);
        // The vault holds the period, and so does this function: the third is the call.
        while Arc::strong_count(&before) < 3 {
            thread::yield_now();
        }
        let locks = scope.spawn(|| vault.lock());
        while Arc::ptr_eq(&before, &vault.begin()) {
            thread::yield_now();
        }
        drop(held);
        locks.join().unwrap();
        calls.join().unwrap()
    })
}

#[test]
fn what_has_begun_before_a_lock_does_not_unlock_after_it() {
    const KEY: &[u8] = b"Correct-Horse-7-Battery";
    const NEW: &[u8] = b"Another-Vault-Key-1";
    let made = initialize::initialize_vault(ORGANIZATION, KEY.to_vec(), Some(0)).unwrap();
    let (vault, code) = (made.vault, made.recovery_codes[0].expose().as_bytes().to_vec());
    let master_key = |text: &[u8]| Arc::new(MasterKey::derive(text.to_vec(), ORGANIZATION).unwrap());
    let (current, new, recovery) = (master_key(KEY), master_key(NEW), master_key(&code));
    let text = vault.to_text().unwrap();

    let calls: [Box<dyn Fn() -> Result<()> + Send + Sync>; 8] = [
        Box::new(|| vault.unlock(KEY.to_vec())),
        Box::new(|| vault.unlock_with(Arc::clone(&current))),
        Box::new(|| vault.change_vault_key(KEY.to_vec(), NEW.to_vec(), None).map(drop)),
        Box::new(|| vault.change_vault_key_with(Arc::clone(&current), Arc::clone(&new), None).map(drop)),
        Box::new(|| vault.recover(code.clone(), NEW.to_vec(), None).map(drop)),
        Box::new(|| vault.recover_with(Arc::clone(&recovery), Arc::clone(&new), None).map(drop)),
        Box::new(|| vault.replace_recovery_codes(None).map(drop)),
        Box::new(|| vault.replace_recovery_codes_with((30..34).map(key).collect(), None)),
    ];
    for (number, call) in calls.iter().enumerate() {
        let locked = across_a_lock(&vault, || call());
        assert!(matches!(locked, Err(InksealError::Locked { .. })), "call {number}");
        assert!(!vault.is_unlocked() && vault.to_text().unwrap() == text, "call {number}");
    }
    // What begins after it unlocks.
    vault.unlock(KEY.to_vec()).unwrap();
    assert!(vault.is_unlocked());
}

#[test]
fn changes_that_the_file_lacks_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agents.vault");
    let vault = vault();
    let id = add(&vault, "one");
    assert!(!vault.has_unsaved_changes().unwrap(), "a vault in memory has no file that could lack any");
    vault.save_as(path.to_str().unwrap()).unwrap();
    vault.lock();
    vault.unlock_with(key(1)).unwrap();
    vault.rename("none", "x", None).unwrap_err();
    assert!(!vault.has_unsaved_changes().unwrap());
    vault.rename(&id, "other", None).unwrap();
    assert!(vault.has_unsaved_changes().unwrap());
    vault.save().unwrap();
    assert!(!vault.has_unsaved_changes().unwrap());
    vault.delete(&id, None).unwrap();
    assert!(vault.has_unsaved_changes().unwrap());
    vault.reload().unwrap();
    assert!(!vault.has_unsaved_changes().unwrap() && vault.open(&id).is_ok());
}

#[test]
fn what_is_odd_about_a_wrong_vault_key_is_told_and_nothing_of_it() {
    let vault = vault();
    let told = |key: &str| vault.unlock(key.as_bytes().to_vec()).unwrap_err().to_string();
    let plain = told("Correct-Horse-7-Battery");
    for (odd, hint) in [
        ("", "is empty"),
        ("\u{feff}hunter2", "begins with a byte order mark"),
        ("hunter2\r\n", "ends in a line end"),
        ("hunter2 ", "ends in white space"),
        ("\thunter2", "begins with white space"),
        ("hunter2\nhunter2", "has more than one line"),
    ] {
        assert_eq!(told(odd), format!("{plain} (it {hint})"));
    }
}
