//! Time-based one-time passwords (RFC 6238): [`TotpConfig`] and the [`TotpCode`] it gives at a time.
//!
//! - [`TotpConfig::code`], [`previous_code`](TotpConfig::previous_code) and
//!   [`next_code`](TotpConfig::next_code) compute; the time is an argument, in Unix seconds.
//! - [`TotpConfig::parse_uri`] and [`to_uri`](TotpConfig::to_uri) read and write `otpauth://` URIs.
//! - [`parse_migration`] reads what Google Authenticator exports.
//!
//! Codes have 5 to 10 digits and hold for a second to a day; Steam's have five characters. A config may hold
//! what no code can be made of, such as 11 digits, because vaults hold such payloads. It is read and kept; only
//! asking it for a code is an error. Format 1 refuses to be given what its other programs make no codes of
//! (FORMAT-1.md, "Payloads").

mod base32;
mod migration;
mod uri;
use std::fmt::{self, Write};

use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

pub use migration::{MigrationEntry, parse_migration};

use crate::{Error, Members, Result, SecretText, stack::wiping_stack};

/// How many digits a code may have. The value that they are taken of has 31 bits, and so ten (RFC 4226 section 5.3).
const DIGITS: std::ops::RangeInclusive<u8> = 5..=10;

/// How long a code may hold: a second to a day.
const PERIOD: std::ops::RangeInclusive<u32> = 1..=24 * 60 * 60;

/// The five characters of a Steam code, and the seconds for which it holds.
const STEAM_DIGITS: u32 = 5;
const STEAM_PERIOD: u32 = 30;

/// How to make the codes of one account (FORMAT-1.md, "Payloads").
///
/// ```
/// use inkseal::totp::TotpConfig;
///
/// let config = TotpConfig::new("JBSW Y3DP EHPK 3PXP");
/// let code = config.code(1_234_567_890)?;
/// assert_eq!(code.code.expose(), "742275");
/// assert_eq!(code.seconds_remaining, 30);
/// # Ok::<(), inkseal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpConfig {
    /// The shared secret in base32, as it was spelled. Spaces, `-`, lower case and any padding are
    /// understood when it is used.
    pub secret: SecretText,
    /// The hash function.
    pub algorithm: TotpAlgorithm,
    /// How many digits a code has: codes can be made with 5 to 10. Of Steam's it makes no difference.
    pub digits: u32,
    /// How long a code holds, in seconds: codes can be made for 1 to 86,400. Of Steam's it makes no difference.
    pub period: u32,
    /// Who the account is with.
    pub issuer: Option<SecretText>,
    /// Whose account it is.
    pub account_name: Option<SecretText>,
    /// Members of a payload's `totp` that this version does not know.
    pub unknown: Members,
}

/// The hash function of a [`TotpConfig`].
#[derive(Clone, PartialEq, Eq)]
pub enum TotpAlgorithm {
    /// HMAC-SHA-1, the usual one.
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
    /// Steam's codes: HMAC-SHA-1, of which five characters of Steam's alphabet are made instead of digits.
    Steam,
    /// Any other name, as it was spelled. No code can be made with it.
    Unknown(String),
}

/// A code and the time for which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpCode {
    /// The digits, zeros in front included; of Steam's codes the characters.
    pub code: SecretText,
    /// When it begins to hold, in Unix seconds.
    pub period_start: u64,
    /// When it ceases to hold, in Unix seconds.
    pub period_end: u64,
    /// Seconds from the time that was asked about until `period_end`; 0 for a code of the past.
    pub seconds_remaining: u64,
}

impl fmt::Debug for TotpAlgorithm {
    /// A name that is not known is text of a payload, and so not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "Sha1",
            Self::Sha256 => "Sha256",
            Self::Sha512 => "Sha512",
            Self::Steam => "Steam",
            Self::Unknown(_) => "Unknown",
        })
    }
}

impl TotpAlgorithm {
    /// The name as a payload spells it: `sha1`, `sha256`, `sha512`, `steam`, or the unknown name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Steam => "steam",
            Self::Unknown(name) => name,
        }
    }
}

impl From<&str> for TotpAlgorithm {
    /// Reads a name in any case and in the spellings that are about (FORMAT-1.md, "otpauth URIs").
    fn from(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" | "hmacsha1" | "hmac-sha1" | "hmac-sha-1" => Self::Sha1,
            "sha256" | "sha-256" | "hmacsha256" | "hmac-sha256" | "hmac-sha-256" => Self::Sha256,
            "sha512" | "sha-512" | "hmacsha512" | "hmac-sha512" | "hmac-sha-512" => Self::Sha512,
            "steam" => Self::Steam,
            _ => Self::Unknown(name.into()),
        }
    }
}

impl TotpConfig {
    /// A config with the usual parameters: SHA-1, 6 digits, 30 seconds.
    #[must_use]
    pub fn new(secret: impl Into<SecretText>) -> Self {
        Self {
            secret: secret.into(),
            algorithm: TotpAlgorithm::Sha1,
            digits: 6,
            period: 30,
            issuer: None,
            account_name: None,
            unknown: Members::default(),
        }
    }

    /// Checks that codes can be made.
    ///
    /// # Errors
    ///
    /// `invalid_input` when the secret is empty or no base32; `unsupported` for an unknown
    /// algorithm, for digits other than 5 to 10, and for a period other than a second to a day.
    pub fn validate(&self) -> Result<()> {
        self.generator().map(drop)
    }

    /// Whether the codes are Steam's: the algorithm says so, or the issuer is Steam, in any case, and nothing else
    /// says what Steam's codes never were.
    fn is_steam(&self) -> bool {
        let by_issuer = || {
            let issuer = self.issuer.as_ref().map_or("", SecretText::expose);
            issuer.trim().eq_ignore_ascii_case("steam")
                && self.algorithm == TotpAlgorithm::Sha1
                // Who wrote it may have known no other than the usual codes.
                && matches!(self.digits, STEAM_DIGITS | 6)
                && self.period == STEAM_PERIOD
        };
        self.algorithm == TotpAlgorithm::Steam || by_issuer()
    }

    /// The same config in its one strict spelling:
    /// the secret in upper case and nothing but base32, names without white space around them, empty
    /// names absent, and of Steam's codes the algorithm, digits and period that they have.
    ///
    /// # Errors
    ///
    /// As [`validate`](Self::validate), and `unsupported` if a name is [lossy](SecretText::is_lossy).
    pub fn normalize(&self) -> Result<Self> {
        self.validate()?;
        if [&self.issuer, &self.account_name].into_iter().flatten().any(SecretText::is_lossy) {
            return Err(Error::Unsupported(
                "a name could not be read whole; replace it before writing".into(),
            ));
        }
        let mut config = Self {
            secret: base32::normalize(self.secret.expose())?,
            issuer: self.issuer.as_ref().and_then(|name| trimmed(name.expose())),
            account_name: self.account_name.as_ref().and_then(|name| trimmed(name.expose())),
            ..self.clone()
        };
        if config.is_steam() {
            config.algorithm = TotpAlgorithm::Steam;
            (config.digits, config.period) = (STEAM_DIGITS, STEAM_PERIOD);
        }
        Ok(config)
    }

    /// The code that holds at `now`, in Unix seconds.
    ///
    /// # Errors
    ///
    /// As [`validate`](Self::validate); `invalid_input` when the period of `now` ends after the last
    /// number that a `u64` holds.
    pub fn code(&self, now: u64) -> Result<TotpCode> {
        self.code_of_period(Some, now)
    }

    /// The code before the one that holds at `now`.
    ///
    /// # Errors
    ///
    /// As [`code`](Self::code); `invalid_input` in the first period of all, which has none before it.
    pub fn previous_code(&self, now: u64) -> Result<TotpCode> {
        self.code_of_period(|counter| counter.checked_sub(1), now)
    }

    /// The code after the one that holds at `now`.
    ///
    /// # Errors
    ///
    /// As [`code`](Self::code).
    pub fn next_code(&self, now: u64) -> Result<TotpCode> {
        self.code_of_period(|counter| counter.checked_add(1), now)
    }

    /// The code of the period that `choose` makes of the number of `now`'s (RFC 6238 section 4.2, T).
    fn code_of_period(&self, choose: impl FnOnce(u64) -> Option<u64>, now: u64) -> Result<TotpCode> {
        let generator = self.generator()?;
        let period = generator.step();
        let bounds = |counter: u64| {
            let start = counter.checked_mul(period)?;
            Some((start, start.checked_add(period)?))
        };
        let (period_start, period_end) = now
            .checked_div(period)
            .and_then(choose)
            .and_then(bounds)
            .ok_or_else(|| Error::InvalidInput("there is no code for that time".into()))?;

        let mut code = Zeroizing::new(String::with_capacity(usize::from(generator.digits())));
        wiping_stack(|| write_code(&mut code, &generator, period_start))
            .map_err(|_| Error::InvalidInput("there is no code for that time".into()))?;
        Ok(TotpCode {
            code: std::mem::take(&mut *code).into(),
            period_start,
            period_end,
            seconds_remaining: period_end.saturating_sub(now),
        })
    }

    fn generator(&self) -> Result<Totp> {
        let builder = if self.is_steam() { Builder::new_steam() } else { self.digit_codes()? };
        // The checked form refuses secrets of less than 128 bits, which many services hand out.
        Ok(builder.with_secret(base32::decode(self.secret.expose())?.as_slice()).build_noncompliant())
    }

    fn digit_codes(&self) -> Result<Builder> {
        let algorithm = match self.algorithm {
            TotpAlgorithm::Sha1 => Algorithm::SHA1,
            TotpAlgorithm::Sha256 => Algorithm::SHA256,
            TotpAlgorithm::Sha512 => Algorithm::SHA512,
            TotpAlgorithm::Steam | TotpAlgorithm::Unknown(_) => {
                return Err(Error::Unsupported(
                    "the algorithm of a code is SHA-1, SHA-256, SHA-512 or Steam's".into(),
                ));
            }
        };
        let digits = u8::try_from(self.digits).ok().filter(|digits| DIGITS.contains(digits));
        let digits = digits.ok_or_else(|| Error::Unsupported("a code has 5 to 10 digits".into()))?;
        if !PERIOD.contains(&self.period) {
            return Err(Error::Unsupported("a code holds for a second to a day".into()));
        }
        Ok(Builder::new()
            .with_algorithm(algorithm)
            .with_digits(digits)
            .with_step_duration(self.period.into()))
    }
}

/// The code at a time. Of ten digits the crate makes none: they are the whole truncated value (RFC 4226 section 5.3).
fn write_code(code: &mut String, generator: &Totp, time: u64) -> fmt::Result {
    if generator.digits() < *DIGITS.end() {
        return write!(code, "{}", generator.generate(time));
    }
    let signature = generator.sign(time);
    let signature = signature.as_ref();
    let offset = signature.last().map_or(0, |last| usize::from(last & 0xf));
    let value = signature.get(offset..).and_then(<[u8]>::first_chunk).ok_or(fmt::Error)?;
    write!(code, "{:010}", u32::from_be_bytes(*value) & 0x7fff_ffff)
}

/// A name without white space around it; none if nothing is left.
fn trimmed(name: &str) -> Option<SecretText> {
    let name = name.trim();
    (!name.is_empty()).then(|| name.into())
}
