//! The signature of an incoming webhook (FORMAT-1.md, "Webhooks").
//!
//! The service signs every request with a key that it shows once, so the key belongs in the vault.
//! [`verify`] says whether a request was signed with it: `true` or `false`, never an error or a panic,
//! because whoever sends a bad request must not be able to stop the program that receives it.
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::stack::wiping_stack;

/// How old, or how far ahead, the timestamp of a request may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The present time, in Unix seconds.
    pub now: u64,
    /// The greatest difference that is accepted, in seconds, both ways.
    pub tolerance_seconds: u64,
}

/// Whether `headers` hold the signature of `body` under `key`.
///
/// `key` is the signing key, with or without its `whsec_`; an empty one verifies nothing. `headers` are
/// all headers of the request, names in any case; of a name that comes twice the last counts. `body` is
/// the raw body: JSON that was parsed and written again has other bytes.
///
/// The signature covers the request's timestamp, but without `freshness` a request that was recorded
/// can be sent again at any time. With it, a timestamp that is too far from now, or that is neither
/// Unix seconds nor RFC 3339, gives `false`.
///
/// ```
/// use inkseal::webhook::verify;
///
/// assert!(!verify("whsec_key", &[], b"{}", None));
/// ```
#[must_use]
pub fn verify(key: &str, headers: &[(String, String)], body: &[u8], freshness: Option<Freshness>) -> bool {
    is_signed(key, headers, body).is_some_and(|timestamp| match freshness {
        Some(freshness) => freshness.accepts(timestamp),
        None => true,
    })
}

/// The timestamp of the request, if its signature is good.
fn is_signed<'a>(key: &str, headers: &'a [(String, String)], body: &[u8]) -> Option<&'a str> {
    let header = |name: &str| {
        headers.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let request_id = header("X-Inkbox-Request-Id")?;
    let timestamp = header("X-Inkbox-Timestamp")?;
    let signature = header("X-Inkbox-Signature")?.strip_prefix("sha256=")?;
    let mut decoded = [0; 32];
    let signature = base16ct::lower::decode(signature, &mut decoded).ok()?;

    let key = key.strip_prefix("whsec_").unwrap_or(key);
    if key.is_empty() {
        return None;
    }
    let parts = [request_id.as_bytes(), b".", timestamp.as_bytes(), b".", body];
    wiping_stack(|| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
        parts.iter().for_each(|part| mac.update(part));
        // Compares in constant time, the length too.
        mac.verify_slice(signature).ok()
    })?;
    Some(timestamp)
}

impl Freshness {
    fn accepts(self, timestamp: &str) -> bool {
        unix_seconds(timestamp)
            .is_some_and(|time| time.abs_diff(i128::from(self.now)) <= u128::from(self.tolerance_seconds))
    }
}

fn unix_seconds(timestamp: &str) -> Option<i128> {
    if timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return u64::from_str(timestamp).ok().map(i128::from);
    }
    OffsetDateTime::parse(timestamp, &Rfc3339).ok().map(|time| i128::from(time.unix_timestamp()))
}
