//! One test for each threat, named for it: what storage, an agent, or both together try, through what the public API
//! takes. Storage is fully malicious: it gives whatever bytes it likes for a name, and any root it ever saw.

mod agent;
mod downgrade;
mod input;
mod mixing;
mod rollback;

use super::{
    secrets::{edit, login, new, opened, password},
    store::{NOW, Store},
};
use crate::{
    Error,
    vault::{Digest, Draft, SecretId, Vault, objects::page::Page, objects::record},
};

/// The rule that a refusal names, with its code.
fn refusal(error: &Error) -> (String, &'static str) {
    let named = super::run::refusal(error)["rule"].as_str().map(str::to_owned);
    (named.unwrap_or_default(), error.code())
}

/// What an owner's opening of a secret is refused with.
fn refused(store: &mut Store, vault: &Vault, id: SecretId) -> (String, &'static str) {
    refusal(&store.run(|objects| vault.open(id, objects)).unwrap_err())
}

fn is(rule: &str, code: &'static str) -> (String, &'static str) {
    (rule.to_owned(), code)
}

/// The name of the present record of a secret.
fn present(store: &Store, vault: &Vault, id: SecretId) -> Digest {
    *the_page(store, vault).get(&id).unwrap()
}

/// The one page of a small vault.
fn the_page(store: &Store, vault: &Vault) -> Page {
    let name = &vault.root.state().pages[0];
    Page::decode(store.objects.get(name).map(Vec::as_slice), name, &vault.id(), 0, 0).unwrap()
}

/// A record taken apart: header, sealed meta, sealed payload.
fn parts(record: &[u8]) -> [&[u8]; 3] {
    let (head, payload) = record::split(record).unwrap();
    let (header, meta) = head.split_at(144);
    [header, meta, payload]
}

/// A vault with two logins and one note, on a store.
fn three() -> (Store, Vault, [SecretId; 3]) {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let mail = draft.add(new("Mail", login("of the mail"))).unwrap();
    let bank = draft.add(new("Bank", login("of the bank"))).unwrap();
    let note = draft.add(new("Note", crate::payload::OtherPayload::new("a note"))).unwrap();
    let vault = store.apply(&vault, &draft);
    (store, vault, [mail, bank, note])
}
