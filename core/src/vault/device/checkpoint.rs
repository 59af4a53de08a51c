//! [`Checkpoint`]: the state of a vault in short, to compare by eye or to give to a new device.

use std::fmt;

use crate::Result;
use crate::vault::{
    id::{Digest, VaultId},
    keys::base64url,
    objects::reader::Reader,
    rule::Rule,
};

const BYTES: usize = 40;

/// A state of a vault: its number and the beginning of its digest. It is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    vault: VaultId,
    seq: u64,
    digest: [u8; 16],
}

impl Checkpoint {
    pub(in crate::vault) fn new(vault: VaultId, seq: u64, digest: &Digest) -> Self {
        Self { vault, seq, digest: digest.as_bytes().first_chunk().copied().unwrap_or_default() }
    }

    /// What a device remembers of one.
    pub(in crate::vault) fn from_parts(vault: VaultId, seq: u64, digest: [u8; 16]) -> Self {
        Self { vault, seq, digest }
    }

    /// The beginning of the root digest.
    pub(in crate::vault) fn digest(&self) -> &[u8; 16] {
        &self.digest
    }

    /// Reads a checkpoint; white space around it is skipped.
    ///
    /// # Errors
    /// `invalid_input` if it is none.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = || Rule::Check1.error();
        let bytes = base64url::decode(text.trim_ascii(), BYTES).ok_or_else(refused)?;
        let mut reader = Reader::new(bytes.expose(), Rule::Check1);
        let vault = VaultId::from_bytes(reader.array()?);
        let seq = reader.counter().map_err(|_| refused())?;
        Ok(Self { vault, seq, digest: reader.array()? })
    }

    /// The vault that it is of.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        self.vault
    }

    /// The number of the commit that made this state.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Whether a digest is that of this state, as far as a checkpoint tells.
    pub(in crate::vault) fn fits(&self, digest: &Digest) -> bool {
        digest.as_bytes().starts_with(&self.digest)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.vault.as_bytes()[..], &self.seq.to_be_bytes(), &self.digest].concat();
        f.pad(base64url::encode(&bytes).expose())
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)] // of text in ASCII
mod tests {
    use super::*;

    #[test]
    fn checkpoints_are_read_back() {
        let checkpoint = Checkpoint::new(VaultId::from_bytes([1; 16]), 7, &Digest::of(b"root"));
        let text = checkpoint.to_string();
        assert_eq!(text.len(), 54);
        assert_eq!(Checkpoint::parse(&format!(" {text}\n")).unwrap(), checkpoint);
        assert!(checkpoint.fits(&Digest::of(b"root")) && !checkpoint.fits(&Digest::of(b"another")));
        for other in
            ["", &text[1..], &format!("{text}A"), &text.replacen('A', "+", 1), &format!("{}B", &text[..53])]
        {
            assert_eq!(Checkpoint::parse(other).unwrap_err(), Rule::Check1.error(), "{other}");
        }
        let zero = Checkpoint { seq: 0, ..checkpoint };
        assert_eq!(Checkpoint::parse(&zero.to_string()).unwrap_err(), Rule::Check1.error());
    }
}
