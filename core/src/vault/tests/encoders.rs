//! What is written is read back, whatever is in it: the encoders beside those of `properties`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection, prelude::*};

use super::sample::Sample;
use crate::{
    Members, SecretText,
    kdf::Argon2Params,
    payload::SecretType,
    random::Source,
    secret::SecretKey,
    vault::{
        AgentToken, Checkpoint, DeviceMemory, IdentityId, RecoveryCode, SecretId, VaultId,
        device::memory::{Attempt, Pending},
        device::seen::{Memory, Seen},
        id::{Digest, KeyId, SlotId, WriterId},
        keys::key::{IdentityKey, RootKey},
        keys::seal::{Context, SealKey, sealed_length},
        objects::grants::{Grants, Status},
        objects::meta::Meta,
        objects::padding::Padded,
        objects::reader::Reader,
        objects::root::SUITE,
        objects::slot::{Opener, Parameters, Slot},
        rule::Rule,
    },
};

const COUNTER: std::ops::Range<u64> = 1..1 << 53;

fn sample() -> Sample {
    Sample::new("inkseal/2 encoders")
}

fn text(least: usize) -> impl Strategy<Value = SecretText> {
    collection::vec(any::<char>(), least..=255)
        .prop_map(|text| SecretText::from(text.iter().collect::<String>()))
}

fn unknown() -> impl Strategy<Value = Members> {
    // Names that no version knows; values of every kind.
    let value = prop_oneof![
        Just("null".to_owned()),
        Just("[1.50,{\"a\":[]}]".to_owned()),
        any::<f64>()
            .prop_filter("a number", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        "\\PC{0,20}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    collection::btree_map("x\\PC{0,10}", value, 0..5).prop_map(|members| {
        let mut unknown = Members::default();
        members.iter().for_each(|(name, value)| unknown.set(name, value).unwrap());
        unknown
    })
}

fn secrets(most: usize) -> impl Strategy<Value = BTreeSet<SecretId>> {
    collection::btree_set(any::<[u8; 16]>().prop_map(SecretId::from_bytes), 0..most)
}

prop_compose! {
    fn meta()(
        name in text(1),
        kind in prop_oneof![Just(SecretType::Login), "x\\PC{0,254}".prop_map(|name| SecretType::from(&*name))],
        description in proptest::option::of(text(0)),
        tags in collection::btree_map("\\PC{1,255}", Just(()), 0..5),
        times in [-(1_i64 << 53) + 1..1 << 53, -(1_i64 << 53) + 1..1 << 53],
        deleted_at in proptest::option::of(0..1_i64 << 53),
        conflicts in collection::btree_set(COUNTER, 0..5),
        unknown in unknown(),
    ) -> Meta {
        Meta {
            name,
            secret_type: kind,
            description,
            tags: tags.into_keys().map(SecretText::from).collect(),
            created_at: times[0],
            updated_at: times[1],
            deleted_at,
            conflicts: conflicts.into_iter().collect(),
            unknown,
        }
    }
}

prop_compose! {
    fn device()(
        ids in any::<[[u8; 16]; 2]>(),
        has_writer in any::<bool>(),
        seen in 0..4,
        seqs in [COUNTER, COUNTER],
        digest in any::<[u8; 16]>(),
        attempts in collection::vec((COUNTER, any::<[u8; 32]>()), 0..5),
        sets in [secrets(20), secrets(20)],
    ) -> DeviceMemory {
        let sample = sample();
        let vault = if seen == 3 { *sample.vault() } else { VaultId::from_bytes(ids[0]) };
        let seen = match seen {
            0 => Seen::Nothing,
            1 => Seen::Token { epoch: seqs[0], seq: seqs[1] },
            2 => Seen::Checkpoint(Checkpoint::from_parts(vault, seqs[0], digest)),
            _ => Seen::Root(Box::new(sample.root)),
        };
        let attempts: Vec<_> = attempts
            .into_iter()
            .map(|(seq, bytes)| Attempt { seq, digest: Digest::of(&bytes) })
            .collect();
        let [granted, to_rekey] = sets;
        DeviceMemory {
            memory: Memory { vault, suite: SUITE, writer: has_writer.then(|| WriterId::from_bytes(ids[1])), seen },
            pending: (!attempts.is_empty()).then_some(Pending { attempts, granted }),
            to_rekey,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn metas(meta in meta()) {
        let json = meta.to_json().unwrap();
        prop_assert_eq!(Meta::parse(json.expose().as_bytes()).unwrap(), meta);
    }

    #[test]
    fn grants(
        handle in text(1),
        name in proptest::option::of(text(0)),
        status in 0..3_usize,
        listed in secrets(200),
        unknown in unknown(),
    ) {
        let sample = sample();
        let key = sample.root_key.identity_key(sample.identities[0]).unwrap().grants_key().unwrap();
        let status = [Status::Active, Status::Paused, Status::Unknown("later".into())][status].clone();
        let active = status == Status::Active;
        let data_key = |id: &SecretId| sample.root_key.data_key(*id, &KeyId::from_bytes([7; 16])).unwrap();
        let made = Grants {
            handle,
            name,
            status,
            paused: if active { Vec::new() } else { listed.iter().copied().collect() },
            unknown,
            keys: if active { listed.iter().map(data_key).collect() } else { Vec::new() },
        };
        let object = made.seal(&key, &mut Source::system()).unwrap();
        let read = Grants::open(Some(&object.bytes), &object.digest, &key).unwrap();
        let keys = |grants: &Grants| {
            grants.keys.iter().map(|key| (*key.secret(), *key.expose())).collect::<BTreeMap<_, _>>()
        };
        prop_assert_eq!(keys(&read), keys(&made));
        prop_assert_eq!((&read.handle, &read.name, &read.status), (&made.handle, &made.name, &made.status));
        prop_assert_eq!((&read.paused, &read.unknown), (&made.paused, &made.unknown));
    }

    #[test]
    fn tokens(ids in any::<[[u8; 16]; 2]>(), key in any::<[u8; 32]>(), epoch in COUNTER, seq in COUNTER) {
        let (vault, identity) = (VaultId::from_bytes(ids[0]), IdentityId::from_bytes(ids[1]));
        let token = AgentToken::new(IdentityKey::from_token(vault, identity, epoch, &key).unwrap(), seq);
        let read = AgentToken::parse(token.to_text().expose()).unwrap();
        prop_assert_eq!((read.vault_id(), read.identity_id(), read.seq()), (vault, identity, seq));
        prop_assert_eq!((read.key().epoch(), read.key().expose()), (epoch, &key));
    }

    #[test]
    fn codes(spaces in collection::vec(0..9_usize, 0..9), lower in any::<bool>()) {
        let code = RecoveryCode::generate().unwrap();
        let mut text = code.to_text().expose().to_owned();
        for at in spaces {
            text.insert(at * 5, ' ');
        }
        let text = if lower { text.to_lowercase() } else { text };
        let read = RecoveryCode::parse(&text).unwrap();
        prop_assert_eq!(read.to_text(), code.to_text());
    }

    #[test]
    fn checkpoints(vault in any::<[u8; 16]>(), seq in COUNTER, digest in any::<[u8; 16]>()) {
        let checkpoint = Checkpoint::from_parts(VaultId::from_bytes(vault), seq, digest);
        prop_assert_eq!(Checkpoint::parse(&format!(" {checkpoint}\n")).unwrap(), checkpoint);
    }

    #[test]
    fn device_memories(device in device()) {
        let bytes = device.to_bytes();
        let read = DeviceMemory::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes(), bytes);
        prop_assert_eq!(read, device);
    }

    #[test]
    fn slots(
        id in any::<[u8; 16]>(),
        salt in any::<[u8; 16]>(),
        cost in proptest::option::of((65_536_u32..=524_288, 3_u32..=16, 1_u32..=8)),
        epoch in COUNTER,
    ) {
        let opener = cost.map_or(Opener::RecoveryCode, |(memory_kib, passes, lanes)| {
            Opener::VaultKey(Argon2Params { memory_kib, passes, lanes })
        });
        let parameters = Parameters { opener, salt };
        prop_assert_eq!(Parameters::decode(&parameters.encode()).unwrap(), parameters);
        let code = RecoveryCode::generate().unwrap();
        let (vault, slot_key) = (VaultId::from_bytes(id), code.slot_key(&salt).unwrap());
        let mut source = Source::system();
        let root = RootKey::generate(vault, epoch, &mut source).unwrap();
        let slot = Slot::seal(parameters, &slot_key, &root, &mut source).unwrap();
        let mut bytes = Vec::new();
        slot.encode(&mut bytes);
        let read = Slot::decode(&mut Reader::new(&bytes, Rule::Root1)).unwrap();
        prop_assert_eq!((read.id, read.parameters), (slot.id, parameters));
        let opened = read.open(&slot_key, &vault, epoch).unwrap();
        prop_assert_eq!(opened.expose(), root.expose());
    }

    #[test]
    fn seals_and_padding(content in collection::vec(any::<u8>(), 0..40_000), id in any::<[u8; 16]>()) {
        let sample = sample();
        let key = sample.root_key.data_key(SecretId::from_bytes(id), &KeyId::from_bytes(id)).unwrap();
        let record_key = key.ready().unwrap();
        let sealed = record_key.seal_payload(3, &content, &mut Source::system()).unwrap();
        let opened: Padded = record_key.open_payload(3, &sealed).unwrap();
        prop_assert_eq!(opened.content(), &content);
        let padded = (content.len() + 4).next_power_of_two().max(256);
        prop_assert_eq!(sealed.len(), sealed_length(padded));

        let slot_key = SealKey::new(&SecretKey::from_slice(&[id[0]; 32]).unwrap()).unwrap();
        let context = Context::slot(sample.vault(), &SlotId::from_bytes(id), 1, &[0; 32]);
        let sealed = slot_key.seal(&context, &content, &mut Source::system()).unwrap();
        prop_assert_eq!(sealed.len(), sealed_length(content.len()));
        let opened = slot_key.open(&context, &sealed).unwrap();
        prop_assert_eq!(opened.expose(), &content);
    }
}
