//! Binary data in the `data` of an `other` (FORMAT-1.md, "Binary data").

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{SecretBytes, SecretText};

/// What the text of binary data begins with: the one form of a data URI (RFC 2397) that means it.
const PREFIX: &str = "data:application/octet-stream;base64,";

/// Any bytes as the `data` of an `other`: as they are if they are text, otherwise as a data URI. Text that
/// would itself be read as binary data becomes one too, so that [`decode_binary`] gives back every byte.
///
/// Base64 makes a third more of them: about 786,000 bytes fit into a payload.
#[must_use]
pub fn encode_binary(bytes: &[u8]) -> SecretText {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.starts_with(PREFIX) => text.into(),
        _ => {
            let length = base64::encoded_len(bytes.len(), true).unwrap_or_default();
            // As long as it gets at once: what grows leaves copies behind.
            let mut text = Zeroizing::new(String::with_capacity(PREFIX.len().saturating_add(length)));
            text.push_str(PREFIX);
            STANDARD.encode_string(bytes, &mut text);
            std::mem::take(&mut *text).into()
        }
    }
}

/// The bytes that the `data` of an `other` stands for if it is binary; `None` if it is text, which is everything
/// but `data:application/octet-stream;base64,` and canonical base64 with its padding.
#[must_use]
pub fn decode_binary(data: &str) -> Option<SecretBytes> {
    let encoded = data.strip_prefix(PREFIX)?;
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(encoded.len())]);
    let length = STANDARD.decode_slice(encoded, &mut bytes).ok()?;
    bytes.truncate(length);
    Some(std::mem::take(&mut *bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// Each case writes bytes, or reads a text.
    #[test]
    fn every_vector_gives_what_it_should() {
        let file: Value =
            serde_json::from_str(include_str!("../../../test-vectors/primitive/binary_data.json")).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let bytes_of = |hex: &Value| base16ct::lower::decode_vec(hex.as_str().unwrap()).unwrap();
        for case in cases {
            let (name, expect) = (&case["name"], &case["expect"]);
            if let Some(data) = case["data"].as_str() {
                let read = decode_binary(data);
                let expected = expect.get("bytes_hex").map(bytes_of);
                assert_eq!(read.as_ref().map(SecretBytes::expose), expected.as_deref(), "{name}");
                continue;
            }
            let bytes = bytes_of(&case["bytes_hex"]);
            let text = encode_binary(&bytes);
            assert_eq!(expect["data"], text.expose(), "{name}");
            let read = decode_binary(text.expose());
            assert_eq!(expect["binary"], read.is_some(), "{name}");
            assert_eq!(read.as_ref().map_or(text.expose().as_bytes(), SecretBytes::expose), bytes, "{name}");
        }
        assert!(cases.len() >= 36);
    }

    proptest! {
        #[test]
        fn every_byte_comes_back(bytes: Vec<u8>) {
            let text = encode_binary(&bytes);
            let back = decode_binary(text.expose());
            let back = back.as_ref().map_or(text.expose().as_bytes(), SecretBytes::expose);
            prop_assert_eq!(back, bytes);
        }
    }
}
