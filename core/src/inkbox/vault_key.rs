//! The rules for a new vault key (FORMAT-1.md, "Vault keys").

use crate::{Error, Result, VaultKeyRule};

/// The fewest characters of a new vault key.
const MIN_CHARACTERS: usize = 16;

/// Checks a vault key that is about to be made. Never call it to unlock: older keys may break the
/// rules.
///
/// `vault_key` is secret; it is UTF-8 and is neither trimmed nor normalised.
///
/// # Errors
/// `invalid_input` if it is not UTF-8, `weak_vault_key` with the first [`VaultKeyRule`] it breaks.
pub fn check_vault_key(vault_key: &[u8]) -> Result<()> {
    let text = utf8(vault_key)?;
    let broken = if text.chars().count() < MIN_CHARACTERS {
        VaultKeyRule::Length
    } else if !vault_key.iter().any(u8::is_ascii_uppercase) {
        VaultKeyRule::Uppercase
    } else if !vault_key.iter().any(u8::is_ascii_lowercase) {
        VaultKeyRule::Lowercase
    } else if !vault_key.iter().any(u8::is_ascii_digit) {
        VaultKeyRule::Digit
    } else if vault_key.iter().all(u8::is_ascii_alphanumeric) {
        VaultKeyRule::Special
    } else {
        return Ok(());
    };
    Err(Error::WeakVaultKey(broken))
}

/// A vault key as text.
pub(super) fn utf8(vault_key: &[u8]) -> Result<&str> {
    str::from_utf8(vault_key).map_err(|_| Error::InvalidInput("a vault key must be UTF-8 text".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_error_in_order() {
        for (vault_key, rule) in [
            ("", VaultKeyRule::Length),
            ("Aa1!Aa1!Aa1!Aa1", VaultKeyRule::Length),
            ("aaaaaaaaaaaaaaaa", VaultKeyRule::Uppercase),
            ("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ", VaultKeyRule::Uppercase),
            ("AAAAAAAAAAAAAAAA", VaultKeyRule::Lowercase),
            ("AaAaAaAaAaAaAaA٣", VaultKeyRule::Digit),
            ("Aa1Aa1Aa1Aa1Aa1A", VaultKeyRule::Special),
        ] {
            assert_eq!(check_vault_key(vault_key.as_bytes()), Err(Error::WeakVaultKey(rule)), "{vault_key}");
        }
    }

    #[test]
    fn characters_are_scalar_values_and_anything_else_is_special() {
        assert_eq!(check_vault_key("Aa1 Aa1 Aa1 Aa1 ".as_bytes()), Ok(()));
        assert_eq!(check_vault_key("Aa1𝒳Aa1𝒳Aa1𝒳Aa1𝒳".as_bytes()), Ok(()));
        assert_eq!(check_vault_key("Aa1Aa1Aa1Aa1Aa1\u{0}".as_bytes()), Ok(()));
        assert_eq!(check_vault_key(b"Aa1!Aa1!Aa1!Aa1\xff").unwrap_err().code(), "invalid_input");
    }
}
