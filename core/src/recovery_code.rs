//! Recovery codes of format 1 (FORMAT-1.md, "Recovery codes").

use crate::{Result, SecretText, random};

/// The letters of a code that is made here. Codes in the wild may hold others, so that nothing is
/// checked when one is read.
const ALPHABET: [char; 31] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];
const GROUPS: usize = 8;
const GROUP: usize = 4;

/// Makes a recovery code: 8 groups of 4 letters joined by dashes, 158.5 random bits. It is secret.
///
/// A code is used as it is spelled, dashes included.
///
/// # Errors
/// `io` if the source of random bytes fails.
pub fn generate() -> Result<SecretText> {
    // Of the full length from the start, so that it does not grow and leave copies behind.
    let mut code = String::with_capacity(GROUPS * (GROUP + 1));
    for group in 0..GROUPS {
        if group > 0 {
            code.push('-');
        }
        for _ in 0..GROUP {
            code.push(*random::choose(&ALPHABET)?);
        }
    }
    Ok(code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_eight_groups_of_four() {
        let code = generate().unwrap();
        let groups: Vec<&str> = code.expose().split('-').collect();
        assert_eq!(groups.len(), GROUPS);
        assert!(
            groups.iter().all(|group| group.len() == GROUP && group.chars().all(|c| ALPHABET.contains(&c)))
        );
        assert_ne!(generate().unwrap(), code);
    }
}
