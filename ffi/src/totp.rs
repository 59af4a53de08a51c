//! One-time codes and `otpauth` URIs.

use inkseal::{
    Members, SecretText,
    totp::{MigrationEntry, TotpAlgorithm, TotpCode, TotpConfig, parse_migration},
};

use crate::{Result, clock::at};

uniffi::custom_type!(TotpAlgorithm, String, {
    remote,
    lower: |algorithm| algorithm.as_str().to_owned(),
    try_lift: |name| Ok(TotpAlgorithm::from(name.as_str())),
});

/// How to make the codes of one account (RFC 6238).
#[uniffi::remote(Record)]
pub struct TotpConfig {
    /// The shared secret in base32. Spaces, `-`, lower case and any padding are understood.
    pub secret: SecretText,
    /// The hash function.
    pub algorithm: TotpAlgorithm,
    /// How many digits a code has: codes can be made with 5 to 10. Of Steam's it makes no difference.
    #[uniffi(default = 6)]
    pub digits: u32,
    /// How long a code holds, in seconds: codes can be made for 1 to 86,400. Of Steam's it makes no difference.
    #[uniffi(default = 30)]
    pub period: u32,
    /// Who the account is with.
    #[uniffi(default = None)]
    pub issuer: Option<SecretText>,
    /// Whose account it is.
    #[uniffi(default = None)]
    pub account_name: Option<SecretText>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// A code and the time for which it holds.
#[uniffi::remote(Record)]
pub struct TotpCode {
    /// The digits, zeros in front included; of Steam's codes the characters.
    pub code: SecretText,
    /// When it begins to hold, in Unix seconds.
    pub period_start: u64,
    /// When it ceases to hold, in Unix seconds.
    pub period_end: u64,
    /// Seconds from the time that was asked about until it ceases; 0 for a code of the past.
    pub seconds_remaining: u64,
}

/// One account of what Google Authenticator exports.
#[uniffi::remote(Record)]
pub struct MigrationEntry {
    /// Who the account is with.
    pub issuer: Option<SecretText>,
    /// Whose account it is.
    pub account_name: Option<SecretText>,
    /// How its codes are made, with the same names; none if that is not supported: by counter (HOTP), or with MD5.
    pub config: Option<TotpConfig>,
}

/// The code at a time in Unix seconds, without one now.
///
/// Fails with `invalid_input` for a secret that is no base32 and `unsupported` for an algorithm, digits or
/// a period that no code can be made with.
#[uniffi::export(default(now = None))]
pub fn totp_code(config: TotpConfig, now: Option<u64>) -> Result<TotpCode> {
    Ok(config.code(at(now))?)
}

/// The code of the period before, for a verifier that allows a clock to be late. Fails as `totp_code`, and
/// with `invalid_input` in the first period of 1970.
#[uniffi::export(default(now = None))]
pub fn previous_totp_code(config: TotpConfig, now: Option<u64>) -> Result<TotpCode> {
    Ok(config.previous_code(at(now))?)
}

/// The code of the next period. Fails as `totp_code`.
#[uniffi::export(default(now = None))]
pub fn next_totp_code(config: TotpConfig, now: Option<u64>) -> Result<TotpCode> {
    Ok(config.next_code(at(now))?)
}

/// Checks that codes can be made of a configuration. Fails as `totp_code`.
#[uniffi::export]
pub fn validate_totp(config: TotpConfig) -> Result<()> {
    Ok(config.validate()?)
}

/// The configuration in its one canonical spelling, as it is sealed. Fails as `totp_code`.
#[uniffi::export]
pub fn normalize_totp(config: TotpConfig) -> Result<TotpConfig> {
    Ok(config.normalize()?)
}

/// Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI, which is secret.
///
/// Fails with `unsupported` for HOTP and parameters that no code can be made with, and with
/// `invalid_input` for all else that is wrong. No error has a part of the URI.
#[uniffi::export]
pub fn parse_totp_uri(uri: SecretText) -> Result<TotpConfig> {
    Ok(TotpConfig::parse_uri(uri.expose())?)
}

/// The one canonical `otpauth` URI of a configuration, with every parameter written out. It is secret.
/// Fails as `totp_code`, and with `invalid_input` past 8 KiB.
#[uniffi::export]
pub fn totp_uri(config: TotpConfig) -> Result<SecretText> {
    Ok(config.to_uri()?)
}

/// Reads what Google Authenticator exports: the `otpauth-migration://` URIs of all its parts, in any order, which are
/// secret. An account whose codes cannot be made is listed without a configuration.
///
/// Fails with `invalid_input` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for more
/// than 100 parts or 1000 accounts, and unless each part of one export is there once. No error has a part of a URI.
#[uniffi::export]
pub fn parse_totp_migration(uris: Vec<SecretText>) -> Result<Vec<MigrationEntry>> {
    let uris: Vec<_> = uris.iter().map(SecretText::expose).collect();
    Ok(parse_migration(&uris)?)
}
