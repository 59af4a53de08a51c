//! Vault keys as people's systems give them: in another Unicode form, or with something odd about them.

use inkseal::inkbox::vault_key_forms;

use crate::{InksealError, Result};

/// Calls with a vault key or recovery code, and where it fits nothing with its other Unicode forms, for format 1
/// derives from the bytes and systems type `é` as one character or as two.
///
/// Where no form fits, the text says what is odd about the key, never what is in it: it came with something that
/// nobody typed.
pub(crate) fn in_any_form<T>(vault_key: &[u8], call: impl Fn(&[u8]) -> Result<T>) -> Result<T> {
    let result = call(vault_key);
    let Err(InksealError::WrongVaultKey { reason }) = result else { return result };
    for form in vault_key_forms(vault_key) {
        match call(form.expose().as_bytes()) {
            Err(InksealError::WrongVaultKey { .. }) => {}
            result => return result,
        }
    }
    let hint = oddity(vault_key).map_or_else(String::new, |oddity| format!(" (it {oddity})"));
    Err(InksealError::WrongVaultKey { reason: reason + &hint })
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
