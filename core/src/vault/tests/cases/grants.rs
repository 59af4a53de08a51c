//! Grants as their agent opens them.

use serde_json::{Value, json};

use super::{
    super::sample::{self, EPOCH, Sample},
    case, hex, patched, refused, stored,
};
use crate::vault::{keys::key::GrantsKey, objects::grants::Status, objects::object::Object, rule::Rule};

/// A case: its name, what storage gave, what it was asked for, and what is expected.
type Make<'a> = &'a dyn Fn(&str, Option<&[u8]>, &Object, Value) -> Value;

pub(super) fn grants() -> Vec<Value> {
    let mut sample = Sample::new("inkseal/2 vectors: grants");
    let keys: Vec<_> =
        sample.identities.iter().map(|id| sample.root_key.identity_key(*id).unwrap()).collect();
    let make = |name: &str, given: Option<&[u8]>, object: &Object, expect: Value| {
        let inputs = json!({
            "digest_hex": hex(object.digest.as_bytes()), "epoch": EPOCH,
            "vault_id": keys[0].vault().to_string(), "identity_id": keys[0].identity().to_string(),
            "identity_key_hex": hex(keys[0].expose()),
        });
        case(name, stored("object_hex", given, inputs), expect)
    };
    let secrets: Vec<Value> = sample.secrets[..2]
        .iter()
        .map(|secret| json!([secret.id.to_string(), hex(secret.key.expose())]))
        .collect();
    let ids: Vec<String> = sample.secrets[..2].iter().map(|secret| secret.id.to_string()).collect();
    let active = json!({"handle": "deploy-bot", "name": "Deploys", "status": "active"});
    let good = &sample.grants[0];
    let bytes = &good.bytes;
    let mut cases = vec![
        make("grants", Some(bytes), good, json!({"json": active, "secrets": secrets})),
        make("grants that are missing", None, good, refused(Rule::Obj2)),
        make("the grants of another", Some(&sample.grants[1].bytes), good, refused(Rule::Obj1)),
        make("a flipped bit", Some(&patched(bytes, 100, &[bytes[100] ^ 1])), good, refused(Rule::Obj1)),
    ];
    let mut bad = |name: &str, bytes: Vec<u8>, rule: Rule| {
        let object = Object::new(bytes);
        cases.push(make(name, Some(&object.bytes), &object, refused(rule)));
    };
    bad("another magic", patched(bytes, 7, b"R"), Rule::Grant1);
    bad("367 bytes", bytes[..367].to_vec(), Rule::Grant1);
    bad("larger than any", [&bytes[..40], &vec![0; 8_396_873]].concat(), Rule::Grant1);
    bad("another vault", patched(bytes, 8, &[bytes[8] ^ 1]), Rule::Grant2);
    bad("another identity", sample.grants[1].bytes.clone(), Rule::Grant2);
    bad("a seal that does not open", patched(bytes, 41, &[bytes[41] ^ 1]), Rule::Seal2);
    bad("a byte too many", [bytes, &[0][..]].concat(), Rule::Seal2);
    let paused = sample::grants(Status::Paused, &sample.secrets[..2]);
    let unknown = sample::grants(Status::Unknown("suspended".into()), &sample.secrets[..1]);
    let key = keys[0].grants_key().unwrap();
    for (name, made) in [("paused", paused), ("a status that is not known", unknown)] {
        let object = made.seal(&key, &mut sample.source).unwrap();
        cases.push(make(name, Some(&object.bytes), &object, refused(Rule::Grant7)));
    }
    cases.extend(contents(&key, &mut sample, &ids, &make));
    cases
}

/// Contents that no writer makes, well sealed.
fn contents(key: &GrantsKey, sample: &mut Sample, ids: &[String], make: Make<'_>) -> Vec<Value> {
    let entry = |index: usize| {
        let secret = &sample.secrets[index];
        [&secret.id.as_bytes()[..], secret.key.expose()].concat()
    };
    let (one, two) = (entry(0), entry(1));
    let content = |json: &str, entries: &[&[u8]]| {
        [&u32::try_from(json.len()).unwrap().to_be_bytes()[..], json.as_bytes(), &entries.concat()].concat()
    };
    let least = r#"{"handle":"a","status":"active"}"#;
    let keep = r#"{"handle":"a","status":"active","later":[1.0],"paused":[]}"#;
    let paused = |list: &str| format!(r#"{{"handle":"a","status":"paused","paused":{list}}}"#);
    let none: &[&[u8]] = &[];
    let kept: Value = serde_json::from_str(keep).unwrap();
    let shown = json!([[ids[0], hex(&one[16..])]]);
    let long = "x".repeat(256);
    let list = [
        (
            "no entries",
            content(least, none),
            Ok(json!({"json": {"handle": "a", "status": "active"}, "secrets": []})),
        ),
        ("members that are not known", content(keep, &[&one]), Ok(json!({"json": kept, "secrets": shown}))),
        ("half a length", vec![0, 0, 0], Err(Rule::Grant3)),
        ("JSON past the end", 300_u32.to_be_bytes().to_vec(), Err(Rule::Grant3)),
        ("half an entry", content(least, &[&one, &two[..47]]), Err(Rule::Grant3)),
        ("entries in another order", content(least, &[&two, &one]), Err(Rule::Grant4)),
        ("a secret twice", content(least, &[&one, &one]), Err(Rule::Grant4)),
        ("an empty handle", content(r#"{"handle":"","status":"active"}"#, none), Err(Rule::Grant5)),
        (
            "a handle of 256",
            content(&least.replace("\"a\"", &format!("\"{long}\"")), none),
            Err(Rule::Grant5),
        ),
        ("paused with entries", content(&paused("[]"), &[&one]), Err(Rule::Grant6)),
        (
            "an unknown status with entries",
            content(r#"{"handle":"a","status":"?"}"#, &[&one]),
            Err(Rule::Grant6),
        ),
        (
            "active with a list",
            content(&paused(&format!("[\"{}\"]", ids[0])).replace("\"paused\",", "\"active\","), none),
            Err(Rule::Grant6),
        ),
        ("no JSON", content("", none), Err(Rule::Json1)),
        ("no handle", content(r#"{"status":"active"}"#, none), Err(Rule::Json5)),
        ("no status", content(r#"{"handle":"a"}"#, none), Err(Rule::Json5)),
        ("a status that is null", content(r#"{"handle":"a","status":null}"#, none), Err(Rule::Json5)),
        (
            "a name that is null",
            content(r#"{"handle":"a","status":"active","name":null}"#, none),
            Err(Rule::Json5),
        ),
        (
            "ids in another order",
            content(&paused(&format!("[\"{}\",\"{}\"]", ids[1], ids[0])), none),
            Err(Rule::Json7),
        ),
        (
            "an id in capitals",
            content(&paused(&format!("[\"{}\"]", ids[0].to_uppercase())), none),
            Err(Rule::Json8),
        ),
        (
            "an id without dashes",
            content(&paused(&format!("[\"{}\"]", ids[0].replace('-', ""))), none),
            Err(Rule::Json8),
        ),
        (
            "a handle twice",
            content(r#"{"handle":"a","handle":"b","status":"active"}"#, none),
            Err(Rule::Json3),
        ),
    ];
    let (vault, identity) = (*key.vault(), *key.identity());
    list.into_iter()
        .map(|(name, content, expect)| {
            let sealed = key.seal(&[&content], &mut sample.source).unwrap();
            let bytes = [b"INKSEALG", &vault.as_bytes()[..], identity.as_bytes(), &sealed].concat();
            let object = Object::new(bytes);
            make(name, Some(&object.bytes), &object, expect.unwrap_or_else(refused))
        })
        .collect()
}
