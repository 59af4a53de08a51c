//! Whatever text a payload holds: what is read is written without loss, or refused.
#![no_main]

use inkseal::{
    inkbox::OrgKey,
    payload::{SecretPayload, SecretType},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let org_key = OrgKey::from_bytes(&[7; 32]).expect("32 bytes");
    for secret_type in SecretType::KNOWN.into_iter().chain([SecretType::Unknown("passkey".to_owned())]) {
        let Ok(payload) = SecretPayload::parse(&secret_type, text) else { continue };
        assert_eq!(payload.secret_type(), secret_type);
        if let Some(totp) = payload.totp() {
            for time in [0, 59, u64::MAX] {
                assert!(totp.code(time).is_err() || totp.validate().is_ok());
            }
        }
        let json = match payload.to_json() {
            Ok(json) => json,
            Err(error) => {
                // It can be longer than it was: short spellings of escapes and numbers are not kept.
                let too_long = error.code() == "invalid_input" && text.len() > 1 << 18;
                assert!(too_long || error.code() == "unsupported" && !payload.lossy_members().is_empty());
                continue;
            }
        };
        assert_eq!(SecretPayload::parse(&secret_type, json.expose()).as_ref(), Ok(&payload));
        let blob = org_key.seal("id", &payload).expect("what can be written can be sealed");
        assert_eq!(org_key.open("id", &secret_type, &blob), Ok(payload));
    }
});
