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
