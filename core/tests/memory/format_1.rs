//! A vault of format 1: the child gets its file and what opens it through the pipe: its vault key, a recovery code, and
//! another vault key.

use std::env;

use inkseal::{
    inkbox::{MasterKey, OrgKey, Vault},
    payload::SecretType,
};
use zeroize::Zeroizing;

use crate::{
    pieces::{Pieces, payloads, random},
    running::{CHILD, Running, own_pipe, receive, wait_at},
};

const NOW: u64 = 1_767_225_600;
const ORG: &str = "org_test_123";

#[test]
fn a_locked_process_holds_no_secret() {
    if env::var_os(CHILD).is_some() {
        return child();
    }
    let Planted { keys, text, pieces: planted } = Planted::generate();
    let mut child = Running::start("format_1::a_locked_process_holds_no_secret");
    for key in &keys {
        child.send(key.as_bytes());
    }
    child.send(text.as_bytes());

    let opens = planted.names(["vault key", "recovery code", "new vault key"]);
    let found = child.search_at("keys read", &planted);
    assert_eq!(found, opens, "what opens the vault is there, and nothing else yet");

    // Each task alone, so that no later one writes over what an earlier one left on the stack.
    for (task, _) in TASKS {
        let found = child.search_at(task, &planted);
        assert_eq!(found, opens, "after {task} and locking nothing stays");
    }

    let found = child.search_at("payloads held", &planted);
    let held =
        ["login", "login as JSON", "api_key", "ssh_key", "key_pair", "other", "TOTP secret", "org key"];
    assert!(found.is_superset(&planted.names(held)), "what is held is found: {found:?}");
    for name in ["vault key", "recovery code", "new vault key", "master key"] {
        assert!(!found.contains(name), "unlocking leaves no {name} behind");
    }

    let found = child.search_at("payloads dropped", &planted);
    assert_eq!(found, planted.names(["org key"]), "of payloads that were dropped nothing stays");

    let found = child.search_at("locked", &planted);
    assert_eq!(found, planted.names([]), "of a locked vault nothing stays");
    child.end();
}

/// The child: it knows no secret but those that come through the pipe.
fn child() {
    let mut pipe = own_pipe();
    let keys: Keys = std::array::from_fn(|_| receive(&mut pipe));
    let text = receive(&mut pipe);
    wait_at("keys read", &mut pipe);

    let mut vault = Vault::parse(str::from_utf8(&text).unwrap()).unwrap();
    for (name, task) in TASKS {
        vault.unlock(&keys[0]).unwrap();
        task(&mut vault, &keys);
        vault.lock();
        wait_at(name, &mut pipe);
    }

    vault.unlock(&keys[0]).unwrap();
    drop(keys);
    let payloads = vault.open_all().unwrap();
    // Also as text, so that the search has escapes to find.
    let texts: Vec<_> = vault.list().iter().map(|secret| vault.open_text(&secret.id).unwrap()).collect();
    wait_at("payloads held", &mut pipe);

    drop((payloads, texts));
    wait_at("payloads dropped", &mut pipe);

    vault.lock();
    wait_at("locked", &mut pipe);
    assert!(!vault.is_unlocked());
}

/// The vault key, a recovery code, and another vault key.
type Keys = [Zeroizing<Vec<u8>>; 3];

type Task = (&'static str, fn(&mut Vault, &Keys));

/// What a program does with an unlocked vault.
const TASKS: [Task; 11] = [
    ("unlocking", |_, _| ()),
    ("opening", |vault, _| {
        for secret in vault.list() {
            vault.open(&secret.id).unwrap();
        }
    }),
    ("opening as text", |vault, _| {
        for secret in vault.list() {
            assert!(!vault.open_text(&secret.id).unwrap().expose().is_empty());
        }
    }),
    ("verifying", |vault, _| assert!(vault.verify().unwrap().iter().all(|report| report.error.is_none()))),
    ("a TOTP code", |vault, _| {
        let code = vault.totp_code(&login(vault), NOW).unwrap();
        assert_eq!(code.code.expose().len(), 6);
    }),
    ("a webhook", |vault, _| {
        let id = vault.list_type(&SecretType::ApiKey)[0].id.clone();
        let headers = [
            ("x-inkbox-request-id", "1".to_owned()),
            ("x-inkbox-timestamp", "1".to_owned()),
            ("x-inkbox-signature", format!("sha256={}", "0".repeat(64))),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(vault.verify_webhook(&id, &headers, b"body", None), Ok(false));
    }),
    ("an otpauth URI", |vault, _| {
        let id = login(vault);
        let uri = vault.open(&id).unwrap().payload.totp().unwrap().to_uri().unwrap();
        vault.set_totp_uri(&id, uri.expose(), NOW).unwrap();
    }),
    ("sealing", |vault, _| {
        for secret in vault.list() {
            let payload = vault.open(&secret.id).unwrap().payload;
            vault.update_payload(&secret.id, &payload, NOW).unwrap();
        }
    }),
    ("exporting", |vault, _| assert!(vault.export_decrypted().unwrap().expose().len() > 1000)),
    ("another vault key", |vault, [vault_key, _, new]| {
        // Of a copy, because what comes later opens the vault as it was.
        let mut vault = Vault::parse(&vault.to_text().unwrap()).unwrap();
        vault.change_vault_key(vault_key, new, NOW).unwrap();
    }),
    ("recovery", |vault, [_, code, new]| {
        let mut vault = Vault::parse(&vault.to_text().unwrap()).unwrap();
        vault.recover(code, new, NOW).unwrap();
    }),
];

fn login(vault: &Vault) -> String {
    vault.list_type(&SecretType::Login)[0].id.clone()
}

/// A vault full of random secrets, and all that must not be found of it.
struct Planted {
    /// The vault key, a recovery code, and another vault key.
    keys: [Zeroizing<String>; 3],
    text: String,
    pieces: Pieces,
}

impl Planted {
    fn generate() -> Self {
        let vault_key = Zeroizing::new(format!("Aa-7{}", random()));
        let mut pieces = Pieces::default();
        let made = Vault::initialize(ORG, vault_key.as_bytes(), NOW).unwrap();
        let code = Zeroizing::new(made.recovery_codes[0].expose().to_owned());
        let new = Zeroizing::new(format!("Bb-8{}", random()));
        let mut vault = made.vault;
        for (name, payload) in payloads(&mut pieces) {
            vault.create(name, &payload, None, NOW).unwrap();
        }
        let master_key = MasterKey::derive(vault_key.as_bytes(), ORG).unwrap();
        let text = vault.to_text().unwrap();
        pieces.plant("vault key", vault_key.as_bytes());
        pieces.plant("recovery code", code.as_bytes());
        pieces.plant("new vault key", new.as_bytes());
        for key in [&vault_key, &code, &new] {
            let master_key = MasterKey::derive(key.as_bytes(), ORG).unwrap();
            pieces.plant("master key", master_key.expose_bytes());
        }
        pieces.plant("org key", org_key(&text, &master_key).expose_bytes());
        Self { keys: [vault_key, code, new], text, pieces }
    }
}

fn org_key(text: &str, master_key: &MasterKey) -> OrgKey {
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let key = &file["keys"][0];
    let wrapped = key["wrapped_org_encryption_key"].as_str().unwrap();
    master_key.unwrap(key["id"].as_str().unwrap(), wrapped).unwrap()
}
