//! Time-based one-time passwords (RFC 6238): [`TotpConfig`] and its [`TotpCode`] at a given time.
//!
//! SHA-1, SHA-256 and SHA-512; 6 or 8 digits; periods of 30 or 60 seconds. A configuration that was
//! read may hold anything else: it is kept, and asking it for a code is an error.

mod uri;

use std::fmt;

use totp_rs::{Algorithm, Builder, Secret};
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Members, Result, SecretText, secret::wiping_stack};

/// More than HMAC puts on the stack: the secret, padded to a block of at most 128 bytes, a few times.
const STACK: usize = 4 * 1024;

/// The hash of a TOTP configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TotpAlgorithm {
    /// HMAC-SHA-1, what nearly every service uses.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
    /// Any other spelling. It makes no codes.
    Unknown(String),
}

impl TotpAlgorithm {
    /// The spelling in a payload.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Unknown(name) => name,
        }
    }
}

impl From<&str> for TotpAlgorithm {
    /// Reads `SHA1`, `SHA-1`, `HmacSHA1` and the like, in any case.
    fn from(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        match lower.strip_prefix("hmac").unwrap_or(&lower).trim_start_matches('-') {
            "sha1" | "sha-1" => Self::Sha1,
            "sha256" | "sha-256" => Self::Sha256,
            "sha512" | "sha-512" => Self::Sha512,
            _ => Self::Unknown(name.to_owned()),
        }
    }
}

impl fmt::Display for TotpAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How to make the codes of a second factor. Secret as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TotpConfig {
    /// The shared secret in base32, as it was spelled.
    pub secret: SecretText,
    /// The hash.
    pub algorithm: TotpAlgorithm,
    /// How many digits a code has: 6 or 8.
    pub digits: u32,
    /// How long a code is valid, in seconds: 30 or 60.
    pub period: u32,
    /// Who issued it.
    pub issuer: Option<SecretText>,
    /// Whose account it is.
    pub account_name: Option<SecretText>,
    /// Members that this version does not know.
    pub unknown: Members,
}

/// A code and when it is valid. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpCode {
    /// The code, with leading zeros. It is secret.
    pub code: SecretText,
    /// The first second at which it is valid.
    pub period_start: u64,
    /// The first second at which it is no longer valid.
    pub period_end: u64,
    /// How many seconds are left at the time that was asked for, at least 1; for a
    /// [previous](TotpConfig::previous_code) code 0, and for a [next](TotpConfig::next_code) one until
    /// its own end.
    pub seconds_remaining: u64,
}

impl TotpConfig {
    /// A configuration with the usual SHA-1, 6 digits and 30 seconds.
    #[must_use]
    pub fn new(secret: impl Into<SecretText>) -> Self {
        Self { secret: secret.into(), digits: 6, period: 30, ..Self::default() }
    }

    /// Checks that the configuration makes codes.
    ///
    /// # Errors
    /// `invalid_input` if the secret is empty or no base32, `unsupported` for another algorithm than
    /// the three, other digits than 6 or 8, or another period than 30 or 60 seconds.
    pub fn validate(&self) -> Result<()> {
        self.algorithm()?;
        if !matches!(self.digits, 6 | 8) {
            return Err(Error::Unsupported("a TOTP code has 6 or 8 digits".into()));
        }
        if !matches!(self.period, 30 | 60) {
            return Err(Error::Unsupported("a TOTP period has 30 or 60 seconds".into()));
        }
        self.decode_secret().map(|_| ())
    }

    /// The code at a time, in Unix seconds.
    ///
    /// # Errors
    /// Those of [`validate`](Self::validate).
    pub fn code(&self, now: u64) -> Result<TotpCode> {
        self.code_of(now, now)
    }

    /// The code of the period before the one at `now`.
    ///
    /// # Errors
    /// Those of [`validate`](Self::validate), and `invalid_input` in the first period.
    pub fn previous_code(&self, now: u64) -> Result<TotpCode> {
        self.validate()?;
        self.code_of(now.checked_sub(self.period.into()).ok_or_else(no_such_time)?, now)
    }

    /// The code of the period after the one at `now`.
    ///
    /// # Errors
    /// Those of [`validate`](Self::validate), and `invalid_input` at the end of time.
    pub fn next_code(&self, now: u64) -> Result<TotpCode> {
        self.validate()?;
        self.code_of(now.checked_add(self.period.into()).ok_or_else(no_such_time)?, now)
    }

    /// The code at `time`, with what is left of it at `now`.
    fn code_of(&self, time: u64, now: u64) -> Result<TotpCode> {
        self.validate()?;
        let period = u64::from(self.period);
        let period_start = time.saturating_sub(time.checked_rem(period).unwrap_or(0));
        let period_end = period_start.checked_add(period).ok_or_else(no_such_time)?;
        let code = wiping_stack::<STACK, _>(|| self.token(time))?;
        Ok(TotpCode { code, period_start, period_end, seconds_remaining: period_end.saturating_sub(now) })
    }

    fn token(&self, time: u64) -> Result<SecretText> {
        // The checked constructor refuses secrets below 128 bits, which services do hand out.
        let totp = Builder::new()
            .with_algorithm(self.algorithm()?)
            .with_digits(if self.digits == 8 { 8 } else { 6 })
            .with_step_duration(self.period.into())
            .with_secret(self.decode_secret()?)
            .build_noncompliant();
        Ok(totp.generate(time).to_string().into())
    }

    fn algorithm(&self) -> Result<Algorithm> {
        match self.algorithm {
            TotpAlgorithm::Sha1 => Ok(Algorithm::SHA1),
            TotpAlgorithm::Sha256 => Ok(Algorithm::SHA256),
            TotpAlgorithm::Sha512 => Ok(Algorithm::SHA512),
            TotpAlgorithm::Unknown(_) => {
                Err(Error::Unsupported("TOTP knows SHA-1, SHA-256 and SHA-512".into()))
            }
        }
    }

    fn decode_secret(&self) -> Result<Secret> {
        let plain = normalise(self.secret.expose());
        let decoded =
            Secret::try_from_base32(plain.as_str()).ok().filter(|secret| !secret.as_bytes().is_empty());
        decoded.ok_or_else(|| Error::InvalidInput("the TOTP secret is not base32".into()))
    }
}

/// A base32 text in capitals, without white space, dashes and padding (FORMAT-1.md, "otpauth URIs").
fn normalise(secret: &str) -> Zeroizing<String> {
    // As long as the original, so that it does not grow and leave copies behind.
    let mut plain = Zeroizing::new(String::with_capacity(secret.len()));
    plain.extend(
        secret
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| letter.to_ascii_uppercase()),
    );
    let length = plain.trim_end_matches('=').len();
    plain.truncate(length);
    plain
}

fn no_such_time() -> Error {
    Error::InvalidInput("there is no TOTP period at that time".into())
}

impl Zeroize for TotpCode {
    fn zeroize(&mut self) {
        self.code.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_read_in_every_spelling() {
        let expected = TotpConfig::new("JBSWY3DPEHPK3PXP").code(59).unwrap();
        for spelling in
            ["jbsw y3dp ehpk 3pxp", "JBSW-Y3DP-EHPK-3PXP", "JBSWY3DPEHPK3PXP====", "\tjbswy3dpehpk3pxp\n"]
        {
            assert_eq!(TotpConfig::new(spelling).code(59).unwrap(), expected, "{spelling}");
        }
        // Bits that do not fill a byte are dropped, also at lengths that base32 never has.
        let short = TotpConfig::new("JBSWY").code(59).unwrap();
        assert_eq!(TotpConfig::new("JBSWYA").code(59).unwrap(), short);
        assert_eq!(TotpConfig::new("JBA").code(59).unwrap(), TotpConfig::new("JB").code(59).unwrap());
        for bad in ["", "=", " ", "J", "01189", "JBSW=Y3DP", "é", "JBSWY3DP!"] {
            assert_eq!(TotpConfig::new(bad).code(59).unwrap_err().code(), "invalid_input", "{bad}");
        }
    }

    #[test]
    fn what_makes_no_codes_says_so() {
        let good = TotpConfig::new("JBSWY3DPEHPK3PXP");
        for bad in [
            TotpConfig { digits: 7, ..good.clone() },
            TotpConfig { digits: 0, ..good.clone() },
            TotpConfig { period: 45, ..good.clone() },
            TotpConfig { period: 0, ..good.clone() },
            TotpConfig { algorithm: "md5".into(), ..good.clone() },
        ] {
            assert_eq!(bad.validate().unwrap_err().code(), "unsupported");
            assert_eq!(bad.code(0).unwrap_err().code(), "unsupported");
            assert_eq!(bad.next_code(0).unwrap_err().code(), "unsupported");
        }
    }

    #[test]
    fn periods_and_neighbours() {
        let config = TotpConfig::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let code = config.code(59).unwrap();
        assert_eq!((code.code.expose(), code.period_start, code.period_end), ("287082", 30, 60));
        assert_eq!(code.seconds_remaining, 1);
        assert_eq!(config.code(60).unwrap().seconds_remaining, 30);
        assert_eq!(config.previous_code(60).unwrap().code, code.code);
        assert_eq!(config.previous_code(60).unwrap().seconds_remaining, 0);
        assert_eq!(config.next_code(29).unwrap().code, code.code);
        assert_eq!(config.next_code(29).unwrap().seconds_remaining, 31);
        assert_eq!(config.previous_code(29).unwrap_err().code(), "invalid_input");
        assert_eq!(config.next_code(u64::MAX).unwrap_err().code(), "invalid_input");
        assert_eq!(config.code(u64::MAX).unwrap_err().code(), "invalid_input");
        assert!(config.code(0).is_ok());
    }

    #[test]
    fn algorithms_have_many_spellings() {
        for name in ["sha256", "SHA256", "SHA-256", "HmacSHA256", "HMAC-SHA-256", "hmac-sha256"] {
            assert_eq!(TotpAlgorithm::from(name), TotpAlgorithm::Sha256, "{name}");
        }
        assert_eq!(TotpAlgorithm::from("MD5").as_str(), "MD5");
    }
}
