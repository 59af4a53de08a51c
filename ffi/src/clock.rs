//! The present time. The core has no clock: its times are arguments.

use std::time::{SystemTime, UNIX_EPOCH};

/// The time that was given, in Unix seconds, or the present.
pub(crate) fn at(now: Option<u64>) -> u64 {
    // A clock set before 1970 reads as 1970.
    now.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs()))
}
