//! Binary data in the `data` of an `other` (FORMAT-1.md, "Binary data").

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{Error, Result, SecretBytes, SecretText, payload::MAX_PAYLOAD};

/// What the text of binary data begins with: the one form of a data URI (RFC 2397) that means it.
const PREFIX: &str = "data:application/octet-stream;base64,";

/// Any bytes as the `data` of an `other`: as they are if they are text, otherwise as a data URI. Text that
/// would itself be read as binary data becomes one too, so that [`decode_binary`] gives back every byte.
///
/// Base64 makes a third more of them: about 786,000 bytes fit into a payload.
///
/// # Errors
/// `invalid_input` if the text would be longer than [`MAX_PAYLOAD`], so that no payload could have it.
pub fn encode_binary(bytes: &[u8]) -> Result<SecretText> {
    let as_it_is = std::str::from_utf8(bytes).ok().filter(|text| !text.starts_with(PREFIX));
    let length = match as_it_is {
        Some(text) => Some(text.len()),
        None => base64::encoded_len(bytes.len(), true).and_then(|length| length.checked_add(PREFIX.len())),
    };
    let Some(length) = length.filter(|length| *length <= MAX_PAYLOAD) else {
        return Err(Error::InvalidInput("the data is longer than a payload may be: 1 MiB as text".into()));
    };
    if let Some(text) = as_it_is {
        return Ok(text.into());
    }
    let encoded = Zeroizing::new(STANDARD.encode(bytes));
    // As long as it gets at once: what grows leaves copies behind.
    let mut text = String::with_capacity(length);
    text.push_str(PREFIX);
    text.push_str(&encoded);
    Ok(text.into())
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
    use crate::payload::{OtherPayload, SecretPayload};
    use proptest::prelude::*;

    #[test]
    fn what_no_payload_could_have_is_refused() {
        let largest = OtherPayload::new(encode_binary(&vec![0xFF; 786_396]).unwrap());
        assert_eq!(SecretPayload::from(largest).to_json().unwrap().expose().len(), MAX_PAYLOAD);
        for (bytes, fits) in [
            (vec![0xFF; 786_402], true),
            (vec![0xFF; 786_405], false),
            (vec![b'a'; MAX_PAYLOAD], true),
            (vec![b'a'; MAX_PAYLOAD + 1], false),
        ] {
            assert_eq!(
                encode_binary(&bytes).map_err(|error| error.code()).err(),
                (!fits).then_some("invalid_input")
            );
        }
    }

    proptest! {
        #[test]
        fn every_byte_comes_back(bytes: Vec<u8>) {
            let text = encode_binary(&bytes).unwrap();
            let back = decode_binary(text.expose());
            let back = back.as_ref().map_or(text.expose().as_bytes(), SecretBytes::expose);
            prop_assert_eq!(back, bytes);
        }
    }
}
