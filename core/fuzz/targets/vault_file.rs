//! Whatever text is read as a vault file: it is written without loss, and opens only what was sealed.
#![no_main]

use inkseal::{
    Error,
    inkbox::{MasterKey, Vault},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(mut vault) = Vault::parse(text) else { return };
    let written = vault.to_text().expect("what is read can be written");
    let again = Vault::parse(&written).expect("what is written can be read");
    assert_eq!(again.to_text().as_ref(), Ok(&written));
    assert_eq!(again.info(), vault.info());
    assert_eq!(again.list(), vault.list());
    assert_eq!(again.keys(), vault.keys());
    assert_eq!(again.identities(), vault.identities());

    let master_key = MasterKey::from_bytes(&[0; 32]).expect("32 bytes");
    match vault.unlock_with(&master_key) {
        Ok(()) => {}
        Err(Error::WrongVaultKey | Error::Corrupt) => return assert!(!vault.is_unlocked()),
        Err(other) => panic!("unlocking failed: {other:?}"),
    }
    for (secret, opened) in vault.open_all().expect("it is unlocked") {
        match vault.open_text(&secret.id) {
            // The payloads of the seeds name the secret that they were sealed for.
            Ok(text) => assert!(text.expose().contains(&secret.id.to_ascii_lowercase())),
            Err(error) => assert_eq!(opened, Err(error)),
        }
    }
    for identity in vault.identities() {
        vault.delete_identity(&identity.id, 0).expect("it is there");
    }
    for secret in vault.list() {
        assert_eq!(vault.delete(&secret.id, 0), Ok(secret));
    }
    assert!(vault.list().is_empty() && vault.identities().is_empty());
});
