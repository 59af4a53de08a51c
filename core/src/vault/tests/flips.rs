//! Every byte of every object flipped: nothing is accepted.

use super::sample::{EPOCH, SEQ, Sample};
use crate::vault::{
    objects::grants::Grants,
    objects::page::Page,
    objects::record::{self, Head},
    objects::root::UncheckedRoot,
};

/// Runs a reader on the bytes with each one changed, and expects refusals.
fn flip(bytes: &[u8], accepts: impl Fn(&[u8]) -> bool) {
    assert!(accepts(bytes), "the bytes themselves are good");
    for at in 0..bytes.len() {
        for bit in [0x01, 0x80] {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= bit;
            assert!(!accepts(&flipped), "byte {at} of {}, bit {bit}", bytes.len());
        }
    }
}

fn sample() -> Sample {
    Sample::new("inkseal/2 flips")
}

/// What the owner's MAC does not sign is the other MACs, which only their agents look at.
#[test]
fn a_root_for_its_owner() {
    let sample = sample();
    let (signed, agents) = sample.root.bytes().split_at(sample.root.bytes().len() - 2 * 32);
    flip(signed, |bytes| {
        let root = UncheckedRoot::parse([bytes, agents].concat());
        root.and_then(|root| root.authenticate(&sample.root_key)).is_ok()
    });
}

#[test]
fn a_root_for_an_agent() {
    let sample = sample();
    let token = sample.token(0, EPOCH, SEQ);
    let root = sample.root.bytes();
    // Everything but the owner's MAC and that of the other agent.
    let end = root.len() - 3 * 32;
    let seen = [&root[..end], &root[end + 32..end + 64]].concat();
    flip(&seen, |bytes| {
        let whole = [&bytes[..end], &root[end..end + 32], &bytes[end..], &root[end + 64..]].concat();
        UncheckedRoot::parse(whole).and_then(|root| root.authenticate_for_agent(&token)).is_ok()
    });
}

#[test]
fn a_page() {
    let sample = sample();
    let page = &sample.pages[0];
    flip(&page.bytes, |bytes| Page::decode(Some(bytes), &page.digest, sample.vault(), 0, 1).is_ok());
}

#[test]
fn a_record() {
    let sample = sample();
    let secret = &sample.secrets[0];
    flip(&secret.record.bytes, |bytes| {
        let open = || {
            let head = Head::decode(Some(bytes), &secret.record.digest, sample.vault(), &secret.id)?;
            let meta = head.open_meta(&secret.key)?;
            head.open_payload(&secret.key, &meta.secret_type, record::split(bytes).unwrap().1)
        };
        open().is_ok()
    });
}

#[test]
fn grants() {
    let sample = sample();
    let key = sample.root_key.identity_key(sample.identities[0]).unwrap().grants_key().unwrap();
    let object = &sample.grants[0];
    flip(&object.bytes, |bytes| Grants::open(Some(bytes), &object.digest, &key).is_ok());
}
