//! The rules for a new vault key (FORMAT-1.md, "Vault keys").

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{Error, Result, SecretText, VaultKeyRule};

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

/// NFC and NFD make UTF-8 at most three times as long.
const GROWTH: usize = 3;

/// The same vault key in the other Unicode normalization forms, NFC and NFD, as far as they are other bytes.
///
/// Format 1 derives from the bytes as they are, and systems type `é` as one character or as two: when a key that
/// a person typed is wrong, its other forms are worth a derivation each. There are none for ASCII, and for what is
/// not UTF-8.
#[must_use]
pub fn vault_key_forms(vault_key: &[u8]) -> Vec<SecretText> {
    let Ok(text) = utf8(vault_key) else { return Vec::new() };
    if text.is_ascii() {
        return Vec::new();
    }
    // With room for all of it, because a buffer that grew would leave copies behind.
    let room = || Zeroizing::new(String::with_capacity(text.len().saturating_mul(GROWTH)));
    let (mut composed, mut decomposed) = (room(), room());
    composed.extend(text.nfc());
    decomposed.extend(text.nfd());
    let mut forms = Vec::new();
    for mut form in [composed, decomposed] {
        if *form != text {
            forms.push(std::mem::take(&mut *form).into());
        }
    }
    forms
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
    fn the_other_forms_of_a_key_are_those_that_differ() {
        let forms = |text: &str| -> Vec<String> {
            vault_key_forms(text.as_bytes()).iter().map(|form| form.expose().to_owned()).collect()
        };
        assert_eq!(forms("sch\u{f6}n"), ["scho\u{308}n"]);
        assert_eq!(forms("scho\u{308}n"), ["sch\u{f6}n"]);
        assert_eq!(forms("\u{e9}e\u{301}"), ["\u{e9}\u{e9}", "e\u{301}e\u{301}"]);
        for text in ["", "plain", "日本", "ß"] {
            assert_eq!(forms(text), [""; 0], "{text}");
        }
        assert!(vault_key_forms(b"\xff\xc3\xb6").is_empty());
    }

    #[test]
    fn characters_are_scalar_values_and_anything_else_is_special() {
        assert_eq!(check_vault_key("Aa1 Aa1 Aa1 Aa1 ".as_bytes()), Ok(()));
        assert_eq!(check_vault_key("Aa1𝒳Aa1𝒳Aa1𝒳Aa1𝒳".as_bytes()), Ok(()));
        assert_eq!(check_vault_key("Aa1Aa1Aa1Aa1Aa1\u{0}".as_bytes()), Ok(()));
        assert_eq!(check_vault_key(b"Aa1!Aa1!Aa1!Aa1\xff").unwrap_err().code(), "invalid_input");
    }
}
