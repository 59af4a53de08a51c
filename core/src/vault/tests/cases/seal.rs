//! Seals of every kind and at every boundary, and padding.

use serde_json::{Value, json};

use super::{case, hex, patched, refused};
use crate::{
    random::Source,
    secret::SecretKey,
    vault::{
        id::{Digest, IdentityId, SecretId, SlotId, VaultId},
        keys::seal::{Context, SealKey},
        rule::Rule,
    },
};

/// Bytes that do not repeat with the chunks.
fn plaintext(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

pub(super) fn seals() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: seal");
    let key_bytes: [u8; 32] = source.array().unwrap();
    let key = SecretKey::from_slice(&key_bytes).unwrap();
    let vault = VaultId::generate(&mut source).unwrap();
    let object = source.uuid().unwrap();
    let parameters: [u8; 32] = source.array().unwrap();
    let context = |kind: u8, epoch: u64, revision: u64| match kind {
        1 => Context::slot(&vault, &SlotId::from_bytes(object), epoch, &parameters),
        2 => Context::meta(&vault, &SecretId::from_bytes(object), epoch, revision),
        3 => Context::payload(&vault, &SecretId::from_bytes(object), epoch, revision),
        _ => Context::grants(&vault, &IdentityId::from_bytes(object), epoch),
    };
    let mut make = |name: &str, kind: u8, length: usize, epoch: u64, revision: u64| {
        let text = plaintext(length);
        let sealed =
            SealKey::new(&key).unwrap().seal(&context(kind, epoch, revision), &text, &mut source).unwrap();
        let inputs = json!({
            "key_hex": hex(key_bytes), "kind": kind, "vault_id": vault.to_string(), "object_id_hex": hex(object),
            "epoch": epoch, "revision": revision, "parameters_hex": if kind == 1 { hex(parameters) } else { String::new() },
            "sealed_hex": hex(&sealed),
        });
        (case(name, inputs, json!({"plaintext_sha256_hex": hex(Digest::of(&text).as_bytes())})), sealed)
    };
    let mut cases = vec![make("a slot", 1, 32, 1, 0).0];
    for length in [0, 1, 256, 16_383, 16_384, 16_385, 32_768] {
        cases.push(make(&format!("a meta of {length} bytes"), 2, length, 3, 1).0);
    }
    cases.push(make("a payload at the last counters", 3, 256, (1 << 53) - 1, (1 << 53) - 1).0);
    cases.push(make("grants", 4, 512, 4, 0).0);
    let (short, short_seal) = make("a short payload", 3, 300, 5, 6);
    let (long, long_seal) = make("a payload of two chunks", 3, 16_500, 5, 6);
    cases.extend([short.clone(), long.clone()]);
    let broken = |name: &str, good: &Value, change: &dyn Fn(&mut Value)| {
        let mut case = good.clone();
        change(&mut case);
        case["name"] = json!(name);
        case["expect"] = refused(Rule::Seal2);
        case
    };
    for (name, member, value) in [
        ("another kind", "kind", json!(2)),
        ("another vault", "vault_id", json!("00000000-0000-4000-8000-000000000000")),
        ("another object", "object_id_hex", json!(hex([0; 16]))),
        ("another epoch", "epoch", json!(6)),
        ("another revision", "revision", json!(5)),
        ("another key", "key_hex", json!(hex([0; 32]))),
    ] {
        cases.push(broken(name, &short, &|case| case[member] = value.clone()));
    }
    let mut slot = cases[0].clone();
    slot["parameters_hex"] = json!(hex([0; 32]));
    cases.push(case("a slot with other parameters", slot, refused(Rule::Seal2)));
    let with = |sealed: &[u8]| {
        let sealed = hex(sealed);
        move |case: &mut Value| case["sealed_hex"] = json!(sealed)
    };
    for (name, at) in
        [("the salt", 0), ("the commitment", 24), ("the ciphertext", 56), ("the tag", short_seal.len() - 1)]
    {
        let flipped = patched(&short_seal, at, &[short_seal[at] ^ 1]);
        cases.push(broken(&format!("a flipped bit in {name}"), &short, &with(&flipped)));
    }
    let flipped = patched(&long_seal, 16_440, &[long_seal[16_440] ^ 1]);
    cases.push(broken("a flipped bit in the tag of the first chunk", &long, &with(&flipped)));
    let swapped = [&long_seal[..56], &long_seal[16_456..], &long_seal[56..16_456]].concat();
    for (name, good, sealed) in [
        ("nothing", &short, &[][..]),
        ("half a header", &short, &short_seal[..40]),
        ("a header alone", &short, &short_seal[..56]),
        ("less than a tag", &short, &short_seal[..56 + 15]),
        ("a byte too few", &short, &short_seal[..short_seal.len() - 1]),
        ("a byte too many", &short, &[&short_seal[..], &[0]].concat()),
        ("a last chunk shorter than its tag", &long, &long_seal[..16_456 + 15]),
        ("no last chunk", &long, &long_seal[..16_456]),
        ("chunks in another order", &long, &swapped),
    ] {
        cases.push(broken(name, good, &with(sealed)));
    }
    cases
}

pub(super) fn paddings() -> Vec<Value> {
    let padded =
        |length: u32, size: usize| [&length.to_be_bytes()[..], &vec![0; size.saturating_sub(4)]].concat();
    let make = |name: &str, bytes: &[u8], cap: usize, expect: Value| {
        case(name, json!({"padded_hex": hex(bytes), "cap": cap}), expect)
    };
    let content = |length: usize| json!({"content_hex": hex(vec![0; length])});
    vec![
        make("empty", &padded(0, 256), 65_536, content(0)),
        make("the most in 256", &padded(252, 256), 65_536, content(252)),
        make("the least in 512", &padded(253, 512), 65_536, content(253)),
        make("the cap", &padded(508, 512), 512, content(508)),
        make("past the cap", &padded(509, 1024), 512, refused(Rule::Pad1)),
        make("nothing at all", &[], 65_536, refused(Rule::Pad1)),
        make("half a length", &[0, 0, 0], 65_536, refused(Rule::Pad1)),
        make("128 bytes", &padded(0, 128), 65_536, refused(Rule::Pad1)),
        make("no power of two", &padded(0, 384), 65_536, refused(Rule::Pad1)),
        make("a length past the end", &padded(253, 256), 65_536, refused(Rule::Pad1)),
        make("the greatest length", &padded(u32::MAX, 256), 65_536, refused(Rule::Pad1)),
        make("a size too large", &padded(252, 512), 65_536, refused(Rule::Pad2)),
        make("empty in 1024", &padded(0, 1024), 65_536, refused(Rule::Pad2)),
        make(
            "a last byte that is no zero",
            &patched(&padded(251, 256), 255, &[1]),
            65_536,
            refused(Rule::Pad3),
        ),
        make("a first byte that is no zero", &patched(&padded(0, 256), 4, &[1]), 65_536, refused(Rule::Pad3)),
    ]
}
