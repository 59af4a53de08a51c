//! Arguments of `webhook`.

use clap::{Args, Subcommand};

use super::InputFile;

/// What `webhook` does.
#[derive(Debug, Subcommand)]
pub(crate) enum WebhookCommand {
    /// Check the signature of a request: exit 0 if it is valid, 7 if it is not
    Verify(WebhookVerifyArgs),
}

/// Arguments of `webhook verify`.
#[derive(Debug, Args)]
pub(crate) struct WebhookVerifyArgs {
    /// The secret that holds the signing key, best kept as an api_key; one final line end of it is dropped
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) secret: String,

    /// The request's headers: `Name: value` lines, or a JSON object
    #[arg(long, value_name = "FILE")]
    pub(crate) headers: InputFile,

    /// The request's body, every byte as it came
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) body: InputFile,

    /// Refuse a request whose time is further from now than this [default: any time]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) tolerance: Option<u64>,

    /// The time that the tolerance counts from, in Unix seconds [default: now]
    #[arg(long, value_name = "UNIX", requires = "tolerance")]
    pub(crate) at: Option<u64>,
}
