//! [`AgentToken`]: what an agent opens its part of a vault with.

use sha2::{Digest, Sha256};

use crate::vault::{
    id::{IdentityId, VaultId},
    keys::base64url,
    keys::key::IdentityKey,
    objects::reader::Reader,
    rule::Rule,
};
use crate::{Result, SecretBytes, SecretText, stack::wiping_stack};

const PREFIX: &str = "inkseal_agent_";
const CHECKED: usize = 80;
const CHECK: usize = 4;

/// The token of an agent: its vault, its identity, its key, and the state of the vault that it was made in,
/// which is the oldest that it accepts (FORMAT-2.md, "Token"). It is secret and wiped when dropped.
#[derive(Debug, Clone)]
pub struct AgentToken {
    key: IdentityKey,
    seq: u64,
}

impl AgentToken {
    pub(in crate::vault) fn new(key: IdentityKey, seq: u64) -> Self {
        Self { key, seq }
    }

    /// Reads a token.
    ///
    /// # Errors
    /// `invalid_input` if it is none, or not a whole one. The error says nothing of the text.
    pub fn parse(text: &str) -> Result<Self> {
        let bytes = text.strip_prefix(PREFIX).and_then(|text| base64url::decode(text, CHECKED + CHECK));
        let bytes = bytes.ok_or_else(|| Rule::Token1.error())?;
        let damaged = |_| Rule::Token2.error();
        let mut reader = Reader::new(bytes.expose(), Rule::Token2);
        if check(reader.bytes(CHECKED)?) != reader.array()? {
            return Err(Rule::Token2.error());
        }
        let mut reader = Reader::new(bytes.expose(), Rule::Token2);
        let vault = VaultId::from_bytes(reader.array()?);
        let identity = IdentityId::from_bytes(reader.array()?);
        let key = reader.bytes(32)?;
        let epoch = reader.counter().map_err(damaged)?;
        let seq = reader.counter().map_err(damaged)?;
        Ok(Self { key: IdentityKey::from_token(vault, identity, epoch, key)?, seq })
    }

    /// The token as text, for the agent alone.
    #[must_use]
    pub fn to_text(&self) -> SecretText {
        let mut bytes = Vec::with_capacity(CHECKED.saturating_add(CHECK));
        bytes.extend_from_slice(self.key.vault().as_bytes());
        bytes.extend_from_slice(self.key.identity().as_bytes());
        bytes.extend_from_slice(self.key.expose());
        bytes.extend_from_slice(&self.key.epoch().to_be_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        let check = check(&bytes);
        bytes.extend_from_slice(&check);
        let encoded = base64url::encode(SecretBytes::from(bytes).expose());
        let mut text = String::with_capacity(PREFIX.len().saturating_add(encoded.expose().len()));
        text.push_str(PREFIX);
        text.push_str(encoded.expose());
        text.into()
    }

    /// The vault that it is for.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        *self.key.vault()
    }

    /// The identity whose token it is.
    #[must_use]
    pub fn identity_id(&self) -> IdentityId {
        *self.key.identity()
    }

    /// The number of the commit that it was made in.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    pub(in crate::vault) fn key(&self) -> &IdentityKey {
        &self.key
    }
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let hash = wiping_stack(|| Sha256::digest(bytes));
    hash.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::string_slice)] // of text in ASCII
mod tests {
    use super::*;

    fn token(epoch: u64, seq: u64) -> AgentToken {
        let (vault, identity) = (VaultId::from_bytes([1; 16]), IdentityId::from_bytes([2; 16]));
        AgentToken::new(IdentityKey::from_token(vault, identity, epoch, &[3; 32]).unwrap(), seq)
    }

    #[test]
    fn tokens_are_read_back_and_not_printed() {
        let made = token(4, 5);
        let text = made.to_text();
        assert_eq!(text.expose().len(), 126);
        let read = AgentToken::parse(text.expose()).unwrap();
        assert_eq!(
            (read.vault_id(), read.identity_id(), read.seq()),
            (made.vault_id(), made.identity_id(), 5)
        );
        assert_eq!((read.key().expose(), read.key().epoch()), (&[3; 32], 4));
        let shown = format!("{made:?}");
        assert!(shown.contains("[secret]") && !shown.contains("3, 3"), "{shown}");
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let text = token(4, 5).to_text();
        let text = text.expose();
        let longer = format!("{text}A");
        for other in ["", PREFIX, &text[1..], &text[..125], &longer, &text.replace("agent", "owner")] {
            assert_eq!(AgentToken::parse(other).unwrap_err(), Rule::Token1.error(), "{other}");
        }
        for damaged in [token(0, 1), token(1, 0), token(1 << 53, 1), token(1, u64::MAX)] {
            assert_eq!(AgentToken::parse(damaged.to_text().expose()).unwrap_err(), Rule::Token2.error());
        }
    }

    /// Every character that is another one.
    #[test]
    fn no_flip_is_overlooked() {
        let text = token(4, 5).to_text();
        let text = text.expose();
        for place in 0..text.len() {
            let mut flipped = text.to_owned().into_bytes();
            flipped[place] = if flipped[place] == b'A' { b'B' } else { b'A' };
            let refused = AgentToken::parse(&String::from_utf8(flipped).unwrap()).unwrap_err();
            assert_eq!(refused.code(), "invalid_input", "character {place}");
        }
    }
}
