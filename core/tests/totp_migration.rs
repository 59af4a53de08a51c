//! Exports of Google Authenticator: any input, how much is read, and what errors say. What exports mean, the
//! vectors say (`test-vectors/totp/migration.json`).
#![allow(clippy::unwrap_used)]

use base64::{Engine, prelude::BASE64_STANDARD};
use inkseal::totp::{MigrationEntry, parse_migration};
use proptest::{collection::vec, prelude::*};

/// An entry of one byte of secret, and which part it stands in of how many.
fn part(index: u8, size: u8) -> String {
    uri(&[0x0a, 3, 0x0a, 1, b'a', 0x18, size, 0x20, index])
}

fn uri(data: &[u8]) -> String {
    format!("otpauth-migration://offline?data={}", BASE64_STANDARD.encode(data))
}

fn refusal<T: AsRef<str>>(uris: &[T]) -> String {
    let error = parse_migration(uris).unwrap_err();
    assert_eq!(error.code(), "invalid_input");
    error.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn no_text_is_a_panic(text in "\\PC*") {
        let _ = parse_migration(&[&text, &format!("otpauth-migration://offline?data={text}")]);
        let _ = parse_migration(&[format!("otpauth-migration://offline?data={text}")]);
    }

    #[test]
    fn no_message_is_a_panic_and_what_is_listed_makes_codes(data in vec(any::<u8>(), 0..200), entry in vec(any::<u8>(), 0..100)) {
        let mut message = vec![0x0a, u8::try_from(entry.len()).unwrap()];
        message.extend(entry);
        message.extend(data);
        for entry in parse_migration(&[uri(&message)]).unwrap_or_default() {
            let Some(config) = entry.config else { continue };
            prop_assert_eq!(config.normalize().unwrap(), config.clone());
            prop_assert_eq!((config.issuer, config.account_name), (entry.issuer, entry.account_name));
        }
    }
}

#[test]
fn a_hundred_parts_and_a_thousand_accounts_are_read_and_no_more() {
    let parts: Vec<_> = (0..100).map(|index| part(index, 100)).collect();
    assert_eq!(parse_migration(&parts).unwrap().len(), 100);
    let more: Vec<_> = (0..101).map(|index| part(index, 101)).collect();
    assert!(refusal(&more).contains("100 parts"));

    let accounts = |count: usize| uri(&[0x0a, 0].repeat(count));
    assert_eq!(parse_migration(&[accounts(1000)]).unwrap().len(), 1000);
    assert!(refusal(&[accounts(1001)]).contains("1000 accounts"));
}

#[test]
fn the_parts_that_are_wrong_are_told_apart() {
    assert!(refusal(&[part(0, 2)]).contains("each part"));
    assert!(refusal(&[part(0, 2), part(1, 3)]).contains("different exports"));
    assert!(refusal(&["otpauth://totp/a?secret=JBSWY3DP"]).contains("otpauth-migration"));
}

#[test]
fn nothing_secret_is_shown() {
    let entry = b"\x0a\x06xbytes\x12\x05xname\x1a\x07xissuer";
    let mut message = vec![0x0a, u8::try_from(entry.len()).unwrap()];
    message.extend(entry);
    let entries = parse_migration(&[uri(&message)]).unwrap();
    let shown = format!("{entries:?}");
    let MigrationEntry { config, .. } = &entries[0];
    for secret in [config.as_ref().unwrap().secret.expose(), "xname", "xissuer"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    for uri in [
        "xschemex://offline?data=xdatax",
        "otpauth-migration://xhostx?xnamex",
        "otpauth-migration://x?data=xdata!",
    ] {
        assert!(!refusal(&[uri]).contains('x'), "{}", refusal(&[uri]));
    }
}
