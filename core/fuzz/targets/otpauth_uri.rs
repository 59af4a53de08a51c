//! Whatever text is read as an otpauth URI: it makes codes, and its canonical form says the same.
#![no_main]

use inkseal::totp::TotpConfig;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(config) = TotpConfig::parse_uri(text) else { return };
    match config.to_uri() {
        Ok(uri) => assert_eq!(TotpConfig::parse_uri(uri.expose()).as_ref(), Ok(&config)),
        // Names grow when they are written: each byte to three, and an issuer stands there twice.
        Err(error) => assert!(text.len() * 6 + 160 > 8 * 1024, "{error}"),
    }
    for time in [0, 59, 1_767_225_600, u64::MAX / 2] {
        let code = config.code(time).expect("what is read makes codes");
        assert_eq!(u32::try_from(code.code.expose().len()), Ok(config.digits));
        assert!(code.period_start <= time && time < code.period_end);
        assert_eq!(config.next_code(time).map(|next| next.period_start), Ok(code.period_end));
    }
    assert!(config.code(u64::MAX).is_err());
});
