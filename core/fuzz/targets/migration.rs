//! Whatever a migration URI holds, as bytes and as text: what is listed with a config makes codes, and there are not more
//! entries than the data has room for.
#![no_main]

use base64::{Engine, prelude::BASE64_STANDARD};
use inkseal::totp::parse_migration;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = str::from_utf8(data) {
        let _ = parse_migration(&[text]);
        let _ = parse_migration(&[format!("otpauth-migration://offline?data={text}")]);
    }
    let uri = format!("otpauth-migration://offline?data={}", BASE64_STANDARD.encode(data));
    let Ok(entries) = parse_migration(&[&uri]) else { return };
    assert!(entries.len() * 2 <= data.len());
    for config in entries.iter().filter_map(|entry| entry.config.as_ref()) {
        assert_eq!(config.normalize().as_ref(), Ok(config));
        config.code(0).expect("what is listed so makes codes");
    }
    assert!(entries.is_empty() || parse_migration(&[&uri, &uri]).is_err());
});
