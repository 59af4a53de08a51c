//! Questions that are answered with yes or no, on the terminal itself: standard input may be a pipe.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
};

use inkseal::{Error, Result};

use crate::escape::escape;

/// Asks, and says whether the answer is yes. Anything but `y` or `yes` is no.
///
/// # Errors
/// `invalid_input` when there is no terminal to ask on.
pub(crate) fn ask(question: &str) -> Result<bool> {
    converse(question).map_err(|_| {
        Error::InvalidInput("this asks first, and there is no terminal to ask on: give --yes".into())
    })
}

fn converse(question: &str) -> io::Result<bool> {
    let (input, mut output) = terminal()?;
    write!(output, "{} [y/N] ", escape(question))?;
    let mut answer = String::new();
    BufReader::new(input).read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

#[cfg(unix)]
fn terminal() -> io::Result<(File, File)> {
    let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    Ok((terminal.try_clone()?, terminal))
}

#[cfg(windows)]
fn terminal() -> io::Result<(File, File)> {
    // The console opens for output only where it may be read as well.
    let open = |name| OpenOptions::new().read(true).write(true).open(name);
    Ok((open("CONIN$")?, open("CONOUT$")?))
}
