//! Options that every command takes.

use std::path::PathBuf;

use clap::Args;

use super::InputFile;

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct GlobalArgs {
    /// The vault file [or: INKSEAL_VAULT] [default: inkseal/vault.json in the user's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) vault: Option<PathBuf>,

    /// Read the vault key from this file [or: INKSEAL_VAULT_KEY]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) vault_key_file: Option<InputFile>,

    /// Unlock with a recovery code from this file [or: INKSEAL_RECOVERY_CODE]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) recovery_code_file: Option<InputFile>,

    /// Give up on a vault that another program has locked after this many seconds
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) lock_timeout: u64,

    /// Print JSON, errors too
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Never prompt: fail where a prompt would be needed
    #[arg(long, global = true)]
    pub(crate) no_input: bool,

    /// Also open payloads that an early browser console sealed without their id
    #[arg(long, global = true)]
    pub(crate) legacy_no_aad: bool,
}
