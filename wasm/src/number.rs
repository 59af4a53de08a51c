//! Numbers of JavaScript, which are `f64`.

use inkseal::Error;

use crate::Result;

/// The largest number up to which every whole one has an `f64` of its own: 2^53 - 1.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A whole number from 0 to 2^53 - 1, such as a time in Unix seconds. All else is `invalid_input`.
pub(crate) fn whole(number: f64) -> Result<u64> {
    if !(0.0..=MAX_SAFE_INTEGER).contains(&number) || number.fract() != 0.0 {
        return Err(Error::InvalidInput("a time or count is a whole number from 0 to 2^53 - 1".into()).into());
    }
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "it is whole and fits")]
    Ok(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_that_javascript_holds_exactly_are_taken() {
        assert_eq!(whole(0.0).unwrap(), 0);
        assert_eq!(whole(-0.0).unwrap(), 0);
        assert_eq!(whole(1_767_225_600.0).unwrap(), 1_767_225_600);
        assert_eq!(whole(MAX_SAFE_INTEGER).unwrap(), (1 << 53) - 1);
    }

    #[test]
    fn all_else_is_refused() {
        for number in [-1.0, 0.5, 1e-300, MAX_SAFE_INTEGER + 1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]
        {
            assert_eq!(whole(number).unwrap_err().0.code(), "invalid_input");
        }
    }
}
