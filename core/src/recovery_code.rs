//! Recovery codes: what opens a vault when its vault key is lost (FORMAT-1.md, "Recovery codes").
//!
//! A code is text like any vault key, derived from as it is spelled, dashes included. Codes that others
//! made may hold other letters, so nothing checks a code that comes in: it opens a key or it does not.

use zeroize::Zeroizing;

use crate::{Result, SecretText, random};

/// Digits and capitals without those that are easily mistaken: `0` `1` `I` `L` `O`.
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const GROUPS: usize = 8;
const GROUP_LENGTH: usize = 4;
/// The characters of a code, the dashes between its groups included.
const LENGTH: usize = GROUPS * GROUP_LENGTH + GROUPS - 1;

/// A fresh code of 158.5 random bits, such as `7KQM-2R4D-…`: 8 groups of 4, 39 characters.
///
/// # Errors
///
/// `io` when the system gives no random bytes.
pub fn generate() -> Result<SecretText> {
    let mut code = Zeroizing::new(String::with_capacity(LENGTH));
    for group in 0..GROUPS {
        if group > 0 {
            code.push('-');
        }
        for _ in 0..GROUP_LENGTH {
            code.push(char::from(*random::choose(ALPHABET)?));
        }
    }
    Ok(std::mem::take(&mut *code).into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_have_their_form_and_use_the_whole_alphabet() {
        let mut seen = BTreeSet::new();
        for _ in 0..100 {
            let code = generate().unwrap();
            assert_eq!(code.expose().len(), 39);
            for group in code.expose().split('-') {
                assert_eq!(group.len(), 4);
                assert!(group.bytes().all(|letter| ALPHABET.contains(&letter)));
                seen.extend(group.bytes());
            }
        }
        assert_eq!(seen.len(), 31);
    }

    #[test]
    fn codes_differ_and_are_not_printed() {
        let code = generate().unwrap();
        assert_ne!(code, generate().unwrap());
        assert_eq!(std::format!("{code:?}"), "[secret]");
    }
}
