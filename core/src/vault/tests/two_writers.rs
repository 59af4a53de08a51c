//! Two owners at once: nothing is lost, and each of them sees it.

use super::{
    secrets::{add, edit, lineage, login, new, opened, password},
    store::{NOW, Store},
};
use crate::{
    payload::{LoginPayload, SecretPayload},
    totp::TotpConfig,
    vault::{Draft, Edit, Note, SecretId, Settled, Vault},
};

/// Two devices that know the same state, with one secret.
fn two() -> (Store, SecretId, Vault, Vault) {
    let (mut store, vault) = Store::with_vault();
    let (id, ours) = add(&mut store, &vault, "Git");
    let theirs = store.device(&ours);
    (store, id, ours, theirs)
}

/// Commits a draft that loses the swap to others once, and gives what came of it, with what it noted.
fn loses(
    store: &mut Store,
    ours: &Vault,
    draft: &Draft,
    others: impl FnOnce(&mut Store),
) -> (Vault, Vec<Note>) {
    let commit = store.seal(ours, draft).unwrap();
    store.put(&commit);
    others(store);
    assert!(!store.swap(&commit));
    let Settled::Lost { draft, vault } = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it was lost")
    };
    assert!(vault.device_memory().is_committing(), "it is made again");
    let commit = store.seal(&vault, &draft).unwrap();
    let notes = commit.notes().to_vec();
    let vault = store.commit(commit).vault;
    assert!(!vault.device_memory().is_committing());
    assert_eq!(vault.device_memory().memory.writer, ours.device_memory().memory.writer);
    (vault, notes)
}

fn changing(id: SecretId, edit: Edit) -> Draft {
    let mut draft = Draft::new();
    draft.edit(id, edit).unwrap();
    draft
}

#[test]
fn other_secrets_do_not_matter() {
    let (mut store, id, ours, theirs) = two();
    let mut other = None;
    let draft = changing(id, password("ours"));
    let (vault, notes) = loses(&mut store, &ours, &draft, |store| {
        other = Some(add(store, &theirs, "theirs").0);
    });
    assert!(notes.is_empty());
    assert_eq!(opened(&mut store, &vault, id).payload, login("ours"));
    assert_eq!(opened(&mut store, &vault, other.unwrap()).info.name.expose(), "theirs");
    // Their device takes it without an alarm, also having missed a root in between.
    assert!(theirs.refresh(vault.root().to_vec()).is_ok());
}

#[test]
fn an_added_secret_keeps_its_id_and_gets_a_fresh_key() {
    let (mut store, id, ours, theirs) = two();
    let mut draft = Draft::new();
    let added = draft.add(new("new", login("p"))).unwrap();
    let lost = store.seal(&ours, &draft).unwrap();
    let (vault, _) = loses(&mut store, &ours, &draft, |store| {
        edit(store, &theirs, id, password("theirs"));
    });
    assert_eq!(opened(&mut store, &vault, added).payload, login("p"));
    let mut lost_store = Store { root: store.root.clone(), ..Store::default() };
    lost_store.put(&lost);
    let old = lineage(&mut lost_store, &lost.vault, added);
    assert_ne!(old.key_id, lineage(&mut store, &vault, added).key_id);
}

#[test]
fn what_is_made_again_too_often_is_there_once() {
    let (mut store, id, ours, theirs) = two();
    let mut draft = Draft::new();
    let added = draft.add(new("new", login("p"))).unwrap();
    draft.purge(id);
    let commit = store.seal(&ours, &draft).unwrap();
    add(&mut store, &theirs, "theirs");
    let Settled::Lost { draft, vault } = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it was lost")
    };
    let vault = store.apply(&vault, &draft);
    let seen = opened(&mut store, &vault, added);
    // A caller that does not know of it does so once more.
    let vault = store.apply(&vault, &draft);
    assert_eq!(opened(&mut store, &vault, added), seen);
    assert_eq!(store.run(|objects| vault.list(objects)).unwrap().secrets.len(), 2);
}

#[test]
fn other_groups_are_merged() {
    let (mut store, id, ours, theirs) = two();
    let notes: SecretPayload = LoginPayload::new("first")
        .with_username("ada")
        .with_url("https://example.com/")
        .with_notes("n")
        .into();
    let draft = changing(id, Edit { payload: Some(notes), name: Some("ours".into()), ..Edit::default() });
    let (vault, notes) = loses(&mut store, &ours, &draft, |store| {
        let tagged = Edit { tags: Some(vec!["t".into()]), ..password("theirs") };
        edit(store, &theirs, id, tagged);
    });
    assert!(notes.is_empty());
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.name.expose(), found.info.tags.len(), found.info.revision), ("ours", 1, 3));
    assert_eq!(found.payload.get("notes").unwrap().expose(), "n");
    assert_eq!(found.payload.get("password").unwrap().expose(), "theirs");
    assert!(found.info.conflicts.is_empty());
}

#[test]
fn one_group_is_a_conflict_and_both_are_kept() {
    let (mut store, id, ours, theirs) = two();
    let (vault, notes) = loses(&mut store, &ours, &changing(id, password("ours")), |store| {
        edit(store, &theirs, id, password("theirs"));
    });
    assert_eq!(notes, [Note::Conflict { secret: id, revision: 2 }]);
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.payload, found.info.conflicts), (login("ours"), vec![2]));
    let lost = store.run(|objects| vault.open_revision(id, 2, objects)).unwrap();
    assert_eq!(lost.payload, login("theirs"));
}

#[test]
fn the_same_change_is_no_conflict() {
    let (mut store, id, ours, theirs) = two();
    let (vault, notes) = loses(&mut store, &ours, &changing(id, password("same")), |store| {
        edit(store, &theirs, id, password("same"));
    });
    let found = opened(&mut store, &vault, id);
    assert_eq!((notes.len(), found.info.revision, found.info.conflicts.len()), (0, 2, 0));
}

#[test]
fn an_edit_beats_trash() {
    let (mut store, id, ours, theirs) = two();
    let mut trash = Draft::new();
    trash.trash(id).unwrap();
    let (vault, notes) = loses(&mut store, &ours, &trash, |store| {
        edit(store, &theirs, id, password("theirs"));
    });
    assert_eq!(notes, [Note::NotTrashed { secret: id }]);
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.deleted_at, found.payload), (None, login("theirs")));

    let theirs = theirs.refresh(vault.root().to_vec()).unwrap();
    let (vault, _) = loses(&mut store, &vault, &changing(id, password("ours")), |store| {
        store.apply(&theirs, &trash);
    });
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.deleted_at, found.payload), (None, login("ours")));

    // Nobody has edited it.
    let theirs = theirs.refresh(vault.root().to_vec()).unwrap();
    let (vault, notes) = loses(&mut store, &vault, &trash, |store| drop(add(store, &theirs, "other")));
    assert_eq!((notes.len(), opened(&mut store, &vault, id).info.deleted_at), (0, Some(NOW)));
}

#[test]
fn a_purge_beats_an_edit() {
    let (mut store, id, ours, theirs) = two();
    let mut purge = Draft::new();
    purge.purge(id);
    let (vault, notes) = loses(&mut store, &ours, &changing(id, password("ours")), |store| {
        store.apply(&theirs, &purge);
    });
    assert_eq!(notes, [Note::Purged { secret: id }]);
    assert_eq!(store.run(|objects| vault.open(id, objects)).unwrap_err().code(), "not_found");

    let (id, vault) = add(&mut store, &vault, "again");
    let theirs = theirs.refresh(vault.root().to_vec()).unwrap();
    let mut purge = Draft::new();
    purge.purge(id);
    let (vault, _) = loses(&mut store, &vault, &purge, |store| drop(edit(store, &theirs, id, password("t"))));
    assert_eq!(store.run(|objects| vault.open(id, objects)).unwrap_err().code(), "not_found");

    // Both purge.
    let (id, vault) = add(&mut store, &vault, "again");
    let theirs = theirs.refresh(vault.root().to_vec()).unwrap();
    let mut purge = Draft::new();
    purge.purge(id);
    let (vault, notes) = loses(&mut store, &vault, &purge, |store| drop(store.apply(&theirs, &purge)));
    assert!(notes.is_empty() && vault.root.state().pages[0].is_none());
}

#[test]
fn history_is_not_forgotten_with_a_conflict_in_it() {
    let (mut store, id, ours, theirs) = two();
    let mut draft = changing(id, password("ours"));
    draft.forget(id).unwrap();
    let (vault, notes) = loses(&mut store, &ours, &draft, |store| {
        edit(store, &theirs, id, password("theirs"));
    });
    assert_eq!(notes, [Note::Conflict { secret: id, revision: 2 }, Note::NotForgotten { secret: id }]);
    assert_eq!(opened(&mut store, &vault, id).info.history, 2);
}

/// What others did went past all history that is kept.
#[test]
fn without_a_base_whatever_differs_is_a_conflict() {
    let (mut store, id, ours, theirs) = two();
    let (vault, notes) = loses(&mut store, &ours, &changing(id, password("ours")), |store| {
        let mut forget = Draft::new();
        forget.edit(id, Edit { name: Some("theirs".into()), ..password("theirs") }).unwrap();
        forget.forget(id).unwrap();
        store.apply(&theirs, &forget);
    });
    assert_eq!(notes, [Note::Conflict { secret: id, revision: 2 }]);
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.name.expose(), found.payload), ("theirs", login("ours")));
}

#[test]
fn a_draft_loses_as_often_as_it_must() {
    let (mut store, id, ours, mut theirs) = two();
    let mut commit = store.seal(&ours, &changing(id, password("ours"))).unwrap();
    for number in 0..5 {
        store.put(&commit);
        let tags = Edit { tags: Some(vec![number.to_string().into()]), ..Edit::default() };
        theirs = edit(&mut store, &theirs, id, tags);
        assert!(!store.swap(&commit));
        let Settled::Lost { draft, vault } = commit.read_back(store.root.clone()).unwrap() else {
            panic!("it was lost")
        };
        commit = store.seal(&vault, &draft).unwrap();
    }
    let vault = store.commit(commit).vault;
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.payload, found.info.tags.len(), found.info.conflicts.len()), (login("ours"), 1, 0));
    assert_eq!(theirs.refresh(vault.root().to_vec()).unwrap().root(), vault.root());
}

#[test]
fn totp_is_a_group_of_its_own() {
    let (mut store, id, ours, theirs) = two();
    let totp = Edit { totp: Some(Some(TotpConfig::new("JBSWY3DPEHPK3PXP"))), ..Edit::default() };
    let (vault, notes) = loses(&mut store, &ours, &changing(id, totp), |store| {
        edit(store, &theirs, id, password("theirs"));
    });
    assert!(notes.is_empty());
    let SecretPayload::Login(merged) = opened(&mut store, &vault, id).payload else { panic!("a login") };
    assert_eq!((merged.password.expose(), merged.totp.is_some()), ("theirs", true));
}
