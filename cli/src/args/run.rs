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

    /// Put the value of a reference into a file of its own in memory, whose path is the variable NAME
    ///
    /// The file has mode 0600, in a folder that is this user's alone, and both are gone when the command has ended.
    /// May be repeated.
    #[arg(long = "file", value_name = "NAME=REFERENCE")]
    pub(crate) files: Vec<String>,

    /// Do not mask the values in what the command prints
    ///
    /// The command takes the place of this program then, but for --file.
    #[arg(long)]
    pub(crate) no_masking: bool,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,

    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

/// Arguments of the processes that `run` makes of this program.
#[cfg(unix)]
#[derive(Debug, Args)]
pub(crate) struct LaunchArgs {
    /// Come to the front of the terminal first
    #[arg(long)]
    pub(crate) foreground: bool,

    /// End when the parent is killed
    #[arg(long)]
    pub(crate) with_parent: bool,

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
