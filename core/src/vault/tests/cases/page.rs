//! Pages as a root names them.

use serde_json::{Value, json};

use super::{super::sample::Sample, case, hex, patched, refused, stored};
use crate::vault::{id::Digest, objects::object::Object, rule::Rule};

pub(super) fn pages() -> Vec<Value> {
    let sample = Sample::new("inkseal/2 vectors: page");
    let page = &sample.pages[0].bytes;
    let make = |name: &str, given: Option<&[u8]>, digest: &Digest, at: usize, bits: u32, expect: Value| {
        let inputs = json!({
            "digest_hex": hex(digest.as_bytes()), "vault_id": sample.vault().to_string(),
            "page": at, "bits": bits,
        });
        case(name, stored("object_hex", given, inputs), expect)
    };
    let entries: Vec<Value> = sample.secrets[..2]
        .iter()
        .map(|secret| json!([secret.id.to_string(), hex(secret.record.digest.as_bytes())]))
        .collect();
    // Right digests of wrong pages.
    let bad = |name: &str, bytes: Vec<u8>, rule: Rule| {
        let object = Object::new(bytes);
        make(name, Some(&object.bytes), &object.digest, 0, 1, refused(rule))
    };
    let digest = &sample.pages[0].digest;
    let one = [&page[..40], &page[40..88]].concat();
    let swapped = [&page[..40], &page[88..136], &page[40..88]].concat();
    let alone = Object::new(one.clone());
    vec![
        make("a page", Some(page), digest, 0, 1, json!({"entries": entries})),
        make("the only page", Some(page), digest, 0, 0, json!({"entries": entries})),
        make("one entry", Some(&one), &alone.digest, 0x10 << 2, 10, json!({"entries": entries[..1]})),
        make("no entries and no object", None, &Digest::NONE, 0, 1, json!({"entries": []})),
        make("a page that is missing", None, digest, 0, 1, refused(Rule::Obj2)),
        make("another page", Some(&sample.pages[1].bytes), digest, 0, 1, refused(Rule::Obj1)),
        make("a flipped bit", Some(&patched(page, 50, &[page[50] ^ 1])), digest, 0, 1, refused(Rule::Obj1)),
        make("an empty object", Some(&[]), digest, 0, 1, refused(Rule::Obj1)),
        bad("nothing", Vec::new(), Rule::Page1),
        bad("another magic", patched(page, 7, b"R"), Rule::Page1),
        bad("no entries", page[..40].to_vec(), Rule::Page1),
        bad("half an entry", page[..100].to_vec(), Rule::Page1),
        bad("a byte too many", [page, &[0][..]].concat(), Rule::Page1),
        bad("larger than a page", [page, &vec![0; 48 * 21_843][..]].concat(), Rule::Page1),
        bad("another vault", patched(page, 8, &[page[8] ^ 1]), Rule::Page2),
        bad("entries in another order", swapped, Rule::Page3),
        bad("a secret twice", [&one, &page[40..88]].concat(), Rule::Page3),
        make("the wrong place", Some(page), digest, 1, 1, refused(Rule::Page4)),
        make("an entry of another page", Some(page), digest, 0, 2, refused(Rule::Page4)),
    ]
}
