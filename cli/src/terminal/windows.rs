//! The console of Windows, by way of `rpassword`, which opens `CONIN$` and `CONOUT$`.

use std::fs::OpenOptions;
use std::io::{self, Write};

use inkseal::{Error, Result};
use zeroize::Zeroizing;

use crate::secret_input::within;

/// The console.
#[derive(Debug)]
pub(crate) struct Terminal(());

impl Terminal {
    /// Opens the console.
    ///
    /// # Errors
    /// `io` if there is none.
    pub(crate) fn open() -> Result<Self> {
        OpenOptions::new().read(true).write(true).open("CONIN$").map_err(failed)?;
        Ok(Self(()))
    }

    /// Shows `prompt` and reads a line without echo, of at most `limit` bytes.
    ///
    /// # Errors
    /// `invalid_input` if the line is longer; `io` if the console fails.
    pub(crate) fn ask(&mut self, prompt: &str, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
        let typed = rpassword::prompt_password(prompt).map_err(failed)?;
        within(limit, "answer", Zeroizing::new(typed.into_bytes()))
    }

    /// Shows `text`.
    ///
    /// # Errors
    /// `io` if the console fails.
    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        let mut console = OpenOptions::new().write(true).open("CONOUT$").map_err(failed)?;
        console.write_all(text.as_bytes()).map_err(failed)
    }
}

fn failed(error: io::Error) -> Error {
    Error::Io(format!("the console: {error}").into())
}
