//! Arguments of the commands on identities and what is granted to them.

use clap::{ArgGroup, Args, Subcommand};

/// What `identity` does.
#[derive(Debug, Subcommand)]
pub(crate) enum IdentityCommand {
    /// Add an identity
    Add(IdentityAddArgs),
    /// List the identities
    List,
    /// Show one identity and what is granted to it
    Show(IdentityArgs),
    /// Give an identity another handle, and another display name if one is given
    Rename(IdentityRenameArgs),
    /// Pause an identity: it reads nothing until it is resumed
    Pause(IdentityArgs),
    /// Resume a paused identity
    Resume(IdentityArgs),
    /// Delete an identity and its grants
    Remove(IdentityRemoveArgs),
}

/// Arguments of `identity add`.
#[derive(Debug, Args)]
pub(crate) struct IdentityAddArgs {
    /// Its handle
    pub(crate) handle: String,

    /// A name for people
    #[arg(long, value_name = "NAME")]
    pub(crate) display_name: Option<String>,

    /// Grant it this secret in the same step; may be repeated
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) grant: Vec<String>,
}

/// An identity.
#[derive(Debug, Args)]
pub(crate) struct IdentityArgs {
    /// The identity, by handle or id
    pub(crate) handle: String,
}

/// Arguments of `identity rename`.
#[derive(Debug, Args)]
pub(crate) struct IdentityRenameArgs {
    /// The identity, by handle or id
    #[arg(value_name = "OLD")]
    pub(crate) handle: String,

    /// Its new handle; the old one to change the display name alone
    #[arg(value_name = "NEW")]
    pub(crate) new_handle: String,

    /// Its new name for people; empty: none
    #[arg(long, value_name = "NAME")]
    pub(crate) display_name: Option<String>,
}

/// Arguments of `identity remove`.
#[derive(Debug, Args)]
pub(crate) struct IdentityRemoveArgs {
    /// The identity, by handle or id
    pub(crate) handle: String,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// Arguments of `grant` and `revoke`.
#[derive(Debug, Args)]
pub(crate) struct GrantArgs {
    /// The secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// The identity, by handle or id
    pub(crate) handle: String,
}

/// Arguments of `access`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whose").required(true).args(["secret", "identity"]))]
pub(crate) struct AccessArgs {
    /// List who may read this secret
    #[arg(value_name = "NAME|ID")]
    pub(crate) secret: Option<String>,

    /// List what this identity may read
    #[arg(long, value_name = "HANDLE")]
    pub(crate) identity: Option<String>,
}

/// Arguments of `credentials`.
#[derive(Debug, Args)]
pub(crate) struct CredentialsArgs {
    /// The identity, by handle or id
    #[arg(long = "as", visible_alias = "identity", value_name = "HANDLE")]
    pub(crate) identity: String,

    /// Only secrets of this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) secret_type: Option<String>,
}
