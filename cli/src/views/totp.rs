//! [`TotpView`]: a code and when it holds.

use inkseal::totp::TotpCode;
use serde::Serialize;

/// `{code, period_start, period_end, seconds_remaining}`, times in Unix seconds.
#[derive(Debug, Serialize)]
pub(crate) struct TotpView<'a> {
    code: &'a str,
    period_start: u64,
    period_end: u64,
    seconds_remaining: u64,
}

impl<'a> From<&'a TotpCode> for TotpView<'a> {
    fn from(code: &'a TotpCode) -> Self {
        Self {
            code: code.code.expose(),
            period_start: code.period_start,
            period_end: code.period_end,
            seconds_remaining: code.seconds_remaining,
        }
    }
}
