//! The command line: one file for each group of commands.

mod copy;
mod env;
mod field;
mod generate;
mod global;
mod identity;
mod input_file;
mod key;
mod output_file;
mod run;
mod secret;
mod stdin;
mod totp;
mod transfer;
mod webhook;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use copy::{ClearClipboardArgs, CopyArgs};
pub(crate) use env::{EnvArgs, EnvForm};
pub(crate) use field::{FieldArgs, NewSecretType};
pub(crate) use generate::GenerateArgs;
pub(crate) use global::GlobalArgs;
pub(crate) use identity::{
    AccessArgs, CredentialsArgs, GrantArgs, IdentityAddArgs, IdentityArgs, IdentityCommand,
    IdentityRemoveArgs, IdentityRenameArgs,
};
pub(crate) use input_file::InputFile;
pub(crate) use key::{KeyCodesArgs, KeyCommand, KeyListArgs, KeyRemoveArgs, Kind, NewKeyArgs};
pub(crate) use output_file::OutputFile;
pub(crate) use run::{InjectArgs, RunArgs};
pub(crate) use secret::{
    AddArgs, DescribeArgs, EditArgs, GetArgs, ListArgs, RemoveArgs, RenameArgs, ShowArgs,
};
pub(crate) use stdin::check_single_reader;
pub(crate) use totp::{
    Algorithm, TotpArgs, TotpCodeArgs, TotpCommand, TotpQrArgs, TotpRemoveArgs, TotpSetArgs, TotpUriArgs,
};
pub(crate) use transfer::{ExportArgs, ImportArgs};
pub(crate) use webhook::{WebhookCommand, WebhookVerifyArgs};

/// The end-to-end-encrypted vault in which AI agents keep their credentials.
///
/// No secret value is ever an argument: it is prompted for, or read from standard input or a file.
/// Wherever a file is read, `-` means standard input.
#[derive(Debug, Parser)]
#[command(name = "inkseal", version, after_long_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  input/output or internal
  2  usage
  3  wrong key or locked
  4  not found
  5  exists or conflict
  6  corrupt, malformed, tampered, rolled back, forked or another vault, or `verify` found a failure
  7  refused, unsupported or access denied
`run` exits as its command does.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new vault; prints its four recovery codes, once
    Init(InitArgs),
    /// Add a secret
    Add(AddArgs),
    /// Change the payload of a secret; its type stays
    Edit(EditArgs),
    /// Give a secret another name
    Rename(RenameArgs),
    /// Change or clear the description of a secret
    Describe(DescribeArgs),
    /// Delete a secret
    Remove(RemoveArgs),
    /// List secrets, without their payloads
    ///
    /// Names, descriptions, types and times are not authenticated in format 1: whoever can write the vault
    /// file can change them unnoticed.
    List(ListArgs),
    /// Show one secret; what it holds only with --reveal
    ///
    /// Names, descriptions, types and times are not authenticated in format 1: whoever can write the vault
    /// file can change them unnoticed. What a secret holds is encrypted and authenticated.
    Show(ShowArgs),
    /// Print one field of a secret
    Get(GetArgs),
    /// Print the current TOTP code of a login, or set or remove its TOTP
    Totp(TotpArgs),
    /// Start a command whose environment holds what inkseal:// references stand for
    ///
    /// A variable whose value is a reference `inkseal://NAME-OR-ID/FIELD` (also …/totp) gets what it stands
    /// for, in the command's environment alone; inside other text it is written {{ inkseal://NAME/FIELD }}, with
    /// the filters of `inject`. In what the command prints, these values are masked,
    /// except those of fewer than 4 bytes; so its output is a pipe and no terminal (--no-masking leaves it
    /// as it is). When the command has ended, what it left running in the background has until 0.2 seconds
    /// of silence to print more.
    Run(RunArgs),
    /// Print the variables that hold inkseal:// references with what these stand for
    ///
    /// The variables are those that `run` would set: of the environment, those with references, and all of the
    /// files. `vars=$(inkseal env) && eval "$vars"` sets them in a shell, and then they are in the environment of
    /// everything that the shell starts; nothing masks them there. With --json: {"NAME": "value", …}.
    Env(EnvArgs),
    /// Fill the {{ inkseal://… }} references in a text
    ///
    /// {{ inkseal://NAME-OR-ID/FIELD }} becomes what it stands for, and {{ inkseal://NAME/FIELD | FILTER }} that in
    /// the form of its place: json and yaml with their own quotes, indent N (each line but the first), base64,
    /// url, shell. Filters can follow one another. Other text stays as it is.
    Inject(InjectArgs),
    /// Change the vault key, list and remove keys, make new recovery codes
    #[command(subcommand)]
    Key(KeyCommand),
    /// Manage identities: the agents that secrets can be granted to
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// Let an identity read a secret
    ///
    /// A grant is policy, not cryptography: whoever has the vault file and its key can read all of it.
    Grant(GrantArgs),
    /// Take a grant back
    Revoke(GrantArgs),
    /// List who may read a secret, or what an identity may read
    Access(AccessArgs),
    /// List what is granted to an identity
    Credentials(CredentialsArgs),
    /// Check the signature of a webhook
    #[command(subcommand)]
    Webhook(WebhookCommand),
    /// Open every secret and report each that does not open
    Verify,
    /// Tell what the vault is; needs no key
    Info,
    /// Take secrets over from a vault file, an unlock answer or a decrypted export
    Import(ImportArgs),
    /// Write the vault file, or with --decrypted everything that is in it
    Export(ExportArgs),
    /// Make a password or a passphrase
    Generate(GenerateArgs),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Write the manual pages into a folder
    Man(ManArgs),
    /// See the main job done on a new temporary vault
    Tour,
    /// Clear the clipboard after a while if it still holds what standard input gives
    #[command(hide = true)]
    ClearClipboard(ClearClipboardArgs),
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The organization that the vault belongs to [default: a new local one]
    #[arg(long = "org", value_name = "ID")]
    pub(crate) organization_id: Option<String>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder, made if it is not there
    pub(crate) folder: PathBuf,
}
