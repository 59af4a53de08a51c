//! Whatever the service answers to an unlock: the vault that is made of it is kept without loss and
//! opens only what was sealed.
#![no_main]

use inkseal::{
    Error,
    inkbox::{MasterKey, Vault, wire},
};
use libfuzzer_sys::fuzz_target;

/// The keys that the service lists. The wrapped key of the seeds is that of the second.
const KEYS: &str = r#"[{"id":"first","key_type":"primary"},{"id":"second","key_type":"recovery"}]"#;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let _ = (wire::parse_keys(text), wire::parse_secrets(text), wire::SecretAnswer::from_json(text));
    let Ok(answer) = wire::UnlockAnswer::from_json(text) else { return };
    let listed = answer.secrets();
    let keys = wire::parse_keys(KEYS).expect("a list of keys");
    let master_key = MasterKey::from_bytes(&[0; 32]).expect("32 bytes");
    let vault = match Vault::from_unlock_answer_with("org_test_123", &keys, answer, &master_key) {
        Ok(vault) => vault,
        Err(Error::WrongVaultKey | Error::Corrupt | Error::Malformed(_)) => return,
        Err(other) => panic!("{other:?}"),
    };
    // Of two secrets with one id the vault lists the first.
    assert!(vault.list().iter().all(|secret| listed.contains(secret)));
    let written = vault.to_text().expect("what is read can be written");
    let mut again = Vault::parse(&written).expect("what is written can be read");
    assert_eq!(again.to_text(), Ok(written));
    assert_eq!(again.list(), vault.list());
    again.unlock_with(&master_key).expect("the same key");
    for secret in again.list() {
        if let Ok(text) = again.open_text(&secret.id) {
            assert!(text.expose().contains(&secret.id.to_ascii_lowercase()));
        }
    }
});
