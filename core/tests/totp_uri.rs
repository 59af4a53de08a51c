//! otpauth URIs: the way there and back, any input, and what errors say.
#![allow(clippy::unwrap_used)]

use inkseal::{
    SecretText,
    totp::{TotpAlgorithm, TotpConfig},
};
use proptest::{option, prelude::*, sample::select};

prop_compose! {
    fn config()(
        secret in "[A-Za-z2-7 -]{2,70}=*",
        algorithm in select(vec!["sha1", "sha256", "sha512", "steam"]),
        digits in 5_u32..=10,
        period in prop_oneof![Just(30), 1_u32..=86_400],
        issuer in option::of(prop_oneof!["[ :%+&=/?#a\\PC\n\t]{0,12}", "[Ss]team"]),
        account_name in option::of("[ :%+&=/?#a\\PC\n\t]{0,12}"),
    ) -> TotpConfig {
        TotpConfig {
            algorithm: TotpAlgorithm::from(algorithm),
            digits,
            period,
            issuer: issuer.map(SecretText::from),
            account_name: account_name.map(SecretText::from),
            ..TotpConfig::new(secret)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn a_written_uri_reads_back_as_the_normalized_config(config in config()) {
        let Ok(normalized) = config.normalize() else {
            // Nothing but spaces and dashes, or one character.
            prop_assert_eq!(config.to_uri().unwrap_err().code(), "invalid_input");
            return Ok(());
        };
        prop_assert_eq!(normalized.normalize().unwrap(), normalized.clone());
        prop_assert_eq!(normalized.code(59).unwrap(), config.code(59).unwrap());
        let uri = config.to_uri().unwrap();
        prop_assert!(uri.expose().is_ascii());
        let read = TotpConfig::parse_uri(uri.expose()).unwrap();
        prop_assert_eq!(read.to_uri().unwrap(), uri);
        prop_assert_eq!(read, normalized);
    }

    #[test]
    fn what_is_read_at_all_writes_back(
        label in "\\PC{0,20}",
        query in "([&=+%]|%[0-9a-fA-F]{2}|issuer|digits|6|8|algorithm|sha1|period|30|steam|encoder|\\PC){0,20}",
    ) {
        let uri = format!("otpauth://totp/{label}?secret=JBSWY3DPEHPK3PXP&{query}");
        if let Ok(config) = TotpConfig::parse_uri(&uri) {
            let canonical = config.to_uri().unwrap();
            prop_assert_eq!(TotpConfig::parse_uri(canonical.expose()).unwrap(), config);
        }
    }

    #[test]
    fn no_text_is_a_panic(text in "\\PC*", prefix in select(vec!["", "steam://", "otpauth://", "otpauth://totp/?secret="])) {
        let _ = TotpConfig::parse_uri(&format!("{prefix}{text}"));
    }
}

#[test]
fn no_error_shows_a_part_of_the_uri() {
    let uris = [
        "xsecretx://totp/xlabelx?secret=JBSWY3DPEHPK3PXP",
        "otpauth://xtypex/xlabelx?secret=JBSWY3DPEHPK3PXP",
        "otpauth://hotp/xlabelx?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/xlabelx?xsecretx=JBSWY3DPEHPK3PXP",
        "otpauth://totp/xlabelx?secret=JBSWY3DPEHPK3PXP1",
        "otpauth://totp/xlabelx?secret=JBSWY3DPEHPK3PXP&digits=xdigitsx",
        "otpauth://totp/xlabelx?secret=JBSWY3DPEHPK3PXP&period=471100",
        "otpauth-migration://xlabelx?data=JBSWY3DPEHPK3PXP",
        "steam://xlabelx!",
        "otpauth://totp/xlabelx?secret=JBSWY3DPEHPK3PXP&algorithm=xmd5x",
    ];
    for uri in uris {
        let error = TotpConfig::parse_uri(uri).unwrap_err();
        let shown = format!("{error} {error:?}");
        for part in ["xsecretx", "xtypex", "xlabelx", "xdigitsx", "4711", "xmd5x", "JBSWY"] {
            assert!(!shown.contains(part), "{shown}");
        }
    }
}

#[test]
fn a_uri_has_a_greatest_length_both_ways() {
    let mut config = TotpConfig::new("JBSWY3DPEHPK3PXP");
    let rest = config.to_uri().unwrap().expose().len();
    config.account_name = Some("a".repeat(8 * 1024 - rest).into());
    let longest = config.to_uri().unwrap();
    assert_eq!(TotpConfig::parse_uri(longest.expose()).unwrap(), config);
    assert_eq!(TotpConfig::parse_uri(&format!("{} ", longest.expose())).unwrap_err().code(), "invalid_input");
    config.account_name = Some("a".repeat(8 * 1024 - rest + 1).into());
    assert_eq!(config.to_uri().unwrap_err().code(), "invalid_input");
}
