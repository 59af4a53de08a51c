//! Arguments of `generate`.

use clap::Args;

use super::CopyArgs;

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// Characters of the password
    #[arg(long, value_name = "N", default_value_t = 24)]
    pub(crate) length: u32,

    /// Leave out A to Z
    #[arg(long)]
    pub(crate) no_uppercase: bool,

    /// Leave out a to z
    #[arg(long)]
    pub(crate) no_lowercase: bool,

    /// Leave out 0 to 9
    #[arg(long)]
    pub(crate) no_digits: bool,

    /// Leave out symbols
    #[arg(long)]
    pub(crate) no_symbols: bool,

    /// Make a passphrase of this many words instead
    #[arg(
        long,
        value_name = "N",
        conflicts_with_all = ["length", "no_uppercase", "no_lowercase", "no_digits", "no_symbols"]
    )]
    pub(crate) words: Option<usize>,

    /// What stands between the words of a passphrase
    #[arg(long, value_name = "TEXT", default_value = "-", requires = "words")]
    pub(crate) separator: String,

    /// Print no line end after it
    #[arg(short = 'n', long = "no-newline", conflicts_with = "copy")]
    pub(crate) no_newline: bool,

    #[command(flatten)]
    pub(crate) copy: CopyArgs,

    /// Do not print it: put it straight into a new login of this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["no_newline", "copy"])]
    pub(crate) into: Option<String>,

    /// Make another login even if there is a secret of this name; both then go by their ids
    #[arg(long, requires = "into", conflicts_with = "update")]
    pub(crate) duplicate: bool,

    /// If there is a login of this name, give it the new password
    #[arg(long, requires = "into")]
    pub(crate) update: bool,

    /// User name of the new login
    #[arg(long, value_name = "TEXT", requires = "into")]
    pub(crate) username: Option<String>,

    /// Address of the new login's page
    #[arg(long, value_name = "TEXT", requires = "into")]
    pub(crate) url: Option<String>,

    /// Grant the new login to this identity; may be repeated
    #[arg(long, value_name = "HANDLE", requires = "into")]
    pub(crate) grant: Vec<String>,
}
