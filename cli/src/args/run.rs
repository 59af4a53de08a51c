//! Arguments of `run` and `inject`.

use std::ffi::OsString;

use clap::Args;

use super::{InputFile, OutputFile};

/// Arguments of `run`.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Also set the variables of this file, NAME=VALUE lines; may be repeated, and a later file wins
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Vec<InputFile>,

    /// Do not mask the values in what the command prints
    ///
    /// Values of less than 4 bytes are never masked. To mask, the command's output goes through a pipe, so
    /// that it is no terminal to it.
    #[arg(long)]
    pub(crate) no_masking: bool,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,

    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

/// Arguments of `inject`.
#[derive(Debug, Args)]
pub(crate) struct InjectArgs {
    /// The text with {{ inkseal://NAME-OR-ID/FIELD }} references
    #[arg(short, long, value_name = "TEMPLATE", default_value = "-")]
    pub(crate) input: InputFile,

    /// Write to this file, made anew with mode 0600; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: OutputFile,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}
