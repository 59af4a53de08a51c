//! What a root that is made may hold: as many of each as readers take, and no more.

use super::sample::{Sample, code_slot, vault_key_slot};
use crate::{
    Error,
    vault::{
        id::{Digest, IdentityId, WriterId},
        objects::page::MAX_BITS,
        objects::root::{MAX_IDENTITIES, MAX_ROOT, MAX_WRITERS, State, UncheckedRoot},
        rule::Rule,
    },
};

/// What makes a root that no reader would take, and how it is called.
type Change<'c> = (&'static str, &'c dyn Fn(&mut State));

/// So many ids of 16 bytes, ascending.
fn ids(count: usize) -> impl Iterator<Item = [u8; 16]> {
    (0..count).map(|number| u128::try_from(number).unwrap().to_be_bytes())
}

#[test]
fn roots_have_as_much_as_readers_take() {
    let mut sample = Sample::new("inkseal/2 roots");
    let full = {
        let mut slots = vec![vault_key_slot(&sample.root_key, &mut sample.source)];
        slots.extend((0..15).map(|_| code_slot(&sample.code, &sample.root_key, &mut sample.source)));
        slots.sort_by_key(|slot| slot.id);
        State {
            seq: 1000,
            floor: 0,
            slots,
            writers: ids(MAX_WRITERS).map(WriterId::from_bytes).zip(937..=1000).collect(),
            identities: ids(MAX_IDENTITIES).map(|id| (IdentityId::from_bytes(id), Digest::NONE)).collect(),
            pages: vec![Digest::of(b"page"); 1 << MAX_BITS],
            ..sample.state()
        }
    };
    let another_slot = code_slot(&sample.code, &sample.root_key, &mut sample.source);
    let root = full.clone().sign(&sample.root_key).unwrap();
    assert!(root.bytes().len() <= MAX_ROOT);
    let read = UncheckedRoot::parse(root.bytes().to_vec()).unwrap().authenticate(&sample.root_key).unwrap();
    assert_eq!(*read.state(), full);

    let changes: [Change<'_>; 9] = [
        ("no slots", &|state| state.slots.clear()),
        ("17 slots", &|state| state.slots.push(another_slot.clone())),
        ("no writers", &|state| state.writers.clear()),
        ("65 writers", &|state| {
            state.seq = 1001;
            state.writers.push((WriterId::from_bytes([0xff; 16]), 1001));
        }),
        ("4097 identities", &|state| {
            state.identities.push((IdentityId::from_bytes([0xff; 16]), Digest::NONE));
        }),
        ("no pages", &|state| state.pages.clear()),
        ("3 pages", &|state| state.pages.truncate(3)),
        ("too many pages, but a power of two", &|state| state.pages.extend(state.pages.clone())),
        ("too many pages", &|state| state.pages.push(Digest::NONE)),
    ];
    for (what, change) in changes {
        let mut state = full.clone();
        change(&mut state);
        assert_eq!(state.sign(&sample.root_key).unwrap_err(), Rule::Root3.error(), "{what}");
    }
    let of_another_epoch = State { epoch: full.epoch + 1, ..full };
    assert!(matches!(of_another_epoch.sign(&sample.root_key), Err(Error::InvalidInput(_))));
}
