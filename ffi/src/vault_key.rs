//! What is odd about a vault key that fits no key of a vault.

use inkseal::Error;

use crate::InksealError;

/// The error of a call that a vault key or recovery code was given to. Where it is that the key fits nothing, the
/// text says what is odd about the key, never what is in it: it came with something that nobody typed.
pub(crate) fn hinted(error: Error, vault_key: &[u8]) -> InksealError {
    let wrong = matches!(error, Error::WrongVaultKey);
    match (InksealError::from(error), oddity(vault_key)) {
        (InksealError::WrongVaultKey { reason }, Some(oddity)) if wrong => {
            InksealError::WrongVaultKey { reason: format!("{reason} (it {oddity})") }
        }
        (error, _) => error,
    }
}

fn oddity(vault_key: &[u8]) -> Option<&'static str> {
    match vault_key {
        [] => Some("is empty"),
        [0xEF, 0xBB, 0xBF, ..] => Some("begins with a byte order mark"),
        [.., b'\n' | b'\r'] => Some("ends in a line end"),
        [b'\n' | b'\r', ..] => Some("begins with a line end"),
        [.., b' ' | b'\t'] => Some("ends in white space"),
        [b' ' | b'\t', ..] => Some("begins with white space"),
        _ if vault_key.contains(&b'\n') => Some("has more than one line"),
        _ => None,
    }
}
