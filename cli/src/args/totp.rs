//! Arguments of `totp`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{CopyArgs, InputFile};

/// Arguments of `totp`: a secret, or one of its subcommands.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(crate) struct TotpArgs {
    #[command(subcommand)]
    pub(crate) command: Option<TotpCommand>,

    #[command(flatten)]
    pub(crate) code: TotpCodeArgs,
}

/// Arguments of `totp NAME|ID`.
#[derive(Debug, Args)]
pub(crate) struct TotpCodeArgs {
    /// The login
    #[arg(value_name = "NAME|ID", required = true)]
    pub(crate) secret: Option<String>,

    /// The code at this time, in Unix seconds [default: now]
    #[arg(long, value_name = "UNIX")]
    pub(crate) at: Option<u64>,

    /// Go on printing each new code until interrupted
    #[arg(long, conflicts_with_all = ["at", "copy"])]
    pub(crate) watch: bool,

    #[command(flatten)]
    pub(crate) copy: CopyArgs,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// What else `totp` does.
#[derive(Debug, Subcommand)]
pub(crate) enum TotpCommand {
    /// Set the TOTP of a login, from an otpauth URI, an export of Google Authenticator or a base32 secret
    Set(TotpSetArgs),
    /// Print the TOTP of a login as otpauth URI, for another program; it is secret
    Uri(TotpUriArgs),
    /// Show the TOTP of a login as QR code, for a phone; it is secret
    Qr(TotpQrArgs),
    /// Remove the TOTP of a login
    Remove(TotpRemoveArgs),
}

/// Arguments of `totp uri`.
#[derive(Debug, Args)]
pub(crate) struct TotpUriArgs {
    /// The login
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// See only what is granted to this identity
    #[arg(long = "as", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// Arguments of `totp qr`.
#[derive(Debug, Args)]
pub(crate) struct TotpQrArgs {
    /// The login
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Write it to this file, which ends in .svg or .png and only you may read, instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// See only what is granted to this identity
    #[arg(long = "as", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// Arguments of `totp set`. Without a source, the URI or the base32 secret is prompted for.
#[derive(Debug, Args)]
pub(crate) struct TotpSetArgs {
    /// The login
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Read an otpauth URI, or the otpauth-migration URIs of an export, one a line, from standard input
    #[arg(long, group = "source")]
    pub(crate) uri_stdin: bool,

    /// Read an otpauth URI, or the otpauth-migration URIs of an export, one a line, from this file
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) uri_file: Option<InputFile>,

    /// The account of an export: as ISSUER:NAME, or one of both
    #[arg(long, value_name = "NAME", conflicts_with_all = ["secret_stdin", "secret_file"])]
    pub(crate) account: Option<String>,

    /// Read a base32 secret from standard input
    #[arg(long, group = "source")]
    pub(crate) secret_stdin: bool,

    /// Read a base32 secret from this file
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) secret_file: Option<InputFile>,

    /// Hash of a base32 secret [default: sha1]
    #[arg(long, conflicts_with_all = ["uri_stdin", "uri_file"])]
    pub(crate) algorithm: Option<Algorithm>,

    /// Digits of a code of a base32 secret, 6 or 8 [default: 6]
    #[arg(long, conflicts_with_all = ["uri_stdin", "uri_file"])]
    pub(crate) digits: Option<u32>,

    /// Seconds for which a code of a base32 secret holds, 30 or 60 [default: 30]
    #[arg(long, conflicts_with_all = ["uri_stdin", "uri_file"])]
    pub(crate) period: Option<u32>,

    /// Act as this identity: only on what is granted to it
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// Arguments of `totp remove`.
#[derive(Debug, Args)]
pub(crate) struct TotpRemoveArgs {
    /// The login
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Act as this identity: only on what is granted to it
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// The hash of a TOTP.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Algorithm {
    /// SHA-1
    Sha1,
    /// SHA-256
    Sha256,
    /// SHA-512
    Sha512,
}
