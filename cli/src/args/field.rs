//! Where the fields of a payload come from: `add` and `edit` share these options.

use clap::{Args, ValueEnum};

use super::InputFile;

/// The types of secrets that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewSecretType {
    /// A password, with user name, address and TOTP
    #[value(name = "login")]
    Login,
    /// An API key
    #[value(name = "api_key", alias = "api-key")]
    ApiKey,
    /// An access key and its secret key
    #[value(name = "key_pair", alias = "key-pair")]
    KeyPair,
    /// An SSH key
    #[value(name = "ssh_key", alias = "ssh-key")]
    SshKey,
    /// Any text
    #[value(name = "other")]
    Other,
}

/// The fields of a payload. One final line end of a file is dropped, except of a private key and of data.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields")]
pub(crate) struct FieldArgs {
    /// User name of a login
    #[arg(long, value_name = "TEXT")]
    pub(crate) username: Option<String>,

    /// E-mail address of a login
    #[arg(long, value_name = "TEXT")]
    pub(crate) email: Option<String>,

    /// Address of a login's page
    #[arg(long, value_name = "TEXT")]
    pub(crate) url: Option<String>,

    /// Endpoint of an api_key or key_pair
    #[arg(long, value_name = "TEXT")]
    pub(crate) endpoint: Option<String>,

    /// Access key of a key_pair: the half that is no secret
    #[arg(long, value_name = "TEXT")]
    pub(crate) access_key: Option<String>,

    /// Fingerprint of an ssh_key
    #[arg(long, value_name = "TEXT")]
    pub(crate) fingerprint: Option<String>,

    /// Read the secret itself from standard input: password, api_key, secret_key, private_key or data. One
    /// final line end is dropped, except of a private key and of data, which may be any bytes
    #[arg(long)]
    pub(crate) stdin: bool,

    /// Take a secret though it is empty; otherwise nothing is stored when a prompt, file or pipe gives nothing
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// Read the password of a login from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<InputFile>,

    /// Read the key of an api_key from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) api_key_file: Option<InputFile>,

    /// Read the access key of a key_pair from this file
    #[arg(long, value_name = "FILE", conflicts_with = "access_key")]
    pub(crate) access_key_file: Option<InputFile>,

    /// Read the secret key of a key_pair from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_key_file: Option<InputFile>,

    /// Read the private key of an ssh_key from this file, final line end and all; other files lose one
    #[arg(long, value_name = "FILE")]
    pub(crate) private_key_file: Option<InputFile>,

    /// Read the public key of an ssh_key from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) public_key_file: Option<InputFile>,

    /// Read the passphrase of an ssh_key from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<InputFile>,

    /// Read the data of an other, any bytes, from this file, final line end and all; other files lose one
    #[arg(long, value_name = "FILE")]
    pub(crate) data_file: Option<InputFile>,

    /// Read the notes from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) notes_file: Option<InputFile>,

    /// Read the TOTP of a login, as otpauth URI, from standard input
    #[arg(long)]
    pub(crate) totp_uri_stdin: bool,

    /// Read the TOTP of a login, as otpauth URI, from this file
    #[arg(long, value_name = "FILE", conflicts_with = "totp_uri_stdin")]
    pub(crate) totp_uri_file: Option<InputFile>,

    /// Read the whole payload, as JSON object, from standard input
    #[arg(long)]
    pub(crate) json_stdin: bool,

    /// Read the whole payload, as JSON object, from this file
    #[arg(long, value_name = "FILE", conflicts_with = "json_stdin")]
    pub(crate) json_file: Option<InputFile>,
}
