//! Arguments of the commands on secrets.

use clap::{ArgGroup, Args};

use super::{CopyArgs, FieldArgs, NewSecretType};

/// Arguments of `add`.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// Type of the new secret
    #[arg(value_name = "TYPE")]
    pub(crate) secret_type: NewSecretType,

    /// Its name, 1 to 255 characters
    pub(crate) name: String,

    /// A description; like the name, it is not encrypted
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,

    /// Grant it to this identity in the same step; may be repeated
    #[arg(long, value_name = "HANDLE")]
    pub(crate) grant: Vec<String>,

    /// Make another secret even if there is one of this name; both then go by their ids
    #[arg(long, conflicts_with = "update")]
    pub(crate) duplicate: bool,

    /// If there is a secret of this name, change it as `edit` does: what is not given stays
    #[arg(long)]
    pub(crate) update: bool,

    #[command(flatten)]
    pub(crate) fields: FieldArgs,
}

/// Arguments of `edit`.
#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Prompt for the new text of this field, without echo; may be repeated
    #[arg(long, value_name = "FIELD")]
    pub(crate) ask: Vec<String>,

    /// Remove this optional field; may be repeated
    #[arg(long, value_name = "FIELD")]
    pub(crate) clear: Vec<String>,

    #[command(flatten)]
    pub(crate) fields: FieldArgs,
}

/// Arguments of `rename`.
#[derive(Debug, Args)]
pub(crate) struct RenameArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Its new name, 1 to 255 characters
    #[arg(value_name = "NEW")]
    pub(crate) name: String,

    /// Rename it even if there is a secret of this name; both then go by their ids
    #[arg(long, conflicts_with = "update")]
    pub(crate) duplicate: bool,

    /// Be content if it was renamed before: there is no secret of the old name, and one of the new
    #[arg(long)]
    pub(crate) update: bool,
}

/// Arguments of `describe`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").required(true).args(["text", "clear"]),
    override_usage = "inkseal describe [OPTIONS] <NAME|ID> <TEXT|--clear>"
)]
pub(crate) struct DescribeArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Its new description
    pub(crate) text: Option<String>,

    /// Clear the description
    #[arg(long)]
    pub(crate) clear: bool,
}

/// Arguments of `remove`.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only secrets of this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) secret_type: Option<String>,

    /// Only secrets whose name holds this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// Show what it holds
    #[arg(long)]
    pub(crate) reveal: bool,

    /// Print the decrypted text exactly as it was sealed
    #[arg(long, conflicts_with = "reveal")]
    pub(crate) raw: bool,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// Arguments of `get`.
#[derive(Debug, Args)]
pub(crate) struct GetArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// The field; `totp` is the current code
    pub(crate) field: String,

    /// Print no line end after it; there is none in any case where the output is no terminal, or after a field that
    /// ends in one
    #[arg(short = 'n', long = "no-newline", conflicts_with = "copy")]
    pub(crate) no_newline: bool,

    #[command(flatten)]
    pub(crate) copy: CopyArgs,

    /// See only what is granted to this identity
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}
