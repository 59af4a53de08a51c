//! `rotate`: nothing old opens, and nothing is lost.

use super::{
    agents::{agent, changed, granted, names},
    devices::rule,
    secrets::{add, edit, lineage, login, opened, password},
    slots::NEW_KEY,
    store::{NOW, Store, VAULT_KEY},
};
use crate::{
    Error,
    kdf::{Argon2Params, KdfMemory},
    vault::{
        Agent, AgentToken, Commit, Digest, Draft, Holds, Note, Objects, RecoveryCode, Rotation, SecretId,
        Settled, Step, Vault,
    },
};

fn rotation<'a>(dropped: &'a [Digest]) -> Rotation<'a> {
    Rotation { vault_key: NEW_KEY, cost: Argon2Params::FORMAT_1, dropped }
}

fn rotate(store: &mut Store, vault: &mut Vault, dropped: &[Digest]) -> crate::Result<Commit> {
    let mut memory = KdfMemory::new();
    store.run(|objects| vault.rotate(&rotation(dropped), objects, &mut memory, NOW))
}

/// Everything that an owner can read: each revision of each secret.
fn everything(store: &mut Store, vault: &Vault) -> Vec<crate::vault::OpenedSecret> {
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert!(listing.damaged.is_empty(), "{listing:?}");
    let mut all = Vec::new();
    for info in listing.secrets {
        for older in store.run(|objects| vault.history(info.id, objects)).unwrap() {
            let id = info.id;
            all.push(store.run(|objects| vault.open_revision(id, older.revision, objects)).unwrap());
        }
    }
    all
}

fn present(store: &mut Store, vault: &Vault, id: SecretId) -> Digest {
    store
        .run(|objects| {
            let tree = vault.tree(objects);
            tree.lookup.step(tree.present(&id))
        })
        .unwrap()
        .unwrap()
}

#[test]
fn a_rotation_keeps_everything_and_locks_everybody_out() {
    let (mut store, vault, token, [one, two, three]) = granted();
    let bot = token.identity_id();
    let vault = edit(&mut store, &vault, one, password("second"));
    let vault = edit(&mut store, &vault, three, password("second"));
    // A re-key in the middle of a history, of which the agent has the later part, and a paused identity.
    let (vault, _) = changed(&mut store, &vault, |draft| draft.grant(bot, &[three]));
    let vault = edit(&mut store, &vault, three, password("fourth"));
    let (vault, _) = changed(&mut store, &vault, |draft| draft.create_identity("paused", None, &[two]));
    let paused = *vault.root.state().identities.iter().map(|(id, _)| id).find(|id| **id != bot).unwrap();
    let (mut vault, _) = changed(&mut store, &vault, |draft| draft.pause(paused));

    let before = everything(&mut store, &vault);
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    let old_agent = agent(&store, &token);
    let seen = store.run(|objects| old_agent.history(three, objects)).unwrap();
    let their_device = store.device(&vault);
    let old_root = vault.root().to_vec();
    let writers = vault.root.state().writers.clone();

    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    assert!(commit.notes().is_empty());
    let accepted = store.commit(commit);
    let rotated = accepted.vault;
    // ROTATE-2 and ROTATE-5.
    let state = rotated.root.state();
    assert_eq!((state.epoch, rotated.checkpoint().seq()), (2, vault.checkpoint().seq() + 1));
    assert_eq!(
        state.writers.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        writers.iter().map(|(id, _)| id).collect::<Vec<_>>()
    );
    // ROTATE-4 and ROTATE-7: everything is there although everything old is deleted.
    assert!(!accepted.replaced.is_empty());
    for name in &accepted.replaced {
        assert!(store.objects.remove(name).is_some());
    }
    let reachable = store.run(|objects| rotated.reachable(objects)).unwrap();
    assert!(reachable.iter().all(|name| store.objects.contains_key(name)));
    assert_eq!(everything(&mut store, &rotated), before);
    assert_eq!(store.run(|objects| rotated.identities(objects)).unwrap(), identities);
    assert!(store.run(|objects| rotated.verify(objects)).unwrap().is_empty());

    // Nobody gets in by what was known before.
    let locked = rotated.clone().lock();
    let mut memory = KdfMemory::new();
    assert_eq!(locked.unlock(VAULT_KEY, &mut memory).unwrap_err().code(), "wrong_vault_key");
    assert_eq!(locked.unlock_with(vault.slot_key().unwrap()).unwrap_err().code(), "wrong_vault_key");
    let new_root = || rotated.root().to_vec();
    assert_eq!(their_device.refresh(new_root()).unwrap_err().code(), "locked");
    for refused in
        [Agent::open(new_root(), &token, None).unwrap_err(), old_agent.refresh(new_root()).unwrap_err()]
    {
        assert_eq!((rule(&refused), refused.code()), ("OPEN-7".into(), "access_denied"));
    }
    let again = locked.unlock(NEW_KEY, &mut memory).unwrap();
    assert_eq!(again.device_memory(), rotated.device_memory());
    // The old root is old, for the owner and for the new token.
    assert_eq!(rule(&rotated.refresh(old_root.clone()).unwrap_err()), "DEV-1");

    // New tokens open what the old ones did, and no more.
    let tokens = accepted.shown.tokens;
    assert_eq!(tokens.len(), 2);
    let new = tokens.iter().find(|token| token.identity_id() == bot).unwrap();
    assert_eq!(rule(&Agent::open(old_root, new, None).unwrap_err()), "DEV-5");
    assert_eq!(names(&mut store, new), ["one", "three", "two"]);
    let new_agent = old_agent_with(&store, new, &old_agent);
    assert_eq!(store.run(|objects| new_agent.history(three, objects)).unwrap(), seen);
    assert_eq!(
        store.run(|objects| new_agent.get_revision(three, 2, objects)).unwrap_err().code(),
        "not_found"
    );
    let other: Vec<&AgentToken> = tokens.iter().filter(|token| token.identity_id() != bot).collect();
    let refused = agent(&store, other[0]);
    assert_eq!(rule(&store.run(|objects| refused.list(objects)).unwrap_err()), "GRANT-7");

    // It goes on from there.
    let rotated = edit(&mut store, &rotated, one, password("third"));
    let id;
    let rotated = {
        let (added, vault) = add(&mut store, &rotated, "new");
        id = added;
        vault
    };
    assert_eq!(opened(&mut store, &rotated, id).payload, login("first"));
    assert_eq!(lineage(&mut store, &rotated, one).history, 2);
}

/// The agent's device, which has seen the old epoch, with its new token.
fn old_agent_with(store: &Store, token: &AgentToken, old: &Agent) -> Agent {
    Agent::open(store.root.clone().unwrap(), token, Some(old.device_memory().clone())).unwrap()
}

#[test]
fn a_recovery_code_rotates() {
    let mut store = Store::default();
    let mut memory = KdfMemory::new();
    let commit = Vault::create(VAULT_KEY, &Argon2Params::FORMAT_1, &mut memory, NOW).unwrap();
    let accepted = store.commit(commit);
    let old_codes = accepted.shown.recovery_codes;
    let (id, vault) = add(&mut store, &accepted.vault, "Git");
    let mut recovery = vault.lock().recover(&old_codes[2]).unwrap();
    let commit = store.run(|objects| recovery.rotate(&rotation(&[]), objects, &mut memory, NOW)).unwrap();
    let accepted = store.commit(commit);
    let codes = &accepted.shown.recovery_codes;
    assert_eq!(codes.len(), 4);
    assert_eq!(opened(&mut store, &accepted.vault, id).payload, login("first"));
    let locked = accepted.vault.lock();
    assert!(codes.iter().all(|code| locked.recover(code).is_ok()));
    let refused = |code: &RecoveryCode| locked.recover(code).unwrap_err().code() == "wrong_vault_key";
    assert!(old_codes.iter().all(refused));
}

/// ROTATE-3.
#[test]
fn the_new_vault_key_is_another_one() {
    let (mut store, mut vault) = Store::with_vault();
    let mut refused = |vault_key: &[u8]| {
        let mut memory = KdfMemory::new();
        let same = Rotation { vault_key, ..rotation(&[]) };
        store.run(|objects| vault.rotate(&same, objects, &mut memory, NOW)).unwrap_err()
    };
    assert_eq!(rule(&refused(VAULT_KEY)), "ROTATE-3");
    assert_eq!(refused(b"too short").code(), "weak_vault_key");
    assert!(!vault.device_memory().is_committing());
}

/// ROTATE-6: of each kind of object.
#[test]
fn damage_stops_a_rotation_until_it_is_named() {
    let (mut store, vault, token, [one, two, three]) = granted();
    let vault = edit(&mut store, &vault, one, password("second"));
    let vault = edit(&mut store, &vault, one, password("third"));
    let mut vault = edit(&mut store, &vault, two, password("second"));
    let newest = present(&mut store, &vault, one);
    let middle = lineage(&mut store, &vault, one).previous;
    let lost = present(&mut store, &vault, two);
    let grants = *vault.root.state().grants_of(&token.identity_id()).unwrap();
    // The payload of the middle one is not that of its head.
    store.objects.get_mut(&middle).unwrap().pop();
    store.objects.remove(&lost);
    store.objects.get_mut(&grants).unwrap()[50] ^= 1;
    let mut found: Vec<_> = store
        .run(|objects| vault.verify(objects))
        .unwrap()
        .into_iter()
        .map(|damaged| (damaged.name, damaged.holds, rule(&damaged.error)))
        .collect();
    let mut expected = vec![
        (lost, Holds::Present(two), "OBJ-2".to_owned()),
        (grants, Holds::Grants(token.identity_id()), "OBJ-1".to_owned()),
        (middle, Holds::Older(one), "REC-5".to_owned()),
    ];
    found.sort_by_key(|(name, ..)| *name);
    expected.sort_by_key(|(name, ..)| *name);
    assert_eq!(found, expected);

    for named in [vec![], vec![lost, grants], vec![middle, grants], vec![lost, middle, newest]] {
        let refused = rotate(&mut store, &mut vault, &named).unwrap_err();
        assert_eq!(refused.code(), "tampered", "{named:?}");
    }
    let commit = rotate(&mut store, &mut vault, &[lost, middle, grants]).unwrap();
    let dropped = |note: &Note| matches!(note, Note::Dropped(_));
    assert_eq!(commit.notes().iter().filter(|note| dropped(note)).count(), 3);
    let accepted = store.commit(commit);
    let rotated = accepted.vault;
    let left = everything(&mut store, &rotated);
    let mut ids = [one, three];
    ids.sort_unstable();
    assert_eq!(left.iter().map(|secret| secret.info.id).collect::<Vec<_>>(), ids);
    let found = opened(&mut store, &rotated, one);
    assert_eq!((found.payload, found.info.revision, found.info.history), (login("third"), 3, 0));
    assert!(rotated.root.state().identities.is_empty() && accepted.shown.tokens.is_empty());
    // What was dropped is not there to be damaged.
    assert!(store.run(|objects| rotated.verify(objects)).unwrap().is_empty());
}

/// A page is all that says which secrets there are.
#[test]
fn a_lost_page_can_be_dropped() {
    let (mut store, vault, token, _) = granted();
    let mut vault = vault;
    let page = vault.root.state().pages[0];
    store.objects.remove(&page);
    assert_eq!(rule(&rotate(&mut store, &mut vault, &[]).unwrap_err()), "OBJ-2");
    let commit = rotate(&mut store, &mut vault, &[page]).unwrap();
    assert_eq!(commit.notes().len(), 3, "two grants of what is lost, and the page");
    let accepted = store.commit(commit);
    assert!(everything(&mut store, &accepted.vault).is_empty());
    let [new] = &accepted.shown.tokens[..] else { panic!("{:?}", accepted.shown) };
    assert_eq!(new.identity_id(), token.identity_id());
    assert!(names(&mut store, new).is_empty());
}

/// Entries that have no longer the key of their secret open nothing after it either.
#[test]
fn what_a_grant_did_not_open_it_does_not_open_after_a_rotation() {
    let (mut store, vault, token, [one, _, _]) = granted();
    let bot = token.identity_id();
    let grants = *vault.root.state().grants_of(&bot).unwrap();
    let hidden = store.objects.remove(&grants).unwrap();
    // Nobody can renew its key while its grants cannot be read.
    let (mut vault, notes) = changed(&mut store, &vault, |draft| draft.forget(one).unwrap());
    assert_eq!(notes, [Note::GrantsUnreadable { identity: bot }]);
    store.objects.insert(grants, hidden);
    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    assert_eq!(commit.notes(), [Note::NotGranted { identity: bot, secret: one }]);
    let accepted = store.commit(commit);
    assert_eq!(names(&mut store, &accepted.shown.tokens[0]), ["two"]);
}

#[test]
fn a_rotation_that_others_overtake_is_done_anew() {
    let (mut store, mut vault) = Store::with_vault();
    let theirs = store.device(&vault);
    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    store.put(&commit);
    assert!(matches!(commit.read_back(store.root.clone()).unwrap(), Settled::TryAgain));
    let (id, _) = add(&mut store, &theirs, "theirs");
    assert!(!store.swap(&commit));
    assert!(matches!(commit.read_back(store.root.clone()).unwrap(), Settled::Anew));
    let mut vault = vault.refresh(store.root.clone().unwrap()).unwrap();
    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    store.put(&commit);
    assert!(store.swap(&commit));
    // The answer is lost.
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    assert_eq!(accepted.shown.recovery_codes.len(), 4);
    assert_eq!(opened(&mut store, &accepted.vault, id).payload, login("first"));
}

/// ROTATE-8: both have tried the same epoch, and who was late has no key of it. That is nobody's forgery.
#[test]
fn a_rotation_that_loses_to_another_one_asks_for_the_new_vault_key() {
    let (mut store, mut vault) = Store::with_vault();
    let mut theirs = store.device(&vault);
    let lost = rotate(&mut store, &mut vault, &[]).unwrap();
    let first = rotate(&mut store, &mut theirs, &[]).unwrap();
    let theirs = store.commit(first).vault;
    store.put(&lost);
    assert!(!store.swap(&lost));
    assert_eq!(lost.read_back(store.root.clone()).unwrap_err(), Error::Locked);
    // Also at a later root of that epoch.
    add(&mut store, &theirs, "Git");
    assert_eq!(lost.read_back(store.root.clone()).unwrap_err(), Error::Locked);
    let newer = store.unlock(theirs.slot_key().unwrap(), Some(lost.device_memory().clone())).unwrap();
    assert!(matches!(lost.settle(newer), Settled::Anew));
    // A root of the old epoch that nobody made is still told.
    let mut forged = vault.root().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(rule(&lost.read_back(Some(forged)).unwrap_err()), "OPEN-5");
    // And so is its own root, changed: nobody made another vault key.
    let mut forged = lost.root().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(rule(&lost.read_back(Some(forged)).unwrap_err()), "OPEN-5");
}

#[test]
fn a_rotation_does_not_print_its_vault_key() {
    let rotation = Rotation { vault_key: b"AAAA", cost: Argon2Params::FORMAT_1, dropped: &[] };
    let printed = format!("{rotation:?}");
    assert!(
        printed.contains("memory_kib") && !printed.contains("65, 65") && !printed.contains("AAAA"),
        "{printed}"
    );
}

/// MERGE-8: who loses to a rotation needs the new vault key, and makes the changes again.
#[test]
fn changes_are_made_again_after_a_rotation() {
    let (mut store, mut vault, token, [one, two, _]) = granted();
    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.edit(one, password("theirs")).unwrap();
    draft.revoke(token.identity_id(), &[two]);
    let lost = store.seal(&theirs, &draft).unwrap();
    store.put(&lost);
    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    let rotated = store.commit(commit);
    assert!(!store.swap(&lost));
    assert_eq!(lost.read_back(store.root.clone()).unwrap_err().code(), "locked");
    let memory = Some(lost.device_memory().clone());
    let unlocked = store.unlock(rotated.vault.slot_key().unwrap(), memory).unwrap();
    let Settled::Lost { draft, vault } = lost.settle(unlocked) else { panic!("it was lost") };
    let vault = store.apply(&vault, &draft);
    assert_eq!(opened(&mut store, &vault, one).payload, login("theirs"));
    assert_eq!(names(&mut store, &rotated.shown.tokens[0]), ["one"]);
}

#[test]
fn a_rotation_asks_for_everything_once() {
    let (mut store, vault, _, [one, ..]) = granted();
    let mut vault = edit(&mut store, &vault, one, password("second"));
    (store.rounds, store.read) = (0, 0);
    let commit = rotate(&mut store, &mut vault, &[]).unwrap();
    // A page and grants; three records; one older record.
    assert_eq!((store.rounds, store.read), (3, 6));
    assert_eq!(commit.objects().len(), 6);
    let nothing = Objects::new();
    let mut memory = KdfMemory::new();
    let step = vault.rotate(&rotation(&[]), &nothing, &mut memory, NOW).unwrap();
    assert!(matches!(step, Step::Needs(needs) if needs.len() == 2));
}
