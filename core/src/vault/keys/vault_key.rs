//! Vault keys: the text that a person types, and what it becomes.

use unicode_normalization::{UnicodeNormalization, char::is_public_assigned};
use zeroize::Zeroizing;

use crate::vault::{
    keys::key::SlotKey,
    objects::slot::{Opener, Parameters},
    rule::Rule,
};
use crate::{
    Result,
    kdf::{self, KdfMemory},
};

/// The fewest characters of a new vault key.
const MIN_CHARACTERS: usize = 16;
/// NFC makes UTF-8 at most three times as long.
const GROWTH: usize = 3;

/// A vault key in NFC (KEY-3, KEY-4).
pub(in crate::vault) fn normalize(vault_key: &[u8]) -> Result<Zeroizing<String>> {
    let text = str::from_utf8(vault_key).map_err(|_| Rule::Key3.error())?;
    // With room for all of it, because a buffer that grew would leave copies behind.
    let mut normalized = Zeroizing::new(String::with_capacity(text.len().saturating_mul(GROWTH)));
    if text.is_ascii() {
        normalized.push_str(text);
    } else {
        normalized.extend(text.nfc());
    }
    Ok(normalized)
}

/// Checks a vault key that is about to be made (KEY-5, KEY-6). Never call it to open a vault.
pub(in crate::vault) fn check_new(vault_key: &[u8]) -> Result<()> {
    let normalized = normalize(vault_key)?;
    if normalized.chars().count() < MIN_CHARACTERS {
        return Err(Rule::Key5.error());
    }
    if normalized.chars().all(is_public_assigned) { Ok(()) } else { Err(Rule::Key6.error()) }
}

/// The key of a slot for vault keys. One Argon2id, so the slot's parameters must have been checked; they
/// are checked again. `None` if the slot is for recovery codes.
pub(in crate::vault) fn slot_key(
    vault_key: &[u8],
    parameters: &Parameters,
    memory: &mut KdfMemory,
) -> Result<Option<SlotKey>> {
    let Opener::VaultKey(cost) = parameters.opener else { return Ok(None) };
    let text = normalize(vault_key)?;
    #[cfg(test)]
    if without_argon2::is_on() {
        return without_argon2::slot_key(&text, &parameters.salt).map(Some);
    }
    SlotKey::derive(|key| kdf::derive(&cost, text.as_bytes(), &parameters.salt, memory, key)).map(Some)
}

/// A derivation that costs nothing, for tests that make millions of vaults. No other build has it.
#[cfg(test)]
pub(in crate::vault) mod without_argon2 {
    use std::cell::Cell;

    use crate::Result;
    use crate::vault::keys::key::SlotKey;

    thread_local!(static ON: Cell<bool> = const { Cell::new(false) });

    /// Derives without Argon2id on this thread from now on.
    pub(in crate::vault) fn turn_on() {
        ON.set(true);
    }

    pub(in crate::vault) fn is_on() -> bool {
        ON.get()
    }

    pub(in crate::vault) fn slot_key(vault_key: &str, salt: &[u8; 16]) -> Result<SlotKey> {
        use sha2::{Digest, Sha256};
        SlotKey::derive(|key| {
            *key = Sha256::new().chain_update(salt).chain_update(vault_key).finalize().into();
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, VaultKeyRule};

    #[test]
    fn spellings_that_look_alike_are_one() {
        for (one, other) in [
            ("caf\u{e9}", "cafe\u{301}"),
            ("\u{212B}", "\u{c5}"),
            ("\u{1E0B}\u{323}", "d\u{323}\u{307}"),
            ("\u{AC01}", "\u{1100}\u{1161}\u{11A8}"),
            ("\u{FB01}", "\u{FB01}"), // a ligature is no canonical equivalent of its letters
        ] {
            assert_eq!(normalize(one.as_bytes()).unwrap(), normalize(other.as_bytes()).unwrap());
        }
        assert_ne!(normalize("\u{FB01}".as_bytes()).unwrap(), normalize(b"fi").unwrap());
        assert_eq!(*normalize(b" Not trimmed ").unwrap(), " Not trimmed ");
        let longest = "\u{1D160}".repeat(50);
        assert!(normalize(longest.as_bytes()).unwrap().len() <= longest.len() * GROWTH);
    }

    #[test]
    fn new_keys_have_rules() {
        assert_eq!(check_new(b"sixteen letters!"), Ok(()));
        assert_eq!(check_new(b"fifteen letters"), Err(Error::WeakVaultKey(VaultKeyRule::Length)));
        // 16 scalar values, of which NFC makes 15.
        let composed = "fourteen lettee\u{301}";
        assert_eq!(composed.chars().count(), 16);
        assert_eq!(check_new(composed.as_bytes()), Err(Error::WeakVaultKey(VaultKeyRule::Length)));
        for unassigned in ['\u{378}', '\u{E000}', '\u{10FFFF}'] {
            let text = format!("sixteen letters!{unassigned}");
            assert_eq!(check_new(text.as_bytes()), Err(Rule::Key6.error()));
            assert!(normalize(text.as_bytes()).is_ok(), "it opens what has it");
        }
        assert_eq!(check_new(b"sixteen letters!\xff"), Err(Rule::Key3.error()));
    }
}
