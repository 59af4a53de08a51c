//! Times as the file has them: RFC 3339 in UTC.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{Error, Result};

/// A Unix time in seconds as RFC 3339 text.
pub(super) fn to_text(unix_seconds: u64) -> Result<String> {
    i64::try_from(unix_seconds)
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .and_then(|time| time.format(&Rfc3339).ok())
        .ok_or_else(|| Error::InvalidInput("the time is past the year 9999".into()))
}

/// The text if it is a time, otherwise nothing: odd times stay in the file and are shown as unknown.
pub(super) fn known(text: Option<&String>) -> Option<String> {
    text.filter(|text| OffsetDateTime::parse(text, &Rfc3339).is_ok()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rfc_3339() {
        assert_eq!(to_text(0).unwrap(), "1970-01-01T00:00:00Z");
        assert_eq!(to_text(1_763_687_045).unwrap(), "2025-11-21T01:04:05Z");
        assert_eq!(to_text(u64::MAX).unwrap_err().code(), "invalid_input");
    }

    #[test]
    fn odd_times_are_unknown() {
        for known_time in ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+00:00"] {
            assert_eq!(known(Some(&known_time.to_owned())).as_deref(), Some(known_time));
        }
        for odd in ["", "yesterday", "2026-01-02", "2026-13-02T03:04:05Z"] {
            assert_eq!(known(Some(&odd.to_owned())), None);
        }
    }
}
