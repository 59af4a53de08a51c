//! Vault keys and recovery codes: an option's file, the environment, or a prompt.

use inkseal::{Error, Result};
use zeroize::Zeroizing;

use crate::{
    args::{InputFile, NewKeyArgs},
    context::Context,
    secret_input::{KEY_LIMIT, Source},
};

const VAULT_KEY: &str = "INKSEAL_VAULT_KEY";
const NEW_VAULT_KEY: &str = "INKSEAL_NEW_VAULT_KEY";
const RECOVERY_CODE: &str = "INKSEAL_RECOVERY_CODE";
const SOURCE_KEY: &str = "INKSEAL_SOURCE_KEY";

/// A key as bytes, wiped when dropped.
pub(crate) type Key = Zeroizing<Vec<u8>>;

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
            return code.read("recovery code", KEY_LIMIT, false);
        }
    }
    if matches!(vault_key, Source::Prompt) && context.global.no_input {
        return Err(needed(context, "vault key", "--vault-key-file", VAULT_KEY));
    }
    vault_key.read("vault key", KEY_LIMIT, !context.global.no_input)
}

/// The vault key of a vault that is being made; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read.
pub(crate) fn vault_key_of_new_vault(context: &Context) -> Result<Key> {
    let source = Source::of_key(context.global.vault_key_file.as_ref(), VAULT_KEY);
    if matches!(source, Source::Prompt) && !context.global.no_input {
        context.out.note(RULES);
    }
    source.read_new("vault key", KEY_LIMIT, !context.global.no_input)
}

/// The vault key that is to be changed.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn current_vault_key(context: &Context) -> Result<Key> {
    let file = context.global.vault_key_file.as_ref();
    read(context, file, "--vault-key-file", VAULT_KEY, "current vault key")
}

/// A recovery code.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn recovery_code(context: &Context) -> Result<Key> {
    let file = context.global.recovery_code_file.as_ref();
    read(context, file, "--recovery-code-file", RECOVERY_CODE, "recovery code")
}

/// The vault key or recovery code of a vault that is imported from.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn source_key(context: &Context, file: Option<&InputFile>) -> Result<Key> {
    read(context, file, "--source-key-file", SOURCE_KEY, "vault key of the source")
}

/// A new vault key; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read.
pub(crate) fn new_vault_key(context: &Context, args: &NewKeyArgs) -> Result<Key> {
    let source = Source::of_key(args.new_vault_key_file.as_ref(), NEW_VAULT_KEY);
    if matches!(source, Source::Prompt) && !context.global.no_input {
        context.out.note(RULES);
    }
    source.read_new("new vault key", KEY_LIMIT, !context.global.no_input)
}

fn read(
    context: &Context,
    file: Option<&InputFile>,
    option: &str,
    variable: &'static str,
    what: &str,
) -> Result<Key> {
    let source = Source::of_key(file, variable);
    if matches!(source, Source::Prompt) && context.global.no_input {
        return Err(needed(context, what, option, variable));
    }
    source.read(what, KEY_LIMIT, !context.global.no_input)
}

/// What a new vault key has to have, told before it is typed.
const RULES: &str = "A vault key has at least 16 characters, among them an upper-case letter (A-Z), a \
    lower-case letter (a-z), a digit and another character.";

/// Tells what is missing, because the error itself only says that the vault is locked.
fn needed(context: &Context, what: &str, option: &str, variable: &str) -> Error {
    context.out.note(&format!("The {what} is needed: give it with {option} or in {variable}."));
    Error::Locked
}
