//! [`OutputFile`]: a file to write, or standard output.

use std::{ffi::OsString, path::PathBuf};

/// A file to write; `-` is standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OutputFile {
    /// Standard output.
    Stdout,
    /// A file.
    Path(PathBuf),
}

impl OutputFile {
    /// The file, unless it is standard output.
    pub(crate) fn path(&self) -> Option<&PathBuf> {
        match self {
            Self::Stdout => None,
            Self::Path(path) => Some(path),
        }
    }
}

impl From<OsString> for OutputFile {
    fn from(text: OsString) -> Self {
        if text == "-" { Self::Stdout } else { Self::Path(text.into()) }
    }
}
