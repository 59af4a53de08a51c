//! Options of the commands that copy to the clipboard.

use clap::Args;

/// Whether to copy, and for how long.
#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// Copy it to the clipboard instead of printing it
    #[arg(long)]
    pub(crate) copy: bool,

    /// Clear the clipboard after this many seconds if it still holds it; 0: never
    #[arg(long, value_name = "SECONDS", default_value_t = 45, requires = "copy")]
    pub(crate) clear: u64,
}

/// Arguments of `clear-clipboard`, which the program runs itself.
#[derive(Debug, Args)]
pub(crate) struct ClearClipboardArgs {
    /// The program that copied
    pub(crate) program: String,

    /// How long to wait
    pub(crate) seconds: u64,
}
