//! What was changed without the key does not open: every byte of every kind of blob, every length,
//! blobs in each other's place, and every byte of a whole file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, engine::general_purpose::STANDARD};
use inkseal::{
    Error,
    inkbox::{MasterKey, OrgKey, Vault},
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
    totp::TotpConfig,
};
use serde_json::{Value, json};

const NOW: u64 = 1_767_225_600;
const ORG: &str = "org_test_123";
/// Bytes of a blob that are no ciphertext: 12 of the nonce and 16 of the tag.
const OVERHEAD: usize = 28;

fn key(byte: u8) -> MasterKey {
    MasterKey::from_bytes(&[byte; 32]).unwrap()
}

fn payloads() -> [SecretPayload; 5] {
    [
        LoginPayload::new("hunter2").with_totp(TotpConfig::new("JBSWY3DPEHPK3PXP")).into(),
        ApiKeyPayload::new("k").with_notes("é\n").into(),
        KeyPairPayload::new("a", "s").into(),
        SshKeyPayload::new("k").into(),
        OtherPayload::new("").into(),
    ]
}

/// An unlocked vault with one secret of every type, whose vault key is `key(0)`.
fn vault() -> Vault {
    let mut vault = Vault::initialize_with(ORG, &key(0), &[key(1), key(2), key(3), key(4)], NOW).unwrap();
    for payload in payloads() {
        vault.create(payload.secret_type().as_str(), &payload, None, NOW).unwrap();
    }
    vault
}

fn file(vault: &Vault) -> Value {
    serde_json::from_str(&vault.to_text().unwrap()).unwrap()
}

fn unlocked(file: &Value) -> Vault {
    let mut vault = Vault::parse(&file.to_string()).unwrap();
    vault.unlock_with(&key(0)).unwrap();
    vault
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A damaged blob, in base64, and the code of the error that it must give.
struct Damaged {
    blob: String,
    expect: &'static str,
    what: String,
}

/// The blob with one bit flipped, for `bits` of each byte; cut to every length from both ends; and
/// extended at both ends.
fn damage(blob: &str, bits: impl Fn(usize) -> Vec<u32>) -> Vec<Damaged> {
    let bytes = STANDARD.decode(blob).unwrap();
    let mut damaged = Vec::new();
    let mut add = |bytes: &[u8], what: String| {
        let expect = if bytes.len() < OVERHEAD { "malformed" } else { "corrupt" };
        damaged.push(Damaged { blob: STANDARD.encode(bytes), expect, what });
    };
    for position in 0..bytes.len() {
        for bit in bits(position) {
            let mut flipped = bytes.clone();
            flipped[position] ^= 1 << bit;
            add(&flipped, format!("bit {bit} of byte {position}"));
        }
        add(&bytes[..position], format!("cut to {position}"));
        if position > 0 {
            add(&bytes[position..], format!("begun at {position}"));
        }
    }
    for length in 1..=OVERHEAD * 2 {
        for byte in [0, 0xff] {
            let more = vec![byte; length];
            add(&[&bytes[..], &more].concat(), format!("followed by {length} bytes"));
            add(&[&more[..], &bytes].concat(), format!("after {length} bytes"));
        }
    }
    add(&[&bytes[..], &bytes].concat(), "twice".to_owned());
    damaged
}

fn every_bit(_: usize) -> Vec<u32> {
    (0..8).collect()
}

/// Another bit for each byte, so that eight bytes in a row meet all of them.
fn one_bit(position: usize) -> Vec<u32> {
    vec![u32::try_from(position % 8).unwrap()]
}

#[test]
fn a_damaged_wrapped_key_is_refused() {
    let org_key = OrgKey::generate().unwrap();
    let wrapped = key(0).wrap(&org_key, "key-id").unwrap();
    assert_eq!(key(0).unwrap("key-id", &wrapped).unwrap().expose_bytes(), org_key.expose_bytes());
    let damaged = damage(&wrapped, every_bit);
    assert!(damaged.len() > 60 * 8);
    for Damaged { blob, expect, what } in damaged {
        assert_eq!(key(0).unwrap("key-id", &blob).unwrap_err().code(), expect, "{what}");
    }
}

#[test]
fn a_wrapped_key_of_another_length_is_corrupt() {
    // The same cipher and key seal text of any length through the payload's door.
    let sealing = OrgKey::from_bytes(key(0).expose_bytes()).unwrap();
    let short = sealing.seal("key-id", &OtherPayload::new("").into()).unwrap();
    assert!(sealing.open_text("key-id", &short).is_ok());
    assert_eq!(key(0).unwrap("key-id", &short).unwrap_err(), Error::Corrupt);
}

#[test]
fn a_damaged_payload_is_refused() {
    let org_key = OrgKey::generate().unwrap();
    for (number, payload) in payloads().iter().enumerate() {
        let blob = org_key.seal("id", payload).unwrap();
        let secret_type = payload.secret_type();
        assert_eq!(org_key.open("id", &secret_type, &blob).unwrap(), *payload);
        let bits = if number == 0 { every_bit } else { one_bit };
        for Damaged { blob, expect, what } in damage(&blob, bits) {
            assert_eq!(org_key.open("id", &secret_type, &blob).unwrap_err().code(), expect, "{what}");
            assert_eq!(org_key.open_text("id", &blob).unwrap_err().code(), expect, "{what}");
            let legacy = org_key.open_without_aad(&secret_type, &blob);
            assert_eq!(legacy.unwrap_err().code(), expect, "{what}, without AAD");
        }
    }
}

#[test]
fn a_damaged_payload_in_a_file_hurts_no_other() {
    let original = file(&vault());
    for position in 0..payloads().len() {
        let blob = text(&original["secrets"][position]["encrypted_payload"]).to_owned();
        for Damaged { blob, expect, what } in damage(&blob, one_bit) {
            let mut file = original.clone();
            file["secrets"][position]["encrypted_payload"] = json!(blob);
            let mut vault = unlocked(&file);
            for accept in [false, true] {
                vault.accept_payloads_without_aad(accept);
                let report = vault.verify().unwrap();
                for (number, secret) in report.iter().enumerate() {
                    let code = secret.error.as_ref().map(Error::code);
                    assert_eq!(code, (number == position).then_some(expect), "{what}");
                }
                let id = report[position].id.as_deref().unwrap();
                assert_eq!(vault.open(id).unwrap_err().code(), expect, "{what}");
                assert_eq!(vault.open_text(id).unwrap_err().code(), expect, "{what}");
            }
            // Saving keeps what does not open.
            let saved: Value = serde_json::from_str(&vault.to_text().unwrap()).unwrap();
            assert_eq!(saved["secrets"][position], file["secrets"][position], "{what}");
        }
    }
}

#[test]
fn a_damaged_wrapped_key_in_a_file_is_corrupt_and_other_keys_open() {
    let original = file(&vault());
    let wrapped = text(&original["keys"][0]["wrapped_org_encryption_key"]).to_owned();
    for Damaged { blob, what, .. } in damage(&wrapped, one_bit) {
        let mut file = original.clone();
        file["keys"][0]["wrapped_org_encryption_key"] = json!(blob);
        let mut vault = Vault::parse(&file.to_string()).unwrap();
        assert_eq!(vault.unlock_with(&key(0)), Err(Error::Corrupt), "{what}");
        assert!(!vault.is_unlocked());
        assert_eq!(vault.unlock_with(&key(1)), Ok(()), "{what}");
        assert!(vault.verify().unwrap().iter().all(|secret| secret.error.is_none()));
    }
}

#[test]
fn payloads_do_not_open_in_each_others_place() {
    let mut made = vault();
    made.create("second", &LoginPayload::new("other").into(), None, NOW).unwrap();
    let mut file = file(&made);
    let blobs: Vec<Value> =
        (0..6).map(|number| file["secrets"][number]["encrypted_payload"].clone()).collect();
    for shift in 1..6 {
        for number in 0..6 {
            file["secrets"][number]["encrypted_payload"] = blobs[(number + shift) % 6].clone();
        }
        let mut vault = unlocked(&file);
        for accept in [false, true] {
            vault.accept_payloads_without_aad(accept);
            let report = vault.verify().unwrap();
            assert!(report.iter().all(|secret| secret.error == Some(Error::Corrupt)), "{shift}");
        }
    }
}

#[test]
fn wrapped_keys_do_not_open_in_another_vault() {
    let (ours, theirs) = (file(&vault()), file(&vault()));
    let mut swapped = ours.clone();
    swapped["keys"][0]["wrapped_org_encryption_key"] =
        theirs["keys"][0]["wrapped_org_encryption_key"].clone();
    let mut vault = Vault::parse(&swapped.to_string()).unwrap();
    assert_eq!(vault.unlock_with(&key(0)), Err(Error::Corrupt));

    // A whole key of another vault that has the same vault key unlocks, and opens nothing.
    swapped["keys"] = theirs["keys"].clone();
    let mut vault = unlocked(&swapped);
    assert!(vault.verify().unwrap().iter().all(|secret| secret.error == Some(Error::Corrupt)));
    vault.accept_payloads_without_aad(true);
    assert!(vault.open_all().unwrap().iter().all(|(_, opened)| *opened == Err(Error::Corrupt)));
}

#[test]
fn a_wrapped_key_is_no_payload_and_a_payload_no_wrapped_key() {
    // Even where one key does both, which no vault does.
    let both = OrgKey::from_bytes(key(0).expose_bytes()).unwrap();
    let wrapped = key(0).wrap(&both, "id").unwrap();
    assert!(both.open("id", &SecretType::Other, &wrapped).is_err());
    let made = vault();
    let mut file = file(&made);
    file["secrets"][0]["encrypted_payload"] = file["keys"][0]["wrapped_org_encryption_key"].clone();
    file["secrets"][0]["id"] = file["keys"][0]["id"].clone();
    assert_eq!(unlocked(&file).verify().unwrap()[0].error, Some(Error::Corrupt));
}

#[test]
fn an_identity_cannot_be_made_to_look_like_another() {
    let mut made = vault();
    let secret = made.list()[0].id.clone();
    let paused = made.create_identity("paused", None, &[&secret], NOW).unwrap();
    made.pause_identity("paused", NOW).unwrap();
    let mut file = file(&made);
    let twin = json!({"id": paused.id.to_uppercase(), "agent_handle": "twin", "status": "active"});
    let namesake = json!({"id": "namesake", "agent_handle": paused.id, "status": "active"});
    let identities = file["identities"].as_array_mut().unwrap();
    identities.push(twin.clone());
    identities.insert(0, namesake);

    let mut vault = unlocked(&file);
    assert_eq!(vault.identities().len(), 2, "of two with one id the first counts");
    assert_eq!(vault.identity(&paused.id).unwrap().agent_handle, "paused", "an id goes before a handle");
    assert_eq!(vault.open_granted(&paused.id).unwrap_err().code(), "access_denied");
    assert_eq!(vault.open_granted("twin").unwrap_err().code(), "not_found");
    let view = vault.credentials("paused").unwrap();
    assert_eq!(view.list().unwrap_err().code(), "access_denied");
    vault.resume_identity(&paused.id, NOW).unwrap();
    assert_eq!(vault.open_granted("paused").unwrap().len(), 1);
    let saved = |vault: &Vault| serde_json::from_str::<Value>(&vault.to_text().unwrap()).unwrap();
    assert_eq!(saved(&vault)["identities"][2], twin, "the other stays in the file");
    vault.delete_identity(&paused.id, NOW).unwrap();
    assert_eq!(saved(&vault)["identities"].as_array().unwrap().len(), 1, "and goes with its namesake");
}

/// Whatever single byte of a file is changed, put in or taken out: nothing panics, and what opens is
/// what was sealed under that id.
#[test]
fn every_byte_of_a_file_can_be_anything() {
    let mut made = vault();
    made.create_identity("bot", Some("Bot"), &[&made.list()[0].id], NOW).unwrap();
    // Three of the five keys and three of the five secrets: the others are no different.
    let ids: Vec<String> = made.list().into_iter().map(|secret| secret.id).collect();
    ids[3..].iter().for_each(|id| drop(made.delete(id, NOW).unwrap()));
    for byte in [3, 4] {
        made.remove_key(&key(byte).auth_hash(), NOW).unwrap();
    }
    let original = made.to_text().unwrap().into_bytes();
    let sealed: Vec<(String, String)> =
        ids[..3].iter().map(|id| (id.clone(), made.open_text(id).unwrap().expose().to_owned())).collect();

    let (mut parsed, mut unlocked, mut opened, mut failed) = (0, 0, 0, 0);
    let mut check = |bytes: Vec<u8>| {
        let Ok(text) = String::from_utf8(bytes) else { return };
        let Ok(mut vault) = Vault::parse(&text) else { return };
        parsed += 1;
        assert_eq!(Vault::parse(&vault.to_text().unwrap()).unwrap().to_text(), vault.to_text());
        if vault.unlock_with(&key(0)).is_err() {
            assert!(!vault.is_unlocked());
            return;
        }
        unlocked += 1;
        let reports = vault.verify().unwrap();
        failed += reports.iter().filter(|secret| secret.error.is_some()).count();
        let all = vault.open_all().unwrap();
        for (metadata, payload) in all {
            let report = reports.iter().find(|report| report.id.as_ref() == Some(&metadata.id)).unwrap();
            assert_eq!(report.error, payload.as_ref().err().cloned());
            let Ok(payload) = payload else { continue };
            let (_, expected) = sealed.iter().find(|(id, _)| id.eq_ignore_ascii_case(&metadata.id)).unwrap();
            assert_eq!(vault.open_text(&metadata.id).unwrap().expose(), expected);
            assert_eq!(SecretPayload::parse(&metadata.secret_type, expected).unwrap(), payload);
            opened += 1;
        }
    };
    for position in 0..original.len() {
        for byte in [b'"', b'\\', b'{', b']', b',', b'0', b'A', b'z', b'=', b' ', 0, 0x7f, 0xff] {
            let mut bytes = original.clone();
            bytes[position] = byte;
            check(bytes);
        }
        let mut bytes = original.clone();
        bytes[position] ^= 1;
        check(bytes);
        let mut bytes = original.clone();
        bytes.remove(position);
        check(bytes);
        let mut bytes = original.clone();
        bytes.insert(position, original[position]);
        check(bytes);
        check(original[..position].to_vec());
    }
    // Most changes leave a file that can be read, and they do not go unnoticed.
    for count in [parsed, unlocked, opened, failed] {
        assert!(count > original.len(), "{parsed} {unlocked} {opened} {failed} of {}", original.len());
    }
}
