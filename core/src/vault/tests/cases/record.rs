//! Records, their histories, and who opens them.

use serde_json::{Value, json};

use super::{
    super::sample::{self, EPOCH, Sample},
    case, hex, patched, refused, stored,
};
use crate::{
    payload::SecretType,
    random::Source,
    vault::{
        id::{Digest, KeyId},
        objects::record::{self, Lineage},
        rule::Rule,
    },
};

pub(super) fn records() -> Vec<Value> {
    let mut sample = Sample::new("inkseal/2 vectors: record");
    let secret = &sample.secrets[0];
    let bytes = secret.record.bytes.clone();
    let (head, _) = record::split(&bytes).unwrap();
    let head = head.len();
    let make = |name: &str, given: Option<&[u8]>, digest: &Digest, expect: Value| {
        let inputs = json!({
            "digest_hex": hex(digest.as_bytes()), "vault_id": sample.vault().to_string(),
            "secret_id": secret.id.to_string(), "data_key_hex": hex(secret.key.expose()), "epoch": EPOCH,
        });
        case(name, stored("object_hex", given, inputs), expect)
    };
    let meta: Value =
        serde_json::from_str(sample::meta("Example", SecretType::Login).to_json().unwrap().expose()).unwrap();
    let payload: Value = serde_json::from_str(sample::login().to_json().unwrap().expose()).unwrap();
    let lineage = &secret.lineage;
    let opened = json!({
        "key_id_hex": hex(lineage.key_id.as_bytes()), "since": lineage.since, "revision": lineage.revision,
        "previous_hex": hex(lineage.previous.as_bytes()), "history": lineage.history, "meta": meta, "payload": payload,
    });
    let mut listed = opened.clone();
    listed["payload"] = refused(Rule::Rec5);
    let digest = &secret.record.digest;
    // Right digests of wrong heads.
    let bad = |name: &str, at: usize, with: &[u8], rule: Rule| {
        let changed = patched(&bytes, at, with);
        make(name, Some(&changed), &Digest::of(&changed[..head]), refused(rule))
    };
    let other = &sample.secrets[1].record;
    let flip = |at: usize| [bytes[at] ^ 1];
    let mut cases = vec![
        make("a record", Some(&bytes), digest, opened),
        make("without its payload", Some(&bytes[..head]), digest, listed.clone()),
        make("with another payload", Some(&[&bytes[..head], b"x"].concat()), digest, listed.clone()),
        make(
            "with the payload of another secret",
            Some(&[&bytes[..head], record::split(&other.bytes).unwrap().1].concat()),
            digest,
            listed.clone(),
        ),
        make(
            "with a changed payload",
            Some(&patched(&bytes, bytes.len() - 1, &flip(bytes.len() - 1))),
            digest,
            listed.clone(),
        ),
        make("a byte too many", Some(&[&bytes[..], &[0]].concat()), digest, listed),
        make("a payload larger than any", Some(&[&bytes[..head], &vec![0; 1_049_673]].concat()), digest, {
            let mut large = cases_meta(&meta, lineage);
            large["payload"] = refused(Rule::Rec1);
            large
        }),
        make("a record that is missing", None, digest, refused(Rule::Obj2)),
        make("an empty object", Some(&[]), digest, refused(Rule::Obj1)),
        make("half a header", Some(&bytes[..100]), digest, refused(Rule::Obj1)),
        make("half a head", Some(&bytes[..head - 1]), digest, refused(Rule::Obj1)),
        make("another record", Some(&other.bytes), digest, refused(Rule::Obj1)),
        make("a changed header", Some(&patched(&bytes, 80, &flip(80))), digest, refused(Rule::Obj1)),
        make(
            "a changed meta",
            Some(&patched(&bytes, head - 1, &flip(head - 1))),
            digest,
            refused(Rule::Obj1),
        ),
        make(
            "a longer meta than there is",
            Some(&patched(&bytes, 108, &[255; 4])),
            digest,
            refused(Rule::Obj1),
        ),
        bad("another magic", 7, b"P", Rule::Rec1),
        bad("another vault", 8, &flip(8), Rule::Rec2),
        bad("another secret", 24, &flip(24), Rule::Rec2),
        bad("since 0", 56, &[0; 8], Rule::Byte2),
        bad("a revision of 0", 64, &[0; 8], Rule::Byte2),
        bad("a revision past the counters", 64, &(1_u64 << 53).to_be_bytes(), Rule::Byte2),
        bad("a key younger than the record", 56, &6_u64.to_be_bytes(), Rule::Rec3),
        bad("more history than revisions", 104, &5_u32.to_be_bytes(), Rule::Rec4),
        bad("no history, but something before it", 104, &[0; 4], Rule::Rec4),
        bad("history, but nothing before it", 72, &[0; 32], Rule::Rec4),
        bad("another revision", 64, &6_u64.to_be_bytes(), Rule::Seal2),
        bad("a meta that does not open", head - 1, &flip(head - 1), Rule::Seal2),
    ];
    let mut case_of = |name: &str, member: &str, value: Value| {
        let mut case = cases[0].clone();
        case["name"] = json!(name);
        case[member] = value;
        case["expect"] = refused(Rule::Seal2);
        cases.push(case);
    };
    case_of("the key of another secret", "data_key_hex", json!(hex(sample.secrets[1].key.expose())));
    case_of("another epoch", "epoch", json!(EPOCH + 1));
    let large = vec![0; 65_673];
    let header = patched(&bytes[..144], 108, &65_673_u32.to_be_bytes());
    let too_large = [&header[..], &large].concat();
    let inputs = json!({
        "digest_hex": hex(Digest::of(&too_large).as_bytes()),
        "vault_id": sample.vault().to_string(), "secret_id": secret.id.to_string(),
        "data_key_hex": hex(secret.key.expose()), "epoch": EPOCH,
    });
    cases.push(case(
        "a meta larger than any",
        stored("object_hex", Some(&too_large), inputs),
        refused(Rule::Rec1),
    ));
    let first = Lineage {
        key_id: KeyId::generate(&mut sample.source).unwrap(),
        since: 1,
        revision: 1,
        previous: Digest::NONE,
        history: 0,
    };
    let key = sample.root_key.data_key(sample.secrets[2].id, &first.key_id).unwrap();
    let mut plain = sample::meta("x", SecretType::Login);
    plain.conflicts.clear();
    let made = record::seal(&first, &key, &plain, &sample::login(), &mut sample.source).unwrap();
    let inputs = json!({
        "digest_hex": hex(made.digest.as_bytes()),
        "vault_id": sample.vault().to_string(), "secret_id": sample.secrets[2].id.to_string(),
        "data_key_hex": hex(key.expose()), "epoch": EPOCH,
    });
    let mut expect = cases_meta(&serde_json::from_str(plain.to_json().unwrap().expose()).unwrap(), &first);
    expect["payload"] = payload;
    cases.push(case("a first revision", stored("object_hex", Some(&made.bytes), inputs), expect));
    cases
}

/// What a head tells.
fn cases_meta(meta: &Value, lineage: &Lineage) -> Value {
    json!({
        "key_id_hex": hex(lineage.key_id.as_bytes()), "since": lineage.since, "revision": lineage.revision,
        "previous_hex": hex(lineage.previous.as_bytes()), "history": lineage.history, "meta": meta,
    })
}

pub(super) fn histories() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: history");
    let (one, two) = (KeyId::generate(&mut source).unwrap(), KeyId::generate(&mut source).unwrap());
    let previous = Digest::of(b"the record before");
    let lineage = |key_id: KeyId, since: u64, revision: u64, history: u32| {
        let previous = if history == 0 { Digest::NONE } else { previous };
        Lineage { key_id, since, revision, previous, history }
    };
    let shown = |lineage: &Lineage| {
        json!({
            "key_id_hex": hex(lineage.key_id.as_bytes()), "since": lineage.since, "revision": lineage.revision,
            "history": lineage.history,
        })
    };
    let newer = lineage(one, 3, 5, 2);
    let make = |name: &str, newer: &Lineage, older: &Lineage, follows: bool| {
        let expect = if follows { json!("ok") } else { refused(Rule::Rec8) };
        case(name, json!({"newer": shown(newer), "older": shown(older)}), expect)
    };
    vec![
        make("an edit", &newer, &lineage(one, 3, 4, 1), true),
        make("an edit that trims history", &newer, &lineage(one, 3, 4, 3), true),
        make("a re-key", &lineage(two, 5, 5, 2), &lineage(one, 3, 4, 1), true),
        make("a revision left out", &newer, &lineage(one, 3, 3, 1), false),
        make("the same revision", &newer, &lineage(one, 3, 5, 1), false),
        make("a newer one", &newer, &lineage(one, 3, 6, 1), false),
        make("less history than it must have", &newer, &lineage(one, 3, 4, 0), false),
        make("another key without a re-key", &newer, &lineage(two, 3, 4, 1), false),
        make("the same key since another revision", &newer, &lineage(one, 2, 4, 1), false),
        make("a re-key that keeps its key", &lineage(one, 5, 5, 2), &lineage(one, 3, 4, 1), false),
    ]
}
