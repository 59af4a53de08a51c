//! Storage gives one thing for another, or leaves something out.

use super::*;
use crate::vault::{LockedVault, id::VaultId, keys::key::RootKey, objects::record::Head};

/// Storage gives something else for the record of the mail, and all else stays as it is: nothing of it is shown,
/// neither opened nor listed, and the others are.
fn storage_gives_for_the_mail(forged: impl Fn([&[u8]; 3], [[&[u8]; 3]; 2]) -> Vec<u8>) {
    let (mut store, vault, [mail, bank, note]) = three();
    let names = [mail, bank, note].map(|id| present(&store, &vault, id));
    let records = names.map(|name| store.objects[&name].clone());
    let [own, others @ ..] = [0, 1, 2].map(|at: usize| parts(&records[at]));
    store.objects.insert(names[0], forged(own, others));

    let error = refused(&mut store, &vault, mail);
    assert_eq!(error.1, "tampered", "{}", error.0);
    assert_eq!(opened(&mut store, &vault, bank).payload, login("of the bank"));
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    // A changed payload alone does not show in a listing, which never reads one.
    let listed: Vec<_> = listing.secrets.iter().map(|secret| secret.name.expose()).collect();
    assert!(listed.contains(&"Bank") && listed.contains(&"Note"));
    assert!(listing.damaged.iter().all(|damaged| damaged.secret == Some(mail)));
    assert_eq!(listing.damaged.len() + listing.secrets.len(), 3);
}

#[test]
fn metadata_swap() {
    storage_gives_for_the_mail(|[header, _, payload], [bank, _]| [header, bank[1], payload].concat());
    storage_gives_for_the_mail(|[_, _, payload], [bank, _]| [bank[0], bank[1], payload].concat());
    // Even with the right digest, it is sealed for its own secret alone.
    let (store, vault, [mail, bank, _]) = three();
    let head = |id: SecretId| {
        let name = present(&store, &vault, id);
        Head::decode(Some(&store.objects[&name]), &name, &vault.id(), &id).unwrap()
    };
    let (own, other) = (head(mail), head(bank));
    let key = |id, head: &Head<'_>| vault.key.data_key(id, &head.lineage.key_id).unwrap();
    assert!(other.open_meta(&key(bank, &other)).is_ok());
    assert_eq!(refusal(&other.open_meta(&key(mail, &own)).unwrap_err()).1, "corrupt");
    assert_eq!(refusal(&other.open_meta(&key(mail, &other)).unwrap_err()).1, "corrupt");
}

/// The type is in the sealed meta: a note that is given for a login, with or without its meta.
#[test]
fn type_swap() {
    storage_gives_for_the_mail(|_, [_, note]| note.concat());
    storage_gives_for_the_mail(|[header, _, payload], [_, note]| [header, note[1], payload].concat());
    storage_gives_for_the_mail(|[header, meta, _], [_, note]| [header, meta, note[2]].concat());
    // A meta is no payload and a payload no meta, though one key seals both.
    let (store, vault, [mail, ..]) = three();
    let name = present(&store, &vault, mail);
    let record = &store.objects[&name];
    let head = Head::decode(Some(record), &name, &vault.id(), &mail).unwrap();
    let key = vault.key.data_key(mail, &head.lineage.key_id).unwrap();
    let [_, meta, payload] = parts(record);
    assert!(
        key.ready().unwrap().open_meta(1, meta).is_ok()
            && key.ready().unwrap().open_payload(1, payload).is_ok()
    );
    assert_eq!(key.ready().unwrap().open_meta(1, payload).unwrap_err(), Error::Corrupt);
    assert_eq!(key.ready().unwrap().open_payload(1, meta).unwrap_err(), Error::Corrupt);
}

#[test]
fn payload_swap_between_secrets() {
    storage_gives_for_the_mail(|[header, meta, _], [bank, _]| [header, meta, bank[2]].concat());
    let (mut store, vault, [mail, bank, _]) = three();
    let [own, other] = [mail, bank].map(|id| present(&store, &vault, id));
    let forged = [&parts(&store.objects[&own])[..2], &parts(&store.objects[&other])[2..]].concat().concat();
    store.objects.insert(own, forged);
    assert_eq!(refused(&mut store, &vault, mail), is("REC-5", "tampered"));
}

/// Two vaults of one owner on one storage, the second a copy of the first's secrets under the same ids.
#[test]
fn payload_swap_between_vaults() {
    let (mut store, vault, [mail, ..]) = three();
    let other = RootKey::from_slot(VaultId::from_bytes([9; 16]), 1, vault.key.expose()).unwrap();
    let name = present(&store, &vault, mail);
    let head = Head::decode(Some(&store.objects[&name]), &name, &vault.id(), &mail).unwrap();
    // Under the very same root key, nothing of one vault opens in the other.
    let [own, foreign] = [&vault.key, &other].map(|key| key.data_key(mail, &head.lineage.key_id).unwrap());
    let [_, meta, payload] = parts(&store.objects[&name]);
    assert!(
        own.ready().unwrap().open_meta(1, meta).is_ok()
            && own.ready().unwrap().open_payload(1, payload).is_ok()
    );
    assert_eq!(foreign.ready().unwrap().open_meta(1, meta).unwrap_err(), Error::Corrupt);
    assert_eq!(foreign.ready().unwrap().open_payload(1, payload).unwrap_err(), Error::Corrupt);
    let in_the_other = Head::decode(Some(&store.objects[&name]), &name, other.vault(), &mail);
    assert_eq!(refusal(&in_the_other.unwrap_err()), is("REC-2", "tampered"));

    let meta = head.open_meta(&own).unwrap();
    let mut source = crate::random::Source::system();
    let copy = record::seal(&head.lineage, &foreign, &meta, &login("of another vault"), &mut source).unwrap();
    store.objects.insert(name, copy.bytes);
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-1", "tampered"));
    // And whole vaults: a root of the other one.
    let root = other_root(&vault, &other);
    assert_eq!(refusal(&vault.refresh(root.clone()).unwrap_err()), is("OPEN-2", "wrong_vault"));
    let parsed = LockedVault::parse(root, Some(vault.device_memory().clone()));
    assert_eq!(refusal(&parsed.unwrap_err()), is("OPEN-2", "wrong_vault"));
}

fn other_root(vault: &Vault, key: &RootKey) -> Vec<u8> {
    let mut state = vault.root.state().clone();
    state.vault = *key.vault();
    state.sign(key).unwrap().bytes().to_vec()
}

#[test]
fn omission() {
    // Of a record.
    let (mut store, vault, [mail, bank, note]) = three();
    let name = present(&store, &vault, mail);
    store.objects.remove(&name);
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-2", "tampered"));
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert_eq!((listing.secrets.len(), listing.damaged.len()), (2, 1));
    assert_eq!((listing.damaged[0].secret, listing.damaged[0].error.code()), (Some(mail), "tampered"));
    // Nobody can write over what is missing as if it were not there.
    let mut draft = Draft::new();
    draft.edit(mail, password("new")).unwrap();
    assert_eq!(store.seal(&vault, &draft).unwrap_err().code(), "tampered");

    // Of an entry of a page.
    let (mut store, vault, [mail, ..]) = three();
    let page = vault.root.state().pages[0];
    let mut entries = the_page(&store, &vault).entries;
    entries.retain(|(id, _)| *id != mail);
    let shorter = Page { entries }.encode(&vault.id(), &mut crate::random::Source::system());
    store.objects.insert(page, shorter.unwrap().unwrap().bytes);
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-1", "tampered"));
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert_eq!((listing.secrets.len(), listing.damaged.len()), (0, 1), "a page that is wrong shows");

    // Of a page, and of the digest of one in the root.
    store.objects.remove(&page);
    assert_eq!(refused(&mut store, &vault, bank), is("OBJ-2", "tampered"));
    let mut root = vault.root().to_vec();
    let digest = root.windows(32).position(|window| window == page.as_bytes()).unwrap();
    root[digest..digest + 32].fill(0);
    assert_eq!(refusal(&vault.refresh(root).unwrap_err()), is("OPEN-5", "tampered"));
    assert_eq!(refused(&mut store, &vault, note), is("OBJ-2", "tampered"));

    // Of the older part of a history.
    let (mut store, vault, [mail, ..]) = three();
    let first = present(&store, &vault, mail);
    let vault = edit(&mut store, &vault, mail, password("second"));
    store.objects.remove(&first);
    assert_eq!(opened(&mut store, &vault, mail).payload, login("second"));
    let error = store.run(|objects| vault.history(mail, objects)).unwrap_err();
    assert_eq!(refusal(&error), is("OBJ-2", "tampered"));
}

/// A secret twice: under its own id again, or under another.
#[test]
fn duplication() {
    let (mut store, vault, [mail, bank, note]) = three();
    let page = vault.root.state().pages[0];
    let encode = |entries| {
        let page = Page { entries }.encode(&vault.id(), &mut crate::random::Source::system());
        page.unwrap().unwrap()
    };
    let entries = the_page(&store, &vault).entries;
    let doubled: Vec<_> = entries.iter().flat_map(|entry| [*entry, *entry]).collect();
    let forged = encode(doubled);
    // Its name is another one; and even if an owner had named it, no reader takes it.
    store.objects.insert(page, forged.bytes.clone());
    assert_eq!(refused(&mut store, &vault, mail), is("OBJ-1", "tampered"));
    let decoded = Page::decode(Some(&forged.bytes), &forged.digest, &vault.id(), 0, 0);
    assert_eq!(refusal(&decoded.unwrap_err()), is("PAGE-3", "malformed"));

    // The mail's record for the bank too. Only who has the root key can make such a page, and its reader sees it.
    let copied: Vec<_> = entries
        .iter()
        .map(|(id, name)| (*id, if *id == bank { present_in(&entries, mail) } else { *name }))
        .collect();
    let forged = encode(copied);
    let mut state = vault.root.state().clone();
    state.pages[0] = forged.digest;
    state.seq += 1;
    state.previous = *vault.root.digest();
    for (_, seq) in &mut state.writers {
        *seq += 1;
    }
    store.objects.insert(forged.digest, forged.bytes);
    let vault = vault.refresh(state.sign(&vault.key).unwrap().bytes().to_vec()).unwrap();
    assert_eq!(opened(&mut store, &vault, note).info.id, note);
    assert_eq!(refused(&mut store, &vault, bank), is("REC-2", "tampered"));
}

fn present_in(entries: &[(SecretId, Digest)], id: SecretId) -> Digest {
    entries.iter().find(|(other, _)| *other == id).unwrap().1
}
