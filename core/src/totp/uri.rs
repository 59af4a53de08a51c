//! `otpauth://` URIs, the text behind the QR codes (FORMAT-1.md, "otpauth URIs").
//!
//! The rules are those of the Key URI format, as the programs that write such URIs stretch them.
//! Where readers differ, all that one of them accepts is read:
//!
//! - White space around the URI, and tabs and line ends in it, are no part of it.
//! - In the query `+` is a space, as in every form; in the label it is itself.
//! - The first of several parameters of a name counts, not counting those without a value.
//! - A `%` that begins no percent escape, and escapes that are no UTF-8, stay as they are.
//! - Steam's codes are marked by the type `steam`, by the parameter `encoder`, by their issuer, or by a URI of
//!   their own, `steam://` and the secret.

use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode_byte, utf8_percent_encode,
};
use zeroize::Zeroizing;

use super::{TotpAlgorithm, TotpConfig, trimmed};
use crate::{Error, Result, SecretText};

/// The longest URI that is read or written, in bytes. A QR code holds less than 3 KiB.
const MAX_LENGTH: usize = 8 * 1024;

/// What begins the URIs of [`parse_migration`](super::parse_migration).
pub(super) const SCHEME_OF_MIGRATIONS: &str = "otpauth-migration";

/// All but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl TotpConfig {
    /// Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI. The config comes out
    /// [normalized](Self::normalize); parameters other than `secret`, `issuer`, `algorithm`, `digits`, `period` and
    /// `encoder` are not kept.
    ///
    /// # Errors
    ///
    /// `unsupported` for other types (HOTP), and for an algorithm, digits or a
    /// period that no code can be made with; `invalid_input` for all else that is wrong. No error text
    /// has a part of the URI.
    pub fn parse_uri(uri: &str) -> Result<Self> {
        let text = without_line_ends(uri)?;
        if let Some(rest) = after_scheme(&text, "steam") {
            let secret = decode(rest, false);
            let config = Self { algorithm: TotpAlgorithm::Steam, ..Self::new(secret.as_str()) };
            return config.normalize();
        }
        let Some(rest) = after_scheme(&text, "otpauth") else {
            return Err(invalid(match after_scheme(&text, SCHEME_OF_MIGRATIONS) {
                Some(_) => "this is an export of several accounts, and not the otpauth:// URI of one",
                None => "this is not an otpauth:// URI",
            }));
        };
        let (path, query) = split(rest);
        let (kind, label) = path.split_once('/').unwrap_or((path, ""));
        let is_steam = is_of_steam(kind, query)?;

        let label = decode(label.trim_start_matches('/'), false);
        let secret = parameter(query, "secret").ok_or_else(|| invalid("the otpauth URI has no secret"))?;
        let issuer = parameter(query, "issuer");

        let mut config = Self::new(secret.as_str());
        (config.issuer, config.account_name) = names(issuer.as_ref().map_or("", |issuer| issuer), &label);
        if let Some(name) = parameter(query, "algorithm") {
            config.algorithm = TotpAlgorithm::from(name.as_str());
        }
        if let Some(digits) = parameter(query, "digits") {
            config.digits = number(&digits)?;
        }
        if let Some(period) = parameter(query, "period") {
            config.period = number(&period)?;
        }
        if is_steam {
            config.algorithm = TotpAlgorithm::Steam;
        }
        config.normalize()
    }

    /// The one canonical URI of this config, with every parameter written out. It holds the secret. Steam's codes
    /// are marked by `encoder=steam`, which says the same to most programs that know them.
    ///
    /// # Errors
    ///
    /// As [`validate`](Self::validate); `invalid_input` when the names make it longer than 8 KiB.
    pub fn to_uri(&self) -> Result<SecretText> {
        let config = self.normalize()?;
        let issuer = config.issuer.as_ref().map_or("", SecretText::expose);
        let account_name = config.account_name.as_ref().map_or("", SecretText::expose);
        // A colon ends the issuer of a label, percent-encoded or not, so one that has a colon stands in
        // the query alone, and an account that has one stands behind an issuer, be it empty.
        let label_issuer = if has_colon(issuer) { "" } else { issuer };
        let has_colon = !label_issuer.is_empty() || has_colon(account_name);

        let parts = [
            "otpauth://totp/",
            &*encode(label_issuer),
            if has_colon { ":" } else { "" },
            &*encode(account_name),
            "?secret=",
            config.secret.expose(),
            if issuer.is_empty() { "" } else { "&issuer=" },
            &*encode(issuer),
            match config.algorithm {
                TotpAlgorithm::Sha256 => "&algorithm=SHA256",
                TotpAlgorithm::Sha512 => "&algorithm=SHA512",
                _ => "&algorithm=SHA1",
            },
            "&digits=",
            &config.digits.to_string(),
            "&period=",
            &config.period.to_string(),
            if config.algorithm == TotpAlgorithm::Steam { "&encoder=steam" } else { "" },
        ];
        // Of slices, `concat` allocates once.
        let uri = SecretText::from(parts.concat());
        if uri.expose().len() > MAX_LENGTH {
            return Err(invalid("the otpauth URI would be too long"));
        }
        Ok(uri)
    }
}

/// A URI without white space around it and line ends in it.
pub(super) fn without_line_ends(uri: &str) -> Result<Zeroizing<String>> {
    if uri.len() > MAX_LENGTH {
        return Err(invalid("the URI is too long"));
    }
    let mut text = Zeroizing::new(String::with_capacity(uri.len()));
    text.extend(uri.trim().chars().filter(|c| !matches!(c, '\t' | '\r' | '\n')));
    Ok(text)
}

/// What stands behind `scheme://`, if that is the scheme.
pub(super) fn after_scheme<'a>(uri: &'a str, scheme: &str) -> Option<&'a str> {
    let (own, rest) = uri.split_once(':')?;
    rest.strip_prefix("//").filter(|_| own.eq_ignore_ascii_case(scheme))
}

/// What stands before the query, and the query. A fragment is dropped.
pub(super) fn split(rest: &str) -> (&str, &str) {
    let rest = rest.split_once('#').map_or(rest, |(rest, _fragment)| rest);
    rest.split_once('?').unwrap_or((rest, ""))
}

/// The issuer and the account of a label, `[Issuer:]Account`, beside which another issuer may stand, and counts.
pub(super) fn names(issuer: &str, label: &str) -> (Option<SecretText>, Option<SecretText>) {
    let (label_issuer, account_name) = label.split_once(':').unwrap_or(("", label));
    (trimmed(issuer).or_else(|| trimmed(label_issuer)), trimmed(account_name))
}

/// Whether type or query mark Steam's codes. Refuses the types whose codes are made in other ways.
fn is_of_steam(kind: &str, query: &str) -> Result<bool> {
    let is_steam = |name: &str| name.eq_ignore_ascii_case("steam");
    if kind.is_empty() {
        return Err(invalid("the otpauth URI has no type"));
    }
    if kind.eq_ignore_ascii_case("hotp") {
        return Err(Error::Unsupported(
            "codes by counter (HOTP) are not supported, only by time (TOTP)".into(),
        ));
    }
    if is_steam(kind) {
        return Ok(true);
    }
    if !kind.eq_ignore_ascii_case("totp") {
        return Err(Error::Unsupported("only otpauth URIs of the types totp and steam are supported".into()));
    }
    Ok(parameter(query, "encoder").is_some_and(|encoder| is_steam(&encoder)))
}

/// The first parameter of this name that has a value.
fn parameter(query: &str, name: &str) -> Option<Zeroizing<String>> {
    raw_parameter(query, name).map(|value| decode(value, true))
}

/// The same, as it is spelled.
pub(super) fn raw_parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|field| field.split_once('='))
        .filter(|(key, value)| !value.is_empty() && *decode(key, true) == name)
        .map(|(_, value)| value)
        .next()
}

fn number(text: &str) -> Result<u32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid("digits and period of an otpauth URI are plain numbers"));
    }
    // Too long for a number is as little supported as any other that is too large.
    Ok(text.parse().unwrap_or(u32::MAX))
}

/// Undoes percent-encoding, as far as what comes out is text.
pub(super) fn decode(encoded: &str, plus_is_space: bool) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(encoded.len()));
    for (index, piece) in encoded.split('+').enumerate() {
        if index > 0 {
            bytes.push(if plus_is_space { b' ' } else { b'+' });
        }
        bytes.extend(percent_decode_str(piece));
    }
    to_text(&bytes)
}

/// Bytes as text, those that are no UTF-8 as percent escapes.
pub(super) fn to_text(bytes: &[u8]) -> Zeroizing<String> {
    // An escape has three characters.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().saturating_mul(3)));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| percent_encode_byte(*byte)));
    }
    text
}

fn encode(text: &str) -> Zeroizing<String> {
    let mut encoded = Zeroizing::new(String::with_capacity(text.len().saturating_mul(3)));
    encoded.extend(utf8_percent_encode(text, RESERVED));
    encoded
}

fn has_colon(name: &str) -> bool {
    name.as_bytes().contains(&b':')
}

pub(super) fn invalid(reason: &'static str) -> Error {
    Error::InvalidInput(reason.into())
}
