//! The signature of an incoming webhook (FORMAT-1.md, "Webhooks").

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

use crate::secret::wiping_stack;

/// More than HMAC puts on the stack: the key, padded to a block of 64 bytes, a few times.
const STACK: usize = 4 * 1024;

/// How old a webhook may be, so that one that was recorded cannot be sent again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The present time, in Unix seconds.
    pub now: u64,
    /// How many seconds the timestamp of the request may be away from it, in either direction.
    pub tolerance_seconds: u64,
}

/// Whether a request was signed with the key.
///
/// `key` is secret; it may begin with `whsec_`. Names of `headers` are compared in any case, and of a
/// name that comes twice the last counts. With `freshness`, a timestamp that is no time or too far
/// from the present does not verify.
///
/// Whatever a request holds, the answer is `true` or `false`, so that a bad one cannot crash its
/// handler.
#[must_use]
pub fn verify(key: &str, headers: &[(String, String)], body: &[u8], freshness: Option<Freshness>) -> bool {
    verified(key, headers, body, freshness).is_some()
}

fn verified(
    key: &str,
    headers: &[(String, String)],
    body: &[u8],
    freshness: Option<Freshness>,
) -> Option<()> {
    let header = |wanted: &str| {
        let found = headers.iter().rfind(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.as_str())
    };
    let request_id = header("x-inkbox-request-id")?;
    let timestamp = header("x-inkbox-timestamp")?;
    let signature = header("x-inkbox-signature")?.strip_prefix("sha256=")?;
    let mut expected = [0; 32];
    if base16ct::lower::decode(signature, &mut expected).ok()?.len() != expected.len() {
        return None;
    }
    let key = key.strip_prefix("whsec_").unwrap_or(key);
    if key.is_empty() {
        return None;
    }
    let parts = [request_id.as_bytes(), b".", timestamp.as_bytes(), b".", body];
    wiping_stack::<STACK, _>(|| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
        parts.iter().for_each(|part| mac.update(part));
        mac.verify_slice(&expected).ok() // in constant time
    })?;
    freshness.is_none_or(|freshness| is_fresh(timestamp, freshness)).then_some(())
}

/// A timestamp is Unix seconds or RFC 3339.
fn is_fresh(timestamp: &str, freshness: Freshness) -> bool {
    let plain = !timestamp.is_empty() && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: Option<u64> = if plain {
        timestamp.parse().ok()
    } else {
        timestamp.parse().ok().and_then(|time: Timestamp| time.as_second().try_into().ok())
    };
    seconds.is_some_and(|seconds| seconds.abs_diff(freshness.now) <= freshness.tolerance_seconds)
}
