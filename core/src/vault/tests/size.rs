//! What an operation on a large vault reads and writes. Times are printed, not checked: `benches/` has them.

use std::time::Instant;

use super::{secrets::new, store::Store};
use crate::{
    payload::LoginPayload,
    vault::{Draft, Edit, Objects, Step},
};

/// A hundred thousand secrets.
#[test]
fn an_edit_of_one_secret_among_many_is_small_slow() {
    let (mut store, mut vault) = Store::with_vault();
    let mut draft = Draft::new();
    let mut ids = Vec::new();
    for number in 0..100_000 {
        let login = LoginPayload::new("correct horse battery staple").with_username("ada@example.com");
        ids.push(draft.add(new(&format!("Secret {number}"), login)).unwrap());
    }
    let start = Instant::now();
    let commit = store.seal(&vault, &draft).unwrap();
    println!("seal 100,000: {:?}", start.elapsed());
    vault = store.commit(commit).vault;
    assert_eq!(vault.root.state().page_bits(), 8);

    let mut draft = Draft::new();
    draft.edit(ids[0], Edit { name: Some("edited".into()), ..Edit::default() }).unwrap();
    (store.rounds, store.read) = (0, 0);
    let start = Instant::now();
    let commit = store.seal(&vault, &draft).unwrap();
    println!("edit one: {:?}", start.elapsed());
    let written = commit.objects().map(|(_, bytes)| bytes.len()).sum::<usize>() + commit.root().len();
    println!("edit one: {written} bytes written");
    assert!(written <= 40_000, "{written} bytes");
    assert_eq!((commit.objects().len(), store.rounds, store.read), (2, 2, 2));

    let mut objects = Objects::new();
    let mut rounds = Vec::new();
    let listing = loop {
        let start = Instant::now();
        let step = vault.list(&objects).unwrap();
        rounds.push(start.elapsed());
        match step {
            Step::Done(listing) => break listing,
            Step::Needs(needs) => {
                for need in needs {
                    objects.supply(&need, store.get(&need));
                }
            }
        }
    };
    println!("list 100,000, each round: {rounds:?}");
    assert_eq!((listing.secrets.len(), rounds.len()), (100_000, 3));
    let start = Instant::now();
    drop(store.run(|objects| vault.open(ids[1], objects)).unwrap());
    println!("open one: {:?}", start.elapsed());
    let start = Instant::now();
    drop(vault.refresh(vault.root().to_vec()).unwrap());
    println!("refresh: {:?}", start.elapsed());
}
