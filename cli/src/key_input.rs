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
        return Err(Error::Locked);
    }
    vault_key.read("vault key", KEY_LIMIT, !context.global.no_input)
}

/// The vault key of a vault that is being made; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read.
pub(crate) fn vault_key_of_new_vault(context: &Context) -> Result<Key> {
    Source::of_key(context.global.vault_key_file.as_ref(), VAULT_KEY).read_new(
        "vault key",
        KEY_LIMIT,
        !context.global.no_input,
    )
}

/// The vault key that is to be changed.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn current_vault_key(context: &Context) -> Result<Key> {
    read(context, context.global.vault_key_file.as_ref(), VAULT_KEY, "current vault key")
}

/// A recovery code.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn recovery_code(context: &Context) -> Result<Key> {
    read(context, context.global.recovery_code_file.as_ref(), RECOVERY_CODE, "recovery code")
}

/// The vault key or recovery code of a vault that is imported from.
///
/// # Errors
/// `locked` when it is not given and cannot be asked for; `io` and `invalid_input` when it cannot be read.
pub(crate) fn source_key(context: &Context, file: Option<&InputFile>) -> Result<Key> {
    read(context, file, SOURCE_KEY, "vault key of the source")
}

/// A new vault key; typed twice.
///
/// # Errors
/// `io` and `invalid_input` when it cannot be read.
pub(crate) fn new_vault_key(context: &Context, args: &NewKeyArgs) -> Result<Key> {
    Source::of_key(args.new_vault_key_file.as_ref(), NEW_VAULT_KEY).read_new(
        "new vault key",
        KEY_LIMIT,
        !context.global.no_input,
    )
}

fn read(context: &Context, file: Option<&InputFile>, variable: &'static str, what: &str) -> Result<Key> {
    let source = Source::of_key(file, variable);
    if matches!(source, Source::Prompt) && context.global.no_input {
        return Err(Error::Locked);
    }
    source.read(what, KEY_LIMIT, !context.global.no_input)
}
