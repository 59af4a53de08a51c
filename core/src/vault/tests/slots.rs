//! Vault keys and recovery codes.

use super::{
    agents::granted,
    devices::rule,
    secrets::{add, lineage, login, opened},
    store::{NOW, Store, VAULT_KEY},
};
use crate::{
    kdf::{Argon2Params, KdfMemory},
    vault::{Commit, Draft, LockedVault, Opener, Settled, Vault},
};

pub(in crate::vault) const NEW_KEY: &[u8] = b"another vault key of the tests";

fn change(store: &mut Store, vault: &mut Vault) -> crate::Result<Commit> {
    let mut memory = KdfMemory::new();
    store.run(|objects| vault.change_vault_key(NEW_KEY, &Argon2Params::FORMAT_1, objects, &mut memory, NOW))
}

#[test]
fn a_changed_vault_key_takes_the_place_of_the_old_one() {
    let (mut store, mut vault, token, [one, ..]) = granted();
    let slots = vault.slots();
    assert_eq!(slots.len(), 5);
    assert_eq!(slots.iter().filter(|slot| slot.opener == Opener::RecoveryCode).count(), 4);
    let own: Vec<_> = slots.iter().filter(|slot| slot.is_own).collect();
    assert_eq!(own[0].opener, Opener::VaultKey(Argon2Params::FORMAT_1));

    let old = vault.slot_key().unwrap().clone();
    let commit = change(&mut store, &mut vault).unwrap();
    assert!(commit.objects().len() == 0 && commit.draft().is_none());
    let changed = store.commit(commit).vault;
    assert_eq!(changed.slots().len(), 5);
    assert_ne!(changed.slot_key().unwrap().slot, old.slot);

    let locked = changed.clone().lock();
    let mut memory = KdfMemory::new();
    assert_eq!(locked.unlock(VAULT_KEY, &mut memory).unwrap_err().code(), "wrong_vault_key");
    assert_eq!(locked.unlock_with(&old).unwrap_err().code(), "wrong_vault_key");
    let again = locked.unlock(NEW_KEY, &mut memory).unwrap();
    assert_eq!(opened(&mut store, &again, one).payload, login("first"));
    // The root key stayed, and so did whoever has it.
    assert!(store.unlock(changed.slot_key().unwrap(), None).is_ok());
    assert_eq!(super::agents::names(&mut store, &token), ["one", "two"]);
    // It is gone for a device that opened with the old one.
    assert_eq!(change(&mut store, &mut vault).unwrap().expected(), Some(vault.root()), "at its old root");
    let mut late = vault.refresh(store.root.clone().unwrap()).unwrap();
    assert_eq!(change(&mut store, &mut late).unwrap_err().code(), "not_found");
}

#[test]
fn a_change_of_vault_key_that_others_overtake_is_done_anew() {
    let (mut store, mut vault) = Store::with_vault();
    let theirs = store.device(&vault);
    let weak = |store: &mut Store, vault: &mut Vault, key: &[u8]| {
        let mut memory = KdfMemory::new();
        let cost = Argon2Params::FORMAT_1;
        store.run(|objects| vault.change_vault_key(key, &cost, objects, &mut memory, NOW)).unwrap_err()
    };
    assert_eq!(weak(&mut store, &mut vault, b"too short").code(), "weak_vault_key");
    assert_eq!(rule(&weak(&mut store, &mut vault, b"sixteen letters!\xff")), "KEY-3");

    let commit = change(&mut store, &mut vault).unwrap();
    store.put(&commit);
    let (id, _) = add(&mut store, &theirs, "theirs");
    assert!(!store.swap(&commit));
    assert!(matches!(commit.read_back(store.root.clone()).unwrap(), Settled::Anew));
    let mut vault = vault.refresh(store.root.clone().unwrap()).unwrap();
    let commit = change(&mut store, &mut vault).unwrap();
    let vault = store.commit(commit).vault;
    assert_eq!(opened(&mut store, &vault, id).payload, login("first"));
    assert!(vault.lock().unlock(NEW_KEY, &mut KdfMemory::new()).is_ok());
}

/// ACCESS-5 holds for every commit.
#[test]
fn a_change_of_vault_key_re_keys_what_was_given_up() {
    let (mut store, vault, token, [_, _, three]) = granted();
    let mut draft = Draft::new();
    draft.grant(token.identity_id(), &[three]);
    let memory = store.seal(&vault, &draft).unwrap().device_memory().clone();
    let mut vault = store.unlock(vault.slot_key().unwrap(), Some(memory)).unwrap();
    let commit = change(&mut store, &mut vault).unwrap();
    let vault = store.commit(commit).vault;
    assert_eq!(lineage(&mut store, &vault, three).since, 2);
    assert!(vault.device_memory().to_rekey.is_empty());
}

#[test]
fn a_recovery_code_reads() {
    let mut store = Store::default();
    let mut memory = KdfMemory::new();
    let commit = Vault::create(VAULT_KEY, &Argon2Params::FORMAT_1, &mut memory, NOW).unwrap();
    let accepted = store.commit(commit);
    let codes = accepted.shown.recovery_codes;
    assert_eq!(codes.len(), 4);
    let (id, vault) = add(&mut store, &accepted.vault, "Git");
    let locked = LockedVault::parse(vault.root().to_vec(), None).unwrap();
    for code in &codes {
        let recovery = locked.recover(code).unwrap();
        assert_eq!((recovery.id(), recovery.checkpoint()), (vault.id(), vault.checkpoint()));
        assert_eq!(store.run(|objects| recovery.open(id, objects)).unwrap().payload, login("first"));
        assert_eq!(store.run(|objects| recovery.find("Git", objects)).unwrap(), id);
    }
    let recovery = locked.recover(&codes[0]).unwrap();
    assert_eq!(store.run(|objects| recovery.list(objects)).unwrap().secrets.len(), 1);
    assert_eq!(store.run(|objects| recovery.history(id, objects)).unwrap().len(), 1);
    assert_eq!(store.run(|objects| recovery.totp_code(id, 0, objects)).unwrap_err().code(), "not_found");
    assert!(store.run(|objects| recovery.verify(objects)).unwrap().is_empty());
    assert!(store.run(|objects| recovery.identities(objects)).unwrap().identities.is_empty());
    let stranger = crate::vault::RecoveryCode::generate().unwrap();
    assert_eq!(locked.recover(&stranger).unwrap_err().code(), "wrong_vault_key");
    // A code is no vault key, nor the other way round.
    let text = codes[0].to_text();
    let refused = locked.unlock(text.expose().as_bytes(), &mut memory).unwrap_err();
    assert_eq!(refused.code(), "wrong_vault_key");
    // It sees what this device has seen.
    let old = accepted.vault.root().to_vec();
    assert_eq!(rule(&recovery.refresh(old).unwrap_err()), "DEV-1");
    assert_eq!(recovery.lock().vault_id(), vault.id());
}
