//! [`InputFile`]: a file to read, or standard input.

use std::{ffi::OsString, fmt, fs::File, io, path::PathBuf};

use inkseal::{Error, Result};

/// A file to read; `-` is standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputFile {
    /// Standard input.
    Stdin,
    /// A file.
    Path(PathBuf),
}

impl InputFile {
    /// Opens it. Standard input comes without the buffer of [`io::Stdin`], which lives as long as the
    /// process and is never wiped. `what` says in errors what it holds.
    ///
    /// # Errors
    /// `io`
    pub(crate) fn open(&self, what: &str) -> Result<File> {
        let opened = match self {
            Self::Stdin => raw_stdin(),
            Self::Path(path) => File::open(path),
        };
        opened.map_err(|error| Error::Io(format!("cannot read the {what} from {self}: {error}").into()))
    }
}

impl From<OsString> for InputFile {
    fn from(text: OsString) -> Self {
        if text == "-" { Self::Stdin } else { Self::Path(text.into()) }
    }
}

impl fmt::Display for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input"),
            Self::Path(path) => write!(f, "{path:?}"),
        }
    }
}

#[cfg(unix)]
fn raw_stdin() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn raw_stdin() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}
