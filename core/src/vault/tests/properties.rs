//! Whatever the bytes, reading them gives a value or a typed error; and what is written is read back.

use proptest::{collection::vec, prelude::*};

use super::sample::{EPOCH, SEQ, Sample, grants, meta};
use crate::{
    payload::{OtherPayload, SecretType},
    random::Source,
    vault::{
        AgentToken, Checkpoint, RecoveryCode, SecretId,
        device::seen::Memory,
        id::{Digest, KeyId, WriterId},
        objects::grants::{Grants, Status},
        objects::json,
        objects::meta::Meta,
        objects::object::Object,
        objects::page::{self, Page},
        objects::payload,
        objects::record::{self, Head, Lineage},
        objects::root::UncheckedRoot,
    },
};

fn sample() -> Sample {
    Sample::new("inkseal/2 properties")
}

/// Bytes that are near to good ones: some replaced, the end cut off or more of them.
fn near(good: &[u8]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let good = good.to_vec();
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (changes, any::<prop::sample::Index>(), vec(any::<u8>(), 0..64), any::<bool>()).prop_map(
        move |(changes, cut, more, cuts)| {
            let mut bytes = good.clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cuts {
                bytes.truncate(cut.index(good.len()));
                bytes.extend(more);
            }
            bytes
        },
    )
}

/// What an object's own digest lets through is still only what its reader takes.
fn read_everything(sample: &Sample, bytes: &[u8]) {
    let digest = Digest::of(bytes);
    let root = UncheckedRoot::parse(bytes.to_vec());
    if let Ok(root) = root {
        drop(root.open_with_code(&sample.code));
        drop(root.clone().authenticate(&sample.root_key));
        drop(root.clone().authenticate_for_agent(&sample.token(0, EPOCH, SEQ)));
        drop(root.trust_own_memory());
    }
    drop(Page::decode(Some(bytes), &digest, sample.vault(), 0, 1));
    if let Some((head, payload)) = record::split(bytes) {
        let secret = &sample.secrets[0];
        let head = Head::decode(Some(bytes), &Digest::of(head), sample.vault(), &secret.id);
        if let Ok(head) = head {
            drop(head.open_meta(&secret.key));
            drop(head.open_payload(&secret.key, &SecretType::Login, payload));
        }
    }
    let key = sample.root_key.identity_key(sample.identities[0]).unwrap().grants_key().unwrap();
    drop(Grants::open(Some(bytes), &digest, &key));
    drop(json::object(bytes));
    drop(Meta::parse(bytes));
    drop(payload::parse(&SecretType::Login, bytes));
    if let Ok(text) = str::from_utf8(bytes) {
        drop((AgentToken::parse(text), Checkpoint::parse(text), RecoveryCode::parse(text)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..2000)) {
        read_everything(&sample(), &bytes);
    }

    #[test]
    fn bytes_near_to_a_root(bytes in near(sample().root.bytes())) {
        read_everything(&sample(), &bytes);
    }

    #[test]
    fn bytes_near_to_an_object(
        page in near(&sample().pages[0].bytes),
        record in near(&sample().secrets[0].record.bytes),
        grants in near(&sample().grants[0].bytes),
    ) {
        let sample = sample();
        for bytes in [page, record, grants] {
            read_everything(&sample, &bytes);
        }
    }

    #[test]
    fn any_text(text in ".{0,200}") {
        read_everything(&sample(), text.as_bytes());
    }

    #[test]
    fn roots_are_read_back(
        writers in prop::collection::btree_map(any::<[u8; 16]>(), any::<()>(), 1..=64),
        bits in 0_u32..=10,
        floor in 0_u64..1000,
    ) {
        let sample = sample();
        let mut state = sample.state();
        state.floor = floor;
        state.writers = (floor + 1..).zip(writers.keys()).map(|(seq, id)| (WriterId::from_bytes(*id), seq)).collect();
        state.seq = floor + u64::try_from(state.writers.len()).unwrap();
        state.epoch = state.seq.min(EPOCH);
        prop_assume!(state.epoch == EPOCH && state.seq > 1);
        state.pages = vec![Digest::NONE; 1 << bits];
        let root = state.sign(&sample.root_key).unwrap();
        let read = UncheckedRoot::parse(root.bytes().to_vec()).unwrap();
        prop_assert_eq!(&read.clone().authenticate(&sample.root_key).unwrap(), &root);
        prop_assert_eq!(&read.clone().trust_own_memory().unwrap(), &root);
        prop_assert_eq!(&read.authenticate_for_agent(&sample.token(0, EPOCH, 1)).unwrap(), &root);
        let memory = Memory::new(*sample.vault()).accept(&root).unwrap();
        prop_assert_eq!(&memory.accept(&root).unwrap(), &memory);
    }

    #[test]
    fn pages_are_read_back(ids in prop::collection::btree_set(any::<[u8; 16]>(), 1..600), bits in 0_u32..=10) {
        let sample = sample();
        let at = page::place(&SecretId::from_bytes(*ids.first().unwrap()), bits);
        let here = ids.into_iter().map(SecretId::from_bytes).filter(|id| page::place(id, bits) == at);
        let entries = here.map(|id| (id, Digest::of(id.as_bytes()))).collect();
        let page = Page { entries };
        let Object { digest, bytes } = page.encode(sample.vault(), &mut Source::system()).unwrap().unwrap();
        prop_assert_eq!(Page::decode(Some(&bytes), &digest, sample.vault(), at, bits).unwrap(), page);
    }

    #[test]
    fn records_are_read_back(
        data in "\\PC{0,3000}",
        name in "\\PC{1,255}",
        revision in 1_u64..1 << 53,
        since in any::<prop::sample::Index>(),
        history in 0_u32..20,
    ) {
        let sample = sample();
        let since = 1 + u64::try_from(since.index(usize::try_from(revision).unwrap())).unwrap();
        let history = u32::try_from(u64::from(history).min(revision - 1)).unwrap();
        let previous = if history == 0 { Digest::NONE } else { Digest::of(b"before") };
        let key_id = KeyId::from_bytes([7; 16]);
        let lineage = Lineage { key_id, since, revision, previous, history };
        let secret = sample.secrets[0].id;
        let key = sample.root_key.data_key(secret, &key_id).unwrap();
        let (meta, payload) = (meta(&name, SecretType::Other), OtherPayload::new(data.as_str()).into());
        let made = record::seal(&lineage, &key, &meta, &payload, &mut Source::system()).unwrap();
        let head = Head::decode(Some(&made.bytes), &made.digest, sample.vault(), &secret).unwrap();
        prop_assert_eq!(head.lineage, lineage);
        prop_assert_eq!(head.open_meta(&key).unwrap(), meta);
        let (_, sealed) = record::split(&made.bytes).unwrap();
        prop_assert_eq!(head.open_payload(&key, &SecretType::Other, sealed).unwrap(), payload);
    }
}

/// Each status is what was sealed, and not merely one that counts as it.
#[test]
fn grants_are_read_back() {
    let sample = sample();
    let key = sample.root_key.identity_key(sample.identities[0]).unwrap().grants_key().unwrap();
    for status in [Status::Active, Status::Paused, Status::Unknown("later".into())] {
        let made = grants(status.clone(), &sample.secrets[..2]);
        let object = made.seal(&key, &mut Source::system()).unwrap();
        let read = Grants::open(Some(&object.bytes), &object.digest, &key).unwrap();
        assert_eq!((&read.status, &read.paused), (&status, &made.paused));
        assert_eq!((&read.handle, &read.name, read.keys.len()), (&made.handle, &made.name, made.keys.len()));
        assert_eq!(read.check_active().is_ok(), status == Status::Active);
    }
}
