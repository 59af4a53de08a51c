//! Arguments of `import` and `export`.

use clap::Args;

use super::{InputFile, OutputFile};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// A vault file, an unlock answer, or a decrypted export; which of them is recognised
    pub(crate) file: InputFile,

    /// The list of keys that belongs to an unlock answer
    #[arg(long, value_name = "FILE", requires = "organization_id")]
    pub(crate) keys: Option<InputFile>,

    /// The organization that an unlock answer belongs to
    #[arg(long = "org", value_name = "ID", requires = "keys")]
    pub(crate) organization_id: Option<String>,

    /// Read the source's vault key or recovery code from this file [or: INKSEAL_SOURCE_KEY]
    #[arg(long, value_name = "FILE")]
    pub(crate) source_key_file: Option<InputFile>,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Write to this file, made anew with mode 0600; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: OutputFile,

    /// Write every payload and its metadata as JSON, NOT encrypted
    #[arg(long)]
    pub(crate) decrypted: bool,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}
