//! TOTP codes: the neighbours of a code, the ends of time, what no code can be made of.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use inkseal::totp::{TotpAlgorithm, TotpConfig};

const SECRET: &str = "JBSWY3DPEHPK3PXP";

#[test]
fn previous_current_and_next_follow_each_other() {
    let config = TotpConfig::new(SECRET);
    let now = 1_234_567_895;
    let (previous, code, next) =
        (config.previous_code(now).unwrap(), config.code(now).unwrap(), config.next_code(now).unwrap());
    assert_eq!(
        (code.period_start, code.period_end, code.seconds_remaining),
        (1_234_567_890, 1_234_567_920, 25)
    );
    assert_eq!((previous.period_end, previous.seconds_remaining), (code.period_start, 0));
    assert_eq!((next.period_start, next.seconds_remaining), (code.period_end, 55));
    assert_eq!(previous.code, config.code(now - 30).unwrap().code);
    assert_eq!(next.code, config.code(now + 30).unwrap().code);
}

#[test]
fn the_ends_of_time_are_errors_and_no_panic() {
    for period in [1, 30, 60, 86_400] {
        let config = TotpConfig { period, ..TotpConfig::new(SECRET) };
        let last_start = u64::MAX - u64::MAX % u64::from(period);
        assert_eq!(config.code(0).unwrap().period_start, 0);
        assert_eq!(config.next_code(0).unwrap().period_start, u64::from(period));
        assert_eq!(config.previous_code(u64::from(period) - 1).unwrap_err().code(), "invalid_input");
        assert_eq!(config.previous_code(u64::from(period)).unwrap().code, config.code(0).unwrap().code);
        assert_eq!(config.code(last_start - 1).unwrap().seconds_remaining, 1, "{period}");
        assert_eq!(config.next_code(last_start - 1).unwrap_err().code(), "invalid_input");
        assert_eq!(config.code(u64::MAX).unwrap_err().code(), "invalid_input");
        assert_eq!(config.next_code(u64::MAX).unwrap_err().code(), "invalid_input");
        assert_eq!(config.previous_code(u64::MAX).unwrap().period_end, last_start);
    }
}

#[test]
fn what_no_code_can_be_made_of_is_kept_and_is_an_error_when_asked() {
    let unsupported = [
        TotpConfig { digits: 4, ..TotpConfig::new(SECRET) },
        TotpConfig { digits: 11, ..TotpConfig::new(SECRET) },
        TotpConfig { digits: 256 + 6, ..TotpConfig::new(SECRET) },
        TotpConfig { digits: 0, ..TotpConfig::new(SECRET) },
        TotpConfig { digits: u32::MAX, ..TotpConfig::new(SECRET) },
        TotpConfig { period: 86_401, ..TotpConfig::new(SECRET) },
        TotpConfig { period: 0, ..TotpConfig::new(SECRET) },
        TotpConfig { algorithm: "md5".into(), ..TotpConfig::new(SECRET) },
    ];
    for config in unsupported {
        assert_eq!(config.validate().unwrap_err().code(), "unsupported");
        assert_eq!(config.code(59).unwrap_err().code(), "unsupported");
        assert_eq!(config.normalize().unwrap_err().code(), "unsupported");
    }
    for secret in ["", " - ", "A", "JBSWY3D!", "JBSW=Y3DP", "0189", "JBSWÉ", "===="] {
        let config = TotpConfig::new(secret);
        assert_eq!(config.validate().unwrap_err().code(), "invalid_input", "{secret}");
        assert_eq!(config.next_code(59).unwrap_err().code(), "invalid_input", "{secret}");
    }
}

#[test]
fn steam_codes_are_five_of_its_characters() {
    let steam = TotpConfig { algorithm: TotpAlgorithm::Steam, ..TotpConfig::new(SECRET) };
    let by_issuer = TotpConfig { issuer: Some(" steam ".into()), ..TotpConfig::new(SECRET) };
    let numbers = TotpConfig { digits: 0, period: u32::MAX, ..steam.clone() };
    for now in (0..30_000).step_by(30) {
        let code = steam.code(now).unwrap();
        assert_eq!(code.code.expose().len(), 5);
        assert!(code.code.expose().chars().all(|c| "23456789BCDFGHJKMNPQRTVWXY".contains(c)));
        assert_eq!(by_issuer.code(now).unwrap(), code);
        assert_eq!(numbers.code(now).unwrap(), code);
    }
    let normalized = numbers.normalize().unwrap();
    assert_eq!((normalized.digits, normalized.period), (5, 30));
    assert_eq!(by_issuer.normalize().unwrap().algorithm, TotpAlgorithm::Steam);
    for other in [
        TotpConfig { digits: 8, ..by_issuer.clone() },
        TotpConfig { period: 60, ..by_issuer.clone() },
        TotpConfig { algorithm: TotpAlgorithm::Sha256, ..by_issuer.clone() },
        TotpConfig { issuer: Some("Steam Co".into()), ..by_issuer },
    ] {
        assert_ne!(other.normalize().unwrap().algorithm, TotpAlgorithm::Steam);
        assert!(other.code(0).unwrap().code.expose().bytes().all(|byte| byte.is_ascii_digit()));
    }
}

#[test]
fn every_spelling_of_a_secret_gives_its_code() {
    let code = TotpConfig::new(SECRET).code(59).unwrap();
    for spelling in
        ["jbswy3dpehpk3pxp", " JBSW Y3DP\u{a0}EHPK-3PXP\n", "JBSWY3DPEHPK3PXP=======", "JBSWY3DPEHPK3PXPA"]
    {
        let config = TotpConfig::new(spelling);
        assert_eq!(config.code(59).unwrap(), code, "{spelling}");
        assert_eq!(config.secret.expose(), spelling);
        assert_eq!(config.normalize().unwrap().secret.expose(), SECRET);
    }
}

#[test]
fn algorithm_names() {
    for (hash, known) in
        [("1", TotpAlgorithm::Sha1), ("256", TotpAlgorithm::Sha256), ("512", TotpAlgorithm::Sha512)]
    {
        for prefix in ["sha", "SHA", "SHA-", "HmacSHA", "HMAC-SHA", "hmac-sha-"] {
            assert_eq!(TotpAlgorithm::from(format!("{prefix}{hash}").as_str()), known);
        }
        assert_eq!(TotpAlgorithm::from(known.as_str()), known);
    }
    assert_eq!(TotpAlgorithm::from("Steam"), TotpAlgorithm::Steam);
    assert_eq!(TotpAlgorithm::Steam.as_str(), "steam");
    assert_eq!(TotpAlgorithm::from("Sha224").as_str(), "Sha224");
}

#[test]
fn printed_forms_hide_the_secret_and_the_code() {
    let mut config = TotpConfig::new(SECRET);
    config.account_name = Some("alice".into());
    let shown = format!("{config:?} {:?}", config.code(1_234_567_890).unwrap());
    for secret in [SECRET, "alice", "742275"] {
        assert!(!shown.contains(secret));
    }
    assert!(shown.contains("[secret]"));
}
