//! Whatever text stands where a blob should: it opens only if it was sealed, under its id and key.
#![no_main]

use inkseal::{
    Error,
    inkbox::{MasterKey, OrgKey},
    payload::SecretType,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let org_key = OrgKey::from_bytes(&[7; 32]).expect("32 bytes");
    // One of the seeds is this payload and one this key, both sealed for `id`.
    match org_key.open_text("id", text) {
        Ok(opened) => {
            assert_eq!(opened.expose(), r#"{"data":"sealed"}"#);
            assert!(org_key.open("ID", &SecretType::Other, text).is_ok());
            assert_eq!(org_key.open("other", &SecretType::Other, text), Err(Error::Corrupt));
        }
        Err(error) => {
            assert!(matches!(error, Error::Corrupt | Error::Malformed(_)));
            assert_eq!(org_key.open("id", &SecretType::Other, text), Err(error));
        }
    }
    assert!(org_key.open_text_without_aad(text).is_err());

    let master_key = MasterKey::from_bytes(&[0; 32]).expect("32 bytes");
    match master_key.unwrap("id", text) {
        Ok(unwrapped) => assert_eq!(unwrapped.expose_bytes(), org_key.expose_bytes()),
        Err(error) => assert!(matches!(error, Error::Corrupt | Error::Malformed(_))),
    }
    assert!(master_key.unwrap("other", text).is_err());
});
