//! [`Output`]: everything that the program prints.

use std::io::{self, IsTerminal, Write};

use inkseal::{Error, Result};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    escape::{escape, escape_json},
    failure::FailureView,
};

/// Prints for people, or JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    /// Prints JSON, or for people.
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether it prints JSON.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// Prints a result: as one line of JSON, or what `people` makes of it.
    ///
    /// # Errors
    /// `io` when it cannot be written.
    pub(crate) fn print<T: Serialize>(self, value: &T, people: impl FnOnce() -> String) -> Result<()> {
        if self.json {
            return self.print_json(&Zeroizing::new(to_json(value)?));
        }
        let mut text = Zeroizing::new(people());
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        self.write(text.as_bytes())
    }

    /// Prints JSON, with a line end if it has none; on a terminal, what would steer the terminal is escaped as JSON
    /// does it, so that it means the same.
    ///
    /// # Errors
    /// `io` when it cannot be written.
    pub(crate) fn print_json(self, json: &str) -> Result<()> {
        let mut text =
            Zeroizing::new(if io::stdout().is_terminal() { escape_json(json) } else { json.to_owned() });
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.write(text.as_bytes())
    }

    /// Prints the text of a payload as it is; on a terminal, what would steer the terminal is escaped.
    ///
    /// # Errors
    /// `io` when it cannot be written.
    pub(crate) fn print_payload_text(self, text: &str, line_end: bool) -> Result<()> {
        let mut text =
            Zeroizing::new(if io::stdout().is_terminal() { escape_lines(text) } else { text.to_owned() });
        if line_end {
            text.push('\n');
        }
        self.write(text.as_bytes())
    }

    /// Prints binary data as it is, with nothing after it.
    ///
    /// # Errors
    /// `invalid_input` on a terminal, which binary data would steer; `io` when it cannot be written.
    pub(crate) fn print_binary(self, bytes: &[u8]) -> Result<()> {
        if io::stdout().is_terminal() {
            return Err(Error::InvalidInput(
                "this is binary data, which no terminal shows: write it to a file, or give --json for base64"
                    .into(),
            ));
        }
        self.write(bytes)
    }

    /// Writes bytes to standard output, past the buffer of the standard library, which is never wiped.
    ///
    /// # Errors
    /// `io` when they cannot be written.
    pub(crate) fn write(self, bytes: &[u8]) -> Result<()> {
        raw_stdout()
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| Error::Io(format!("cannot write to standard output: {error}").into()))
    }

    /// Tells people something beside the result. It is lost where there is no standard error.
    pub(crate) fn note(self, text: &str) {
        if !self.json {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Reports an error on standard error.
    pub(crate) fn error(self, error: &Error) {
        self.failure(&FailureView::new(error));
    }

    /// Reports a failure on standard error.
    pub(crate) fn failure(self, view: &FailureView) {
        let _ = if self.json {
            let json = view.to_json();
            let json = if io::stderr().is_terminal() { escape_json(&json) } else { json };
            writeln!(io::stderr(), "{json}")
        } else {
            writeln!(anstream::stderr(), "{}", view.to_people())
        };
    }
}

/// Whether a text that is printed alone gets a line end: on a terminal, unless it has one. What a program or a file
/// gets is the text itself.
pub(crate) fn wants_line_end(text: &str) -> bool {
    io::stdout().is_terminal() && !text.ends_with('\n')
}

/// A number with the word that goes with it.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A text of several lines with what would steer a terminal escaped, except its line ends.
pub(crate) fn escape_lines(text: &str) -> String {
    text.split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

/// One line of JSON.
///
/// # Errors
/// `io` when a value has no JSON form.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Io("the result has no JSON form".into()))
}

#[cfg(unix)]
fn raw_stdout() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn raw_stdout() -> io::Result<std::fs::File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}
