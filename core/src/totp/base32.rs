//! The base32 (RFC 4648 section 6) of TOTP secrets, read leniently (FORMAT-1.md, "otpauth URIs").

use base32::Alphabet;
use zeroize::Zeroizing;

use crate::{Error, Result, SecretText};

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The one strict spelling of `secret`: upper case, no padding, and of its last character only the
/// bits that belong to a whole byte.
pub(super) fn normalize(secret: &str) -> Result<SecretText> {
    // Born in place: nothing below makes it longer.
    let mut text = Zeroizing::new(String::with_capacity(secret.len()));
    text.extend(secret.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()));
    let unpadded = text.trim_end_matches('=').len();
    text.truncate(unpadded);
    if !text.bytes().all(|byte| ALPHABET.contains(&byte)) {
        return Err(not_base32());
    }
    // Eight characters of 5 bits are five bytes. After 1, 3 or 6 the last one completes no byte; after
    // 2, 4, 5 and 7 its last bits do not.
    if matches!(text.len() % 8, 1 | 3 | 6) {
        text.pop();
    }
    let used_bits = match text.len() % 8 {
        2 => 0b11100,
        4 => 0b10000,
        5 => 0b11110,
        7 => 0b11000,
        _ => 0b11111,
    };
    let last = text.pop().and_then(|c| ALPHABET.iter().position(|letter| char::from(*letter) == c));
    text.extend(last.and_then(|value| ALPHABET.get(value & used_bits)).map(|letter| char::from(*letter)));
    if text.is_empty() {
        return Err(Error::InvalidInput("the TOTP secret is empty".into()));
    }
    Ok(std::mem::take(&mut *text).into())
}

/// The bytes of `secret`, at least one.
pub(super) fn decode(secret: &str) -> Result<Zeroizing<Vec<u8>>> {
    base32::decode(Alphabet::Rfc4648 { padding: false }, normalize(secret)?.expose())
        .map(Zeroizing::new)
        .ok_or_else(not_base32)
}

fn not_base32() -> Error {
    Error::InvalidInput("the TOTP secret is not base32".into())
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn stray_bits_are_dropped_at_every_length() {
        // Every bit is a one, so that what is left of the last character shows.
        let kept = ["74", "74", "777Q", "77776", "77776", "777777Y", "77777777", "77777777", "7777777774"];
        for (kept, length) in kept.into_iter().zip(2..) {
            let text = normalize(&"7".repeat(length)).unwrap();
            assert_eq!(text.expose(), kept);
            assert_eq!(normalize(kept).unwrap(), text);
            let bytes = decode(kept).unwrap();
            assert_eq!(bytes.as_slice(), vec![0xff; length * 5 / 8]);
            assert_eq!(base32::encode(Alphabet::Rfc4648 { padding: false }, &bytes), kept);
        }
    }

    #[test]
    fn only_padding_at_the_end_is_dropped() {
        for secret in ["ME=", "ME======", "m-e ==\t=\n", "ME"] {
            assert_eq!(decode(secret).unwrap().as_slice(), b"a");
        }
        for secret in ["=ME", "M=E", "M1", "M0", "M_E", "M\u{131}E", "", "=", "M"] {
            assert_eq!(decode(secret).unwrap_err().code(), "invalid_input", "{secret}");
        }
    }
}
