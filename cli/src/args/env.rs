//! Arguments of `env`.

use clap::{Args, ValueEnum};

use super::InputFile;

/// Arguments of `env`.
#[derive(Debug, Args)]
pub(crate) struct EnvArgs {
    /// The form; with --json it is json [default: sh]
    #[arg(long = "as", value_name = "FORM")]
    pub(crate) form: Option<EnvForm>,

    /// Also the variables of this file, NAME=VALUE lines; may be repeated, and a later file wins
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Vec<InputFile>,

    /// See only what is granted to this identity
    #[arg(long, value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// How `env` writes variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EnvForm {
    /// `export NAME='VALUE'` lines for a POSIX shell
    Sh,
    /// NAME=VALUE lines, as --env-file and others read them
    Dotenv,
    /// One JSON object
    Json,
}
