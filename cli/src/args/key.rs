//! Arguments of `key`.

use clap::{Args, Subcommand, ValueEnum};

use super::InputFile;

/// What `key` does.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Change the vault key
    ///
    /// This does not change what the secrets are encrypted with: whoever has an old copy of the file and
    /// the old key reads on.
    Change(NewKeyArgs),
    /// Set a new vault key with a recovery code, which is used up
    Recover(NewKeyArgs),
    /// List the keys
    List(KeyListArgs),
    /// Remove a key; never the last primary one
    Remove(KeyRemoveArgs),
    /// Make four new recovery codes; the old ones stop working
    Codes(KeyCodesArgs),
}

/// Where a new vault key comes from.
#[derive(Debug, Args)]
pub(crate) struct NewKeyArgs {
    /// Read the new vault key from this file [or: INKSEAL_NEW_VAULT_KEY]
    #[arg(long, value_name = "FILE")]
    pub(crate) new_vault_key_file: Option<InputFile>,
}

/// Arguments of `key list`.
#[derive(Debug, Args)]
pub(crate) struct KeyListArgs {
    /// Only keys of this kind
    #[arg(long = "type", value_name = "KIND")]
    pub(crate) key_type: Option<Kind>,
}

/// The kinds of keys.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// Of the vault key
    Primary,
    /// Of a recovery code
    Recovery,
}

/// Arguments of `key remove`.
#[derive(Debug, Args)]
pub(crate) struct KeyRemoveArgs {
    /// The key
    pub(crate) id: String,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// Arguments of `key codes`.
#[derive(Debug, Args)]
pub(crate) struct KeyCodesArgs {
    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}
