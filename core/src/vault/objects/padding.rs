//! Padding: `u32 length ‖ content ‖ zeros`, the least power of two that holds it and at least 256, so that
//! sizes tell little.

use crate::vault::{objects::reader::Reader, rule::Rule};
use crate::{Result, SecretBytes};

const LENGTH: usize = 4;
const LEAST: usize = 256;

/// The size that content of a length is padded to.
fn padded_length(content: usize) -> Option<usize> {
    content.checked_add(LENGTH)?.max(LEAST).checked_next_power_of_two()
}

/// The parts, one after the other, padded. `invalid_input` if that would be more than `cap`.
pub(in crate::vault) fn pad(parts: &[&[u8]], cap: usize) -> Result<SecretBytes> {
    let length = parts.iter().fold(0_usize, |length, part| length.saturating_add(part.len()));
    let size = padded_length(length).filter(|size| *size <= cap).ok_or_else(|| Rule::Pad4.error())?;
    let length = u32::try_from(length).map_err(|_| Rule::Pad4.error())?;
    // Of the right size from the start: a buffer that grew would leave copies behind.
    let mut padded = Vec::with_capacity(size);
    padded.extend_from_slice(&length.to_be_bytes());
    for part in parts {
        padded.extend_from_slice(part);
    }
    padded.resize(size, 0);
    Ok(padded.into())
}

/// Padded plaintext that has been checked.
#[derive(Debug)]
pub(in crate::vault) struct Padded {
    bytes: SecretBytes,
    length: usize,
}

impl Padded {
    /// Checks padded plaintext that was opened.
    pub(in crate::vault) fn parse(bytes: SecretBytes, cap: usize) -> Result<Self> {
        let mut reader = Reader::new(bytes.expose(), Rule::Pad1);
        let size = bytes.expose().len();
        let length = usize::try_from(reader.u32()?).map_err(|_| Rule::Pad1.error())?;
        if !size.is_power_of_two() || !(LEAST..=cap).contains(&size) {
            return Err(Rule::Pad1.error());
        }
        reader.bytes(length)?;
        if padded_length(length) != Some(size) {
            return Err(Rule::Pad2.error());
        }
        if reader.rest().iter().fold(0, |any, byte| any | byte) != 0 {
            return Err(Rule::Pad3.error());
        }
        Ok(Self { bytes, length })
    }

    /// The content.
    pub(in crate::vault) fn content(&self) -> &[u8] {
        let end = self.length.saturating_add(LENGTH);
        self.bytes.expose().get(LENGTH..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<Padded> {
        Padded::parse(SecretBytes::from(bytes.to_vec()), 1024)
    }

    fn rule(bytes: &[u8]) -> String {
        parse(bytes).unwrap_err().to_string().split(':').next().unwrap().to_owned()
    }

    #[test]
    fn every_length_has_its_size() {
        for (length, size) in [(0, 256), (252, 256), (253, 512), (508, 512), (509, 1024), (1020, 1024)] {
            let content = vec![7; length];
            let padded = pad(&[&content[..length / 2], &content[length / 2..]], 1024).unwrap();
            assert_eq!(padded.expose().len(), size);
            assert_eq!(parse(padded.expose()).unwrap().content(), content);
        }
        assert_eq!(pad(&[&[7; 1021]], 1024).unwrap_err(), Rule::Pad4.error());
    }

    #[test]
    fn another_padding_is_refused() {
        let padded = |length: u32, size: usize| [&length.to_be_bytes()[..], &vec![0; size - 4]].concat();
        assert!(parse(&padded(252, 256)).is_ok());
        assert_eq!(rule(&[]), "PAD-1");
        assert_eq!(rule(&[0; 3]), "PAD-1");
        assert_eq!(rule(&padded(0, 128)), "PAD-1");
        assert_eq!(rule(&padded(0, 257)), "PAD-1");
        assert_eq!(rule(&padded(253, 256)), "PAD-1");
        assert_eq!(rule(&padded(u32::MAX, 256)), "PAD-1");
        assert_eq!(rule(&padded(1030, 2048)), "PAD-1");
        assert_eq!(rule(&padded(252, 512)), "PAD-2");
        let mut filled = padded(250, 256);
        filled[255] = 1;
        assert_eq!(rule(&filled), "PAD-3");
        filled[254] = 1;
        assert_eq!(rule(&filled), "PAD-3", "two that are alike");
    }
}
