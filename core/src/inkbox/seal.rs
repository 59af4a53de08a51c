//! The blob of format 1: `base64(ciphertext ‖ nonce ‖ tag)` under AES-256-GCM (FORMAT-1.md, "Blobs").

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use zeroize::Zeroize;

use crate::{
    Error, Result, SecretBytes,
    aead::{Cipher, NONCE, TAG},
    random,
};

/// Bytes that a blob has beside its ciphertext.
const OVERHEAD: usize = NONCE + TAG;

/// What the SDKs accept between them: any padding, and bits that a short last group leaves over.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Seals `plaintext` under a fresh nonce. `aad` is the id that the blob belongs to.
pub(crate) fn seal(cipher: &Cipher, aad: &str, plaintext: &[u8]) -> Result<String> {
    let mut blob = Vec::with_capacity(plaintext.len().saturating_add(OVERHEAD));
    blob.extend_from_slice(plaintext);
    let mut nonce = [0; NONCE];
    let sealed = random::fill(&mut nonce).and_then(|()| cipher.seal(&nonce, aad.as_bytes(), &mut blob));
    let tag = sealed.inspect_err(|_| blob.zeroize())?;
    blob.extend_from_slice(&nonce);
    blob.extend_from_slice(&tag);
    Ok(STANDARD.encode(&blob))
}

/// Opens a blob whose plaintext has at most `limit` bytes, trying each id in turn, and says the place of the one that
/// opened it. The blob is decoded once.
///
/// An id may have been used as AAD in other letters: it is tried as it is, in lower and in upper case, because the
/// SDKs write ids in lower case but seal under whatever their caller spelled.
///
/// `malformed` if the text is no base64 of such a blob, `corrupt` if nothing opens it.
pub(crate) fn open(cipher: &Cipher, ids: &[&str], blob: &str, limit: usize) -> Result<(usize, SecretBytes)> {
    let mut bytes = decode(blob, limit)?;
    let length = bytes.len().saturating_sub(OVERHEAD);
    let (ciphertext, rest) = bytes.split_at_mut_checked(length).ok_or(Error::Corrupt)?;
    let (nonce, tag) = rest.split_first_chunk::<NONCE>().ok_or(Error::Corrupt)?;
    let tag: &[u8; TAG] = tag.try_into().map_err(|_| Error::Corrupt)?;
    // A failed attempt leaves the ciphertext as it was.
    let mut opens = |aad: &str| cipher.open(nonce, aad.as_bytes(), ciphertext, tag).is_ok();
    // Other spellings are made only when they are asked for: the first nearly always opens.
    let place = ids.iter().position(|id| {
        opens(id)
            || [str::to_ascii_lowercase, str::to_ascii_uppercase].into_iter().any(|spell| {
                let other = spell(id);
                other != *id && opens(&other)
            })
    });
    let place = place.ok_or(Error::Corrupt)?;
    bytes.truncate(length);
    Ok((place, bytes.into()))
}

fn decode(blob: &str, limit: usize) -> Result<Vec<u8>> {
    let junk = |_| Error::Malformed("this is not base64".into());
    let bytes = match LENIENT.decode(blob) {
        Ok(bytes) => bytes,
        Err(_) => LENIENT.decode(plain_spelling(blob)).map_err(junk)?,
    };
    match bytes.len().checked_sub(OVERHEAD) {
        None => Err(Error::Malformed("the sealed data is too short".into())),
        Some(length) if length > limit => Err(Error::Malformed("the sealed data is too long".into())),
        Some(_) => Ok(bytes),
    }
}

/// The same base64 without white space and padding, in the standard letters.
fn plain_spelling(blob: &str) -> String {
    let letters = blob.chars().filter(|letter| !letter.is_ascii_whitespace());
    let mut plain: String = letters
        .map(|letter| match letter {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    plain.truncate(plain.trim_end_matches('=').len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher() -> Cipher {
        Cipher::new(&[7; 32])
    }

    fn open_as(aad: &str, blob: &str) -> Result<Vec<u8>> {
        open(&cipher(), &[aad], blob, 1000).map(|(_, bytes)| bytes.expose().to_vec())
    }

    #[test]
    fn opens_what_it_sealed_and_only_under_its_id() {
        let blob = seal(&cipher(), "id", b"text").unwrap();
        assert_eq!(open_as("id", &blob).unwrap(), b"text");
        assert_eq!(open_as("ID", &blob).unwrap(), b"text");
        assert_eq!(open_as("other", &blob), Err(Error::Corrupt));
        assert_eq!(open_as("", &blob), Err(Error::Corrupt));
        assert_ne!(seal(&cipher(), "id", b"text").unwrap(), blob, "the nonce is fresh");
    }

    #[test]
    fn reads_every_spelling_of_base64() {
        // 28 + 5 bytes need padding, and many tries meet both special letters.
        for _ in 0..200 {
            let blob = seal(&cipher(), "id", b"12345").unwrap();
            let bare = blob.trim_end_matches('=');
            let spaced: String = blob.chars().flat_map(|letter| [letter, '\n']).collect();
            for spelling in [
                blob.clone(),
                bare.to_owned(),
                format!("{bare}===="),
                spaced,
                format!(" \t\r\n{blob}\u{c}"),
                blob.replace('+', "-").replace('/', "_"),
                bare.replace('+', "-"),
            ] {
                assert_eq!(open_as("id", &spelling).unwrap(), b"12345", "{spelling}");
            }
        }
    }

    #[test]
    fn junk_is_malformed() {
        let blob = seal(&cipher(), "id", b"text").unwrap();
        for junk in ["", "=", "A", "AAAA", "AA==AA==", "é", "\0", &format!("{blob}!"), &format!("{blob}A=A")]
        {
            assert_eq!(open_as("id", junk).unwrap_err().code(), "malformed", "{junk}");
        }
        let long = seal(&cipher(), "id", &[0; 1001]).unwrap();
        assert_eq!(open_as("id", &long).unwrap_err().code(), "malformed");
    }

    #[test]
    fn every_flipped_byte_and_every_truncation_is_refused() {
        let blob = STANDARD.decode(seal(&cipher(), "id", b"some plaintext").unwrap()).unwrap();
        for position in 0..blob.len() {
            for bit in 0..8 {
                let mut bytes = blob.clone();
                bytes[position] ^= 1 << bit;
                assert_eq!(open_as("id", &STANDARD.encode(bytes)), Err(Error::Corrupt));
            }
            let short = open_as("id", &STANDARD.encode(&blob[..position])).unwrap_err();
            assert_eq!(short.code(), if position < OVERHEAD { "malformed" } else { "corrupt" });
        }
    }
}
