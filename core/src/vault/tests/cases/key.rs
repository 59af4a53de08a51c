//! The tree of keys, and what vault keys become.

use serde_json::{Value, json};

use super::{case, hex, refused};
use crate::{
    kdf::{Argon2Params, KdfMemory},
    random::Source,
    vault::{
        IdentityId, SecretId, VaultId,
        id::{Digest, KeyId},
        keys::key::RootKey,
        keys::vault_key,
        objects::slot::{Opener, Parameters},
        rule::Rule,
    },
};

/// Every key below a root key, and a MAC of each that makes one.
pub(super) fn expand() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: expand");
    let mut cases = Vec::new();
    for name in ["one root key", "another"] {
        let vault = VaultId::generate(&mut source).unwrap();
        let root = RootKey::generate(vault, 1, &mut source).unwrap();
        let (secret, identity) =
            (SecretId::generate(&mut source).unwrap(), IdentityId::generate(&mut source).unwrap());
        let key_id = KeyId::generate(&mut source).unwrap();
        let digest = Digest::from_bytes(source.array().unwrap());
        let agent = root.identity_key(identity).unwrap();
        cases.push(case(
            name,
            json!({
                "root_key_hex": hex(root.expose()), "vault_id": vault.to_string(), "secret_id": secret.to_string(),
                "identity_id": identity.to_string(), "key_id_hex": hex(key_id.as_bytes()),
                "root_digest_hex": hex(digest.as_bytes()),
            }),
            json!({
                "owner_mac_hex": hex(root.mac_key().unwrap().mac(&digest).unwrap()),
                "data_key_hex": hex(root.data_key(secret, &key_id).unwrap().expose()),
                "identity_key_hex": hex(agent.expose()),
                "agent_mac_hex": hex(agent.mac_key().unwrap().mac(&digest).unwrap()),
                "grants_key_hex": hex(agent.grants_key().unwrap().expose()),
            }),
        ));
    }
    cases
}

pub(super) fn vault_keys() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: vault key");
    let cost = Argon2Params { memory_kib: 65_536, passes: 3, lanes: 1 };
    let parameters = Parameters::generate(Opener::VaultKey(cost), &mut source).unwrap();
    let mut memory = KdfMemory::new();
    let mut make = |name: &str, vault_key: &[u8], parameters: &Parameters| {
        let key = vault_key::slot_key(vault_key, parameters, &mut memory).unwrap().unwrap();
        let inputs = json!({"vault_key_hex": hex(vault_key), "parameters_hex": hex(parameters.encode())});
        case(name, inputs, json!({"slot_key_hex": hex(key.expose())}))
    };
    let more = Argon2Params { memory_kib: 65_543, passes: 4, lanes: 2 };
    let mut cases = vec![
        make("in ASCII", b"Correct horse battery", &parameters),
        make("composed", "caf\u{e9} cr\u{e8}me br\u{fb}l\u{e9}e".as_bytes(), &parameters),
        make(
            "decomposed: the same key",
            "cafe\u{301} cre\u{300}me bru\u{302}le\u{301}e".as_bytes(),
            &parameters,
        ),
        make("Hangul syllables", "\u{AC01}\u{D7A3}".as_bytes(), &parameters),
        make("the same as jamo", "\u{1100}\u{1161}\u{11A8}\u{1112}\u{1175}\u{11C2}".as_bytes(), &parameters),
        make("marks in another order", "q\u{307}\u{323}".as_bytes(), &parameters),
        make("the same in canonical order", "q\u{323}\u{307}".as_bytes(), &parameters),
        make("a ligature stays one", "\u{FB01}".as_bytes(), &parameters),
        make("an Angstrom sign becomes a letter", "\u{212B}".as_bytes(), &parameters),
        make("spaces stay", b"  Correct horse battery ", &parameters),
        make("nothing", b"", &parameters),
        make(
            "other parameters",
            b"Correct horse battery",
            &Parameters { opener: Opener::VaultKey(more), ..parameters },
        ),
    ];
    let bad = |name: &str, vault_key: &[u8]| {
        let inputs = json!({"vault_key_hex": hex(vault_key), "parameters_hex": hex(parameters.encode())});
        case(name, inputs, refused(Rule::Key3))
    };
    cases.push(bad("no UTF-8", b"Correct horse \xff battery"));
    cases.push(bad("half of a surrogate pair", b"\xed\xa0\xbd"));
    cases
}

pub(super) fn new_vault_keys() -> Vec<Value> {
    let make = |name: &str, key: &str, expect: Result<(), Rule>| {
        let expect = expect.map_or_else(refused, |()| json!("ok"));
        case(name, json!({"vault_key_hex": hex(key)}), expect)
    };
    let with = |letter: char| format!("sixteen letters{letter}");
    let mut cases = vec![
        make("16 letters", "sixteen letters!", Ok(())),
        make("16 letters beyond the first plane", &"\u{1D4B3}".repeat(16), Ok(())),
        make("17 scalar values of which NFC makes 16", "fifteen lettere\u{301}!", Ok(())),
        make("spaces", &" ".repeat(16), Ok(())),
        make("nothing", "", Err(Rule::Key5)),
        make("15 letters", "fifteen letters", Err(Rule::Key5)),
        make("16 scalar values of which NFC makes 15", "fourteen lettee\u{301}", Err(Rule::Key5)),
        make("15 letters in 30 units of UTF-16", &"\u{1D4B3}".repeat(15), Err(Rule::Key5)),
        make("an unassigned character", &with('\u{378}'), Err(Rule::Key6)),
        make("a character that never will be one", &with('\u{10FFFF}'), Err(Rule::Key6)),
        make("a character for private use", &with('\u{E000}'), Err(Rule::Key6)),
        make("one for private use beyond the first plane", &with('\u{F0000}'), Err(Rule::Key6)),
    ];
    let inputs = json!({"vault_key_hex": hex(b"sixteen letters!\xff")});
    cases.push(case("no UTF-8", inputs, refused(Rule::Key3)));
    cases
}
