//! Base64url without padding, of an exact number of bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::{SecretBytes, SecretText};

/// Bytes that may be secret, as text.
pub(in crate::vault) fn encode(bytes: &[u8]) -> SecretText {
    URL_SAFE_NO_PAD.encode(bytes).into()
}

/// Exactly `count` bytes of exactly their text; unused bits are zero.
pub(in crate::vault) fn decode(text: &str, count: usize) -> Option<SecretBytes> {
    if text.len() != base64::encoded_len(count, false)? {
        return None;
    }
    // The engine asks for room for a last group that it may not need.
    let mut bytes = Zeroizing::new(vec![0; count.checked_add(3)?]);
    let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
    bytes.truncate(length);
    (length == count).then(|| std::mem::take(&mut *bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_each_value() {
        let text = encode(&[0xFB, 0xFF, 1, 2]);
        assert_eq!(text.expose(), "-_8BAg");
        assert_eq!(decode("-_8BAg", 4).unwrap().expose(), [0xFB, 0xFF, 1, 2]);
        for other in ["-_8BAh", "+/8BAg", "-_8BAg==", "-_8BA", "-_8BAgA", " -_8BAg", "-_8BA\n", ""] {
            assert!(decode(other, 4).is_none(), "{other}");
        }
    }
}
