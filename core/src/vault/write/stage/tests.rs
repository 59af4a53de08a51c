//! What a commit does to the grants of those who may read what it changes.

use super::*;
use crate::{
    Members,
    vault::{
        AgentToken, Settled,
        keys::key::DataKey,
        objects::grants::Status,
        tests::{
            secrets::{add, edit, lineage, password},
            store::{NOW, Store},
        },
    },
};

/// A vault with three secrets, all of which one identity may read.
fn granted() -> (Store, Vault, IdentityId, Vec<SecretId>) {
    let (mut store, mut vault) = Store::with_vault();
    let mut secrets = Vec::new();
    for name in ["one", "two", "three"] {
        let id;
        (id, vault) = add(&mut store, &vault, name);
        secrets.push(id);
    }
    let identity = IdentityId::generate(&mut Source::system()).unwrap();
    let readable = secrets.iter().copied().collect();
    let commit = store
        .run(|objects| {
            let draft = Draft::new();
            let mut stage = Stage::new(&vault, &draft, objects, NOW);
            let grants = Grants {
                handle: "bot".into(),
                name: None,
                status: Status::Active,
                paused: Vec::new(),
                unknown: Members::default(),
                keys: Vec::new(),
            };
            let readable: BTreeSet<SecretId> = BTreeSet::clone(&readable);
            stage.granted.clone_from(&readable);
            let new = PlannedGrants { grants, readable, changed: true, new: true };
            stage.identities.insert(identity, new);
            let planned = stage.plan();
            match stage.tree.lookup.step(planned)? {
                Step::Needs(needs) => Ok(Step::Needs(needs)),
                Step::Done(()) => {
                    let made = stage.write(&mut Source::system())?;
                    Commit::new(Some(&mut vault), made, NOW, &mut Source::system()).map(Step::Done)
                }
            }
        })
        .unwrap();
    assert_eq!(commit.device_memory().pending.as_ref().unwrap().granted.len(), 3);
    store.put(&commit);
    assert!(store.swap(&commit));
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    let [token]: [AgentToken; 1] = accepted.shown.tokens.try_into().unwrap();
    assert_eq!((token.identity_id(), token.seq()), (identity, accepted.vault.checkpoint().seq()));
    (store, accepted.vault, identity, secrets)
}

/// The keys that an identity has been granted.
fn keys(store: &mut Store, vault: &Vault, identity: IdentityId) -> Vec<DataKey> {
    let key = vault.key.identity_key(identity).unwrap().grants_key().unwrap();
    store
        .run(|objects| {
            let tree = vault.tree(objects);
            tree.lookup.step(tree.grants(&identity, &key))
        })
        .unwrap()
        .keys
}

/// Whether the keys open the secrets as they are.
fn open(store: &mut Store, vault: &Vault, keys: &[DataKey]) -> bool {
    keys.iter().all(|key| {
        let opened = store.run(|objects| {
            let tree = vault.tree(objects);
            let head =
                tree.present(key.secret()).and_then(|present| tree.head(key.secret(), &present.unwrap()));
            tree.lookup.step(head.map(|head| head.open_meta(key).is_ok()))
        });
        opened.unwrap()
    })
}

#[test]
fn grants_follow_what_becomes_of_the_secrets_slow() {
    let (mut store, vault, identity, secrets) = granted();
    let before = keys(&mut store, &vault, identity);
    assert_eq!(before.len(), 3);
    assert!(open(&mut store, &vault, &before));

    // An edit leaves them as they are.
    let digest = *vault.root.state().grants_of(&identity).unwrap();
    let vault = edit(&mut store, &vault, secrets[0], password("second"));
    assert_eq!(vault.root.state().grants_of(&identity), Some(&digest));
    assert!(open(&mut store, &vault, &before));

    let mut draft = Draft::new();
    draft.forget(secrets[0]).unwrap();
    draft.purge(secrets[1]);
    let vault = store.apply(&vault, &draft);
    let after = keys(&mut store, &vault, identity);
    let mut left = vec![secrets[0], secrets[2]];
    left.sort_unstable();
    assert_eq!(after.iter().map(|key| *key.secret()).collect::<Vec<_>>(), left);
    assert!(open(&mut store, &vault, &after));
    let old: Vec<DataKey> = before.into_iter().filter(|key| *key.secret() == secrets[0]).collect();
    assert!(!open(&mut store, &vault, &old), "it has another key");
}

#[test]
fn grants_that_cannot_be_read_stay_and_are_reported() {
    let (mut store, vault, identity, secrets) = granted();
    let digest = *vault.root.state().grants_of(&identity).unwrap();
    store.objects.remove(&digest);
    let mut draft = Draft::new();
    draft.forget(secrets[0]).unwrap();
    let commit = store.seal(&vault, &draft).unwrap();
    assert_eq!(commit.notes(), [Note::GrantsUnreadable { identity }]);
    let vault = store.commit(commit).vault;
    assert_eq!(vault.root.state().grants_of(&identity), Some(&digest));
    assert_eq!(lineage(&mut store, &vault, secrets[0]).since, 2);
    // An edit needs no grants.
    assert!(
        store
            .seal(&vault, &{
                let mut draft = Draft::new();
                draft.edit(secrets[1], password("second")).unwrap();
                draft
            })
            .unwrap()
            .notes()
            .is_empty()
    );
}

/// What a lost attempt granted is known to the next one, and re-keyed if that is given up too.
#[test]
fn what_was_tried_is_remembered_until_it_is_settled() {
    let (mut store, vault, identity, secrets) = granted();
    let mut memory = vault.device_memory().clone();
    memory.to_rekey.extend([secrets[0], SecretId::from_bytes([7; 16])]);
    let vault = store.unlock(vault.slot_key().unwrap(), Some(memory)).unwrap();
    let mut draft = Draft::new();
    draft.edit(secrets[1], password("second")).unwrap();
    let commit = store.seal(&vault, &draft).unwrap();
    // It is given up, and so is the re-keying in it.
    let mut memory = commit.device_memory().clone();
    memory.give_up();
    assert!(memory.to_rekey.contains(&secrets[0]));
    let vault = store.unlock(vault.slot_key().unwrap(), Some(memory)).unwrap();
    let vault = store.apply(&vault, &Draft::new());
    assert!(vault.device_memory().to_rekey.is_empty());
    assert_eq!(lineage(&mut store, &vault, secrets[0]).since, 2);
    let keys = keys(&mut store, &vault, identity);
    assert!(open(&mut store, &vault, &keys));
}
