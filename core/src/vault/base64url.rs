//! Base64url without padding, of an exact number of bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::SecretText;

/// Bytes that may be secret, as text.
pub(super) fn encode(bytes: &[u8]) -> SecretText {
    URL_SAFE_NO_PAD.encode(bytes).into()
}

/// Exactly `N` bytes of exactly their text; unused bits are zero.
pub(super) fn decode<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    // The engine asks for room for a last group that it may not need.
    let mut buffer = Zeroizing::new(vec![0; N.checked_add(3)?]);
    if text.len() != base64::encoded_len(N, false)? {
        return None;
    }
    let length = URL_SAFE_NO_PAD.decode_slice(text, &mut buffer).ok()?;
    let mut bytes = Zeroizing::new([0; N]);
    bytes.copy_from_slice(buffer.get(..length).filter(|decoded| decoded.len() == N)?);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_each_value() {
        let text = encode(&[0xFB, 0xFF, 1, 2]);
        assert_eq!(text.expose(), "-_8BAg");
        assert_eq!(*decode::<4>("-_8BAg").unwrap(), [0xFB, 0xFF, 1, 2]);
        for other in ["-_8BAh", "+/8BAg", "-_8BAg==", "-_8BA", "-_8BAgA", " -_8BAg", "-_8BA\n", ""] {
            assert!(decode::<4>(other).is_none(), "{other}");
        }
    }
}
