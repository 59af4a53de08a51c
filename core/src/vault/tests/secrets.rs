//! Operations of an owner on secrets, through the public API.

use super::store::{NOW, Store};
use crate::{
    Error, SecretText,
    payload::{LoginPayload, OtherPayload, SecretPayload, SecretType},
    totp::TotpConfig,
    vault::{Draft, Edit, Keep, NewSecret, SecretId, Vault},
};

pub(in crate::vault) fn login(password: &str) -> SecretPayload {
    LoginPayload::new(password).with_username("ada").with_url("https://example.com/").into()
}

pub(in crate::vault) fn new(name: &str, payload: impl Into<SecretPayload>) -> NewSecret {
    NewSecret::new(name, payload)
}

/// Adds one login and says its id.
pub(in crate::vault) fn add(store: &mut Store, vault: &Vault, name: &str) -> (SecretId, Vault) {
    let mut draft = Draft::new();
    let id = draft.add(new(name, login("first"))).unwrap();
    (id, store.apply(vault, &draft))
}

pub(in crate::vault) fn edit(store: &mut Store, vault: &Vault, id: SecretId, edit: Edit) -> Vault {
    let mut draft = Draft::new();
    draft.edit(id, edit).unwrap();
    store.apply(vault, &draft)
}

pub(in crate::vault) fn password(text: &str) -> Edit {
    Edit { payload: Some(login(text)), ..Edit::default() }
}

pub(in crate::vault) fn opened(store: &mut Store, vault: &Vault, id: SecretId) -> crate::vault::OpenedSecret {
    store.run(|objects| vault.open(id, objects)).unwrap()
}

#[test]
fn a_new_vault_is_empty_and_opens_by_its_vault_key() {
    let (mut store, vault) = Store::with_vault();
    assert!(store.run(|objects| vault.list(objects)).unwrap().secrets.is_empty());
    assert_eq!(vault.checkpoint().seq(), 1);
    let locked = vault.clone().lock();
    let mut memory = crate::kdf::KdfMemory::new();
    assert_eq!(locked.unlock(b"another vault key", &mut memory).unwrap_err(), Error::WrongVaultKey);
    let again = locked.unlock(super::store::VAULT_KEY, &mut memory).unwrap();
    assert_eq!((again.id(), again.root()), (vault.id(), vault.root()));
    assert!(locked.unlock_with(again.slot_key().unwrap()).is_ok());
}

#[test]
fn secrets_are_added_listed_and_opened() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let payload: SecretPayload = OtherPayload::new("text").into();
    let other = draft
        .add(NewSecret {
            description: Some("what it is for".into()),
            tags: vec!["work".into(), "home".into(), "work".into()],
            created_at: Some(5),
            ..new("Note", payload.clone())
        })
        .unwrap();
    let git = draft.add(new("Git", login("p"))).unwrap();
    let vault = store.apply(&vault, &draft);

    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert!(listing.damaged.is_empty());
    let ids: Vec<SecretId> = listing.secrets.iter().map(|secret| secret.id).collect();
    assert_eq!(ids, if other < git { [other, git] } else { [git, other] });
    let found = opened(&mut store, &vault, other);
    assert_eq!((found.payload, found.info.secret_type), (payload, SecretType::Other));
    assert_eq!(found.info.tags, [SecretText::from("home"), "work".into()]);
    assert_eq!((found.info.created_at, found.info.updated_at), (5, NOW));
    assert_eq!((found.info.revision, found.info.history), (1, 0));
    let stranger = SecretId::from_bytes([7; 16]);
    assert_eq!(store.run(|objects| vault.open(stranger, objects)).unwrap_err().code(), "not_found");
}

/// Three rounds for whatever is one level below the other.
#[test]
fn a_listing_takes_two_rounds_and_reads_no_payload() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    for number in 0..40 {
        draft.add(new(&number.to_string(), login("p"))).unwrap();
    }
    let vault = store.apply(&vault, &draft);
    for record in store.objects.values_mut() {
        if let Some((head, _)) = crate::vault::objects::record::split(record)
            && record.starts_with(b"INKSEALR")
        {
            *record = head.to_vec();
        }
    }
    (store.rounds, store.read) = (0, 0);
    assert_eq!(store.run(|objects| vault.list(objects)).unwrap().secrets.len(), 40);
    assert_eq!((store.rounds, store.read), (2, 41));
}

#[test]
fn edits_are_revisions_and_history_is_trimmed() {
    let (mut store, mut vault) = Store::with_vault();
    let id;
    (id, vault) = add(&mut store, &vault, "Git");
    for number in 2..=14 {
        vault = edit(&mut store, &vault, id, password(&number.to_string()));
    }
    let history = store.run(|objects| vault.history(id, objects)).unwrap();
    let revisions: Vec<u64> = history.iter().map(|info| info.revision).collect();
    assert_eq!(revisions, (4..=14).rev().collect::<Vec<_>>());
    assert_eq!(history[0].history, 10);
    let older = store.run(|objects| vault.open_revision(id, 6, objects)).unwrap();
    assert_eq!(older.payload, login("6"));
    assert_eq!(store.run(|objects| vault.open_revision(id, 3, objects)).unwrap_err().code(), "not_found");

    // Fewer are kept, when that is asked for.
    let mut draft = Draft::new().with_history(1);
    draft.edit(id, password("15")).unwrap();
    let vault = store.apply(&vault, &draft);
    assert_eq!(store.run(|objects| vault.history(id, objects)).unwrap().len(), 2);
    // What changes nothing makes no revision.
    let vault = edit(&mut store, &vault, id, password("15"));
    assert_eq!(opened(&mut store, &vault, id).info.revision, 15);
}

#[test]
fn a_secret_keeps_what_an_edit_does_not_name() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let name = Edit { name: Some("Git 2".into()), ..Edit::default() };
    let vault = edit(&mut store, &vault, id, name);
    let described =
        Edit { description: Some(Some("d".into())), tags: Some(vec!["t".into()]), ..Edit::default() };
    let vault = edit(&mut store, &vault, id, described);
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.name.expose(), found.info.tags.len()), ("Git 2", 1));
    assert_eq!(found.payload, login("first"));
    let vault = edit(&mut store, &vault, id, Edit { description: Some(None), ..Edit::default() });
    assert_eq!(opened(&mut store, &vault, id).info.description, None);
}

#[test]
fn what_does_not_fit_is_refused() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let mut seal = |fill: &dyn Fn(&mut Draft)| {
        let mut draft = Draft::new();
        fill(&mut draft);
        store.seal(&vault, &draft).unwrap_err().code()
    };
    let other = || Edit { payload: Some(OtherPayload::new("x").into()), ..Edit::default() };
    assert_eq!(seal(&|draft| draft.edit(id, other()).unwrap()), "type_mismatch");
    let stranger = SecretId::from_bytes([7; 16]);
    assert_eq!(seal(&|draft| draft.edit(stranger, password("p")).unwrap()), "not_found");
    assert_eq!(seal(&|draft| draft.purge(stranger)), "not_found");
    assert_eq!(seal(&|draft| assert!(draft.add(new("", login("p"))).is_ok())), "invalid_input");
    assert_eq!(seal(&|draft| draft.add_as(id, new("n", login("p")))), "already_exists");
    let long = "x".repeat(1 << 20);
    assert_eq!(seal(&|draft| assert!(draft.add(new("n", login(&long))).is_ok())), "invalid_input");

    let mut draft = Draft::new();
    let added = draft.add(new("n", login("p"))).unwrap();
    assert_eq!(draft.trash(added).unwrap_err().code(), "invalid_input");
    assert_eq!(draft.edit(added, other()).unwrap_err().code(), "type_mismatch");
    draft.edit(added, Edit { name: Some("better".into()), ..password("q") }).unwrap();
    draft.purge(id);
    assert_eq!(draft.edit(id, password("q")).unwrap_err().code(), "invalid_input");
    let vault = store.apply(&vault, &draft);
    let found = opened(&mut store, &vault, added);
    assert_eq!((found.info.name.expose(), found.payload), ("better", login("q")));
}

#[test]
fn trash_restore_purge() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let mut draft = Draft::new();
    draft.trash(id).unwrap();
    let vault = store.apply(&vault, &draft);
    assert_eq!(opened(&mut store, &vault, id).info.deleted_at, Some(NOW));
    // An edit alone leaves it there.
    let vault = edit(&mut store, &vault, id, password("second"));
    assert_eq!(opened(&mut store, &vault, id).info.deleted_at, Some(NOW));
    let mut draft = Draft::new();
    draft.restore(id).unwrap();
    let vault = store.apply(&vault, &draft);
    assert_eq!(opened(&mut store, &vault, id).info.deleted_at, None);
    let mut draft = Draft::new();
    draft.purge(id);
    let vault = store.apply(&vault, &draft);
    assert_eq!(store.run(|objects| vault.open(id, objects)).unwrap_err().code(), "not_found");
    assert!(vault.root.state().pages[0].is_none(), "an empty page has no object");
}

#[test]
fn forget_leaves_nothing_of_the_past() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let vault = edit(&mut store, &vault, id, password("second"));
    let before = lineage(&mut store, &vault, id);
    let mut draft = Draft::new();
    draft.forget(id).unwrap();
    let vault = store.apply(&vault, &draft);
    let after = lineage(&mut store, &vault, id);
    assert_eq!((after.revision, after.since, after.history), (3, 3, 0));
    assert!(after.previous.is_none() && after.key_id != before.key_id);
    assert_eq!(opened(&mut store, &vault, id).payload, login("second"));
    assert_eq!(store.run(|objects| vault.history(id, objects)).unwrap().len(), 1);
}

pub(in crate::vault) fn lineage(
    store: &mut Store,
    vault: &Vault,
    id: SecretId,
) -> crate::vault::objects::record::Lineage {
    store
        .run(|objects| {
            let tree = vault.tree(objects);
            let found = tree
                .present(&id)
                .and_then(|present| tree.head(&id, &present.unwrap()).map(|head| head.lineage));
            tree.lookup.step(found)
        })
        .unwrap()
}

#[test]
fn codes_of_a_login() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let with = LoginPayload::new("p").with_totp(TotpConfig::new("JBSWY3DPEHPK3PXP"));
    let with = draft.add(new("with", with)).unwrap();
    let without = draft.add(new("without", login("p"))).unwrap();
    let note = draft.add(new("note", OtherPayload::new("text"))).unwrap();
    let vault = store.apply(&vault, &draft);
    let mut code = |id| store.run(|objects| vault.totp_code(id, 1_234_567_890, objects));
    assert_eq!(code(with).unwrap().code.expose(), "742275");
    assert_eq!(code(without).unwrap_err().code(), "not_found");
    assert_eq!(code(note).unwrap_err().code(), "type_mismatch");
}

#[test]
fn damage_hides_nothing_else() {
    let (mut store, vault) = Store::with_vault();
    let (one, vault) = add(&mut store, &vault, "one");
    let (two, vault) = add(&mut store, &vault, "two");
    let (three, vault) = add(&mut store, &vault, "three");
    let name = |store: &mut Store, id: SecretId| {
        store
            .run(|objects| {
                let tree = vault.tree(objects);
                tree.lookup.step(tree.present(&id))
            })
            .unwrap()
            .unwrap()
    };
    let (first, second) = (name(&mut store, one), name(&mut store, two));
    store.objects.remove(&first);
    store.objects.get_mut(&second).unwrap()[150] ^= 1;
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert_eq!((listing.secrets.len(), listing.damaged.len()), (1, 2));
    assert!(listing.damaged.iter().all(|damaged| damaged.error.code() == "tampered"));
    assert_eq!(opened(&mut store, &vault, three).info.name.expose(), "three");
    let refused = store.run(|objects| vault.open(one, objects)).unwrap_err();
    assert!(refused.to_string().starts_with("OBJ-2"), "{refused}");
    let refused = store.run(|objects| vault.open(two, objects)).unwrap_err();
    assert!(refused.to_string().starts_with("OBJ-1"), "{refused}");
    // What is damaged can be purged.
    let mut draft = Draft::new();
    draft.purge(one);
    draft.purge(two);
    let vault = store.apply(&vault, &draft);
    assert!(store.run(|objects| vault.list(objects)).unwrap().damaged.is_empty());

    let page = vault.root.state().pages[0];
    store.objects.remove(&page);
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert_eq!((listing.secrets.len(), listing.damaged[0].secret), (0, None));
}

#[test]
fn pages_part_when_they_are_full() {
    let (mut store, mut vault) = Store::with_vault();
    let mut ids = Vec::new();
    for (count, bits) in [(512, 0), (1, 1), (1100, 2)] {
        let mut draft = Draft::new();
        for number in 0..count {
            ids.push(draft.add(new(&number.to_string(), OtherPayload::new("x"))).unwrap());
        }
        vault = store.apply(&vault, &draft);
        // Ids are drawn, so one page of two may be the fuller one.
        assert!(vault.root.state().page_bits() >= bits, "{count}");
    }
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    ids.sort_unstable();
    assert!(listing.damaged.is_empty());
    assert_eq!(listing.secrets.iter().map(|secret| secret.id).collect::<Vec<_>>(), ids);
    // An edit writes one page and one record.
    let mut draft = Draft::new();
    draft.edit(ids[0], Edit { name: Some("edited".into()), ..Edit::default() }).unwrap();
    (store.rounds, store.read) = (0, 0);
    let commit = store.seal(&vault, &draft).unwrap();
    assert_eq!((commit.objects().len(), store.rounds, store.read), (2, 2, 2));
    assert_eq!(opened(&mut store, &vault, ids[0]).info.revision, 1);
}

#[test]
fn a_conflict_is_settled_either_way() {
    for keep in [Keep::Present, Keep::Lost] {
        let (mut store, vault) = Store::with_vault();
        let (id, vault) = add(&mut store, &vault, "Git");
        let seen = opened(&mut store, &vault, id).info.revision;
        let vault = edit(&mut store, &vault, id, password("theirs"));
        // Somebody who had looked at the first revision.
        let late = Edit { base: Some(seen), ..password("ours") };
        let vault = edit(&mut store, &vault, id, late);
        let found = opened(&mut store, &vault, id);
        assert_eq!((found.payload, found.info.conflicts), (login("ours"), vec![2]));
        assert_eq!(store.run(|objects| vault.conflicts(objects)).unwrap()[0].id, id);
        let mut draft = Draft::new();
        draft.settle(id, 2, keep).unwrap();
        let vault = store.apply(&vault, &draft);
        let found = opened(&mut store, &vault, id);
        let kept = if keep == Keep::Lost { "theirs" } else { "ours" };
        assert_eq!((found.payload, found.info.conflicts), (login(kept), Vec::new()));
        assert!(store.run(|objects| vault.conflicts(objects)).unwrap().is_empty());
    }
}

/// What is in conflict is kept as long as it is, however much comes after it (REC-9).
#[test]
fn a_conflict_keeps_its_history() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let vault = edit(&mut store, &vault, id, password("theirs"));
    let mut vault = edit(&mut store, &vault, id, Edit { base: Some(1), ..password("ours") });
    for number in 0..15 {
        vault = edit(&mut store, &vault, id, password(&number.to_string()));
    }
    let found = opened(&mut store, &vault, id);
    assert_eq!((found.info.conflicts, found.info.history), (vec![2], 16));
    let lost = store.run(|objects| vault.open_revision(id, 2, objects)).unwrap();
    assert_eq!(lost.payload, login("theirs"));
    let mut draft = Draft::new();
    draft.settle(id, 2, Keep::Present).unwrap();
    let vault = store.apply(&vault, &draft);
    assert_eq!(opened(&mut store, &vault, id).info.history, 10);
}

#[test]
fn what_is_reachable_is_all_that_is_needed() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let (gone, vault) = add(&mut store, &vault, "gone");
    let mut vault = vault;
    for number in 0..12 {
        vault = edit(&mut store, &vault, id, password(&number.to_string()));
    }
    let mut draft = Draft::new();
    draft.purge(gone);
    let vault = store.apply(&vault, &draft);
    let reachable = store.run(|objects| vault.reachable(objects)).unwrap();
    assert_eq!(reachable.len(), 12); // a page, and 11 records
    let before = store.objects.len();
    store.objects.retain(|name, _| reachable.contains(name));
    assert!(store.objects.len() < before);
    assert_eq!(store.run(|objects| vault.history(id, objects)).unwrap().len(), 11);
    // Where something is damaged, nobody knows.
    store.objects.clear();
    assert_eq!(store.run(|objects| vault.reachable(objects)).unwrap_err().code(), "tampered");
}
