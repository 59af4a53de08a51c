//! Arguments of `run` and `inject`.

use std::{ffi::OsString, path::PathBuf};

use clap::Args;

use super::InputFile;

/// Arguments of `run`.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Also set the variables of this file, NAME=VALUE lines
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Option<InputFile>,

    /// Do not mask the values in what the command prints
    ///
    /// Values of less than 4 bytes are never masked. To mask, the command's output goes through a pipe, so
    /// that it is no terminal to it.
    #[arg(long)]
    pub(crate) no_masking: bool,

    /// See only what is granted to this identity
    #[arg(long = "as", value_name = "HANDLE")]
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

    /// Write to this file, made anew with mode 0600 [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// See only what is granted to this identity
    #[arg(long = "as", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}
