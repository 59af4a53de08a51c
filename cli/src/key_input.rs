//! Vault keys and recovery codes: an option's file, the environment, or a prompt.

use std::ops::Deref;

use inkseal::{Error, Result, inkbox};
use zeroize::Zeroizing;

use crate::{
    args::{InputFile, NewKeyArgs},
    context::Context,
    secret_input::{KEY_LIMIT, NewSecret, Source},
};

const VAULT_KEY: &str = "INKSEAL_VAULT_KEY";
const NEW_VAULT_KEY: &str = "INKSEAL_NEW_VAULT_KEY";
const RECOVERY_CODE: &str = "INKSEAL_RECOVERY_CODE";
const SOURCE_KEY: &str = "INKSEAL_SOURCE_KEY";

/// What [`inkbox::check_vault_key`] asks for, in one line.
const RULES: &str = "A vault key has at least 16 characters, \
                     with an upper-case and a lower-case letter, a digit and a special character.";

/// A key as bytes, wiped when dropped, and where it came from.
pub(crate) struct Key {
    bytes: Zeroizing<Vec<u8>>,
    source: String,
}

impl Deref for Key {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Key {
    /// Reads a key.
    fn read(source: Source, what: &str, context: &Context) -> Result<Self> {
        let named = source.to_string();
        let bytes = source.read(what, KEY_LIMIT, !context.global.no_input)?;
        if bytes.is_empty() {
            return Err(Error::InvalidInput(
                format!("the {what} is empty: nothing came from {named}").into(),
            ));
        }
        Ok(Self { bytes, source: named })
    }

    /// What is odd about its form, such as a byte order mark that an editor put there; `None` if nothing is. What is
    /// in it is not told.
    pub(crate) fn oddities(&self) -> Option<String> {
        let ends = |bytes: &[u8]| {
            self.bytes.iter().rev().take_while(|byte| is_blank(**byte)).any(|byte| bytes.contains(byte))
        };
        let begins_blank = self.bytes.first().is_some_and(|byte| is_blank(*byte));
        let has_lines = self.bytes.trim_ascii().iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let oddities: Vec<&str> = [
            (self.bytes.starts_with(b"\xef\xbb\xbf"), "begins with a byte order mark"),
            (begins_blank, "begins with a space or line end"),
            (ends(b"\n\r"), "ends in a line end that is taken for a part of it"),
            (ends(b" \t"), "ends in a space"),
            (has_lines, "has several lines"),
            (self.bytes.contains(&0), "has a NUL in it"),
        ]
        .into_iter()
        .filter_map(|(is_so, oddity)| is_so.then_some(oddity))
        .collect();
        (!oddities.is_empty()).then(|| format!("what came from {} {}", self.source, oddities.join(" and ")))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What unlocks the vault: a vault key or a recovery code. An option wins over the environment, and there
/// the vault key over the recovery code.
///
/// # Errors
/// `locked` when none is given and none can be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn unlocking_key(context: &Context) -> Result<Key> {
    let global = &context.global;
    if global.recovery_code_file.is_some() && global.vault_key_file.is_some() {
        return Err(Error::InvalidInput(
            "give the vault key or a recovery code, not both: --vault-key-file, --recovery-code-file".into(),
        ));
    }
    let vault_key = Source::of_key(global.vault_key_file.as_ref(), VAULT_KEY);
    let by_code = global.recovery_code_file.is_some() || matches!(vault_key, Source::Prompt);
    if by_code {
        let code = Source::of_key(global.recovery_code_file.as_ref(), RECOVERY_CODE);
        if !matches!(code, Source::Prompt) {
            return Key::read(code, "recovery code", context);
        }
    }
    if matches!(vault_key, Source::Prompt) && context.global.no_input {
        return Err(locked(
            context,
            format!(
                "give its vault key with --vault-key-file or in {VAULT_KEY}, \
                 or a recovery code with --recovery-code-file or in {RECOVERY_CODE}"
            ),
        ));
    }
    Key::read(vault_key, "vault key", context)
}

/// The vault key of a vault that is being made; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read; `weak_vault_key` when it breaks a rule.
pub(crate) fn vault_key_of_new_vault(context: &Context) -> Result<Key> {
    read_new(context, context.global.vault_key_file.as_ref(), VAULT_KEY, "vault key")
}

/// The vault key that is to be changed.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn current_vault_key(context: &Context) -> Result<Key> {
    let file = context.global.vault_key_file.as_ref();
    read(context, file, ("--vault-key-file", VAULT_KEY), "current vault key")
}

/// A recovery code.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn recovery_code(context: &Context) -> Result<Key> {
    let file = context.global.recovery_code_file.as_ref();
    read(context, file, ("--recovery-code-file", RECOVERY_CODE), "recovery code")
}

/// The vault key or recovery code of a vault that is imported from.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn source_key(context: &Context, file: Option<&InputFile>) -> Result<Key> {
    read(context, file, ("--source-key-file", SOURCE_KEY), "vault key of the source")
}

/// A new vault key; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read; `weak_vault_key` when it breaks a rule.
pub(crate) fn new_vault_key(context: &Context, args: &NewKeyArgs) -> Result<Key> {
    read_new(context, args.new_vault_key_file.as_ref(), NEW_VAULT_KEY, "new vault key")
}

/// Reads a key that exists. `names` are its option, which gave `file`, and its variable.
fn read(
    context: &Context,
    file: Option<&InputFile>,
    names: (&'static str, &'static str),
    what: &str,
) -> Result<Key> {
    let (option, variable) = names;
    let source = Source::of_key(file, variable);
    if matches!(source, Source::Prompt) && context.global.no_input {
        return Err(locked(context, format!("give the {what} with {option} or in {variable}")));
    }
    Key::read(source, what, context)
}

/// Reads a vault key that is being made. At a prompt the rules are told first, and a key that breaks one is
/// asked for again.
fn read_new(context: &Context, file: Option<&InputFile>, variable: &'static str, what: &str) -> Result<Key> {
    let new = NewSecret { what, limit: KEY_LIMIT, rules: RULES, check: inkbox::check_vault_key };
    let source = Source::of_key(file, variable);
    let named = source.to_string();
    let bytes = source.read_new(&new, !context.global.no_input)?;
    inkbox::check_vault_key(&bytes)?;
    Ok(Key { bytes, source: named })
}

/// The error of a key that is not given, and for the report how to give it.
fn locked(context: &Context, advice: String) -> Error {
    // It is set once: a command ends with its first error.
    let _ = context.advice.set(advice);
    Error::Locked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_told_and_what_is_in_it_is_not() {
        let odd = |bytes: &[u8]| {
            Key { bytes: Zeroizing::new(bytes.to_vec()), source: "\"key\"".to_owned() }.oddities()
        };
        for (bytes, oddities) in [
            (&b"\xef\xbb\xbfhush"[..], "begins with a byte order mark"),
            (b"hush\n", "ends in a line end that is taken for a part of it"),
            (b"hush\r", "ends in a line end that is taken for a part of it"),
            (b"hush ", "ends in a space"),
            (b" hush", "begins with a space or line end"),
            (b"hush\nhush", "has several lines"),
            (b"hu\0sh", "has a NUL in it"),
            (
                b"\xef\xbb\xbfhush \n",
                "begins with a byte order mark and ends in a line end that is taken for a part of it and ends in a space",
            ),
        ] {
            assert_eq!(odd(bytes), Some(format!("what came from \"key\" {oddities}")), "{bytes:?}");
        }
        assert_eq!(odd(b"hush hush"), None);
    }
}
