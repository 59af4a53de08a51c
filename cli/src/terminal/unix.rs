//! The controlling terminal of a Unix process, `/dev/tty`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use inkseal::{Error, Result};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::low_level::emulate_default_handler;
use zeroize::Zeroizing;

use crate::secret_input::{read_line, within};
use crate::signals::Caught;

/// What would leave the terminal without echo if it were not caught.
const SIGNALS: [i32; 5] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP];

/// The terminal, with its echo off for as long as this lives.
#[derive(Debug)]
pub(crate) struct Terminal {
    tty: File,
    before: Termios,
    /// Dropped after `drop` has brought the echo back.
    _signals: Caught,
}

impl Terminal {
    /// Opens the controlling terminal and turns its echo off.
    ///
    /// # Errors
    /// `io` if there is none.
    pub(crate) fn open() -> Result<Self> {
        Self::open_at(Path::new("/dev/tty")).map_err(failed)
    }

    fn open_at(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let tty = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        let before = tcgetattr(&tty)?;
        let hidden = without_echo(&before);
        let signals = Caught::new(&SIGNALS, {
            let (tty, before, hidden) = (tty.try_clone()?, before.clone(), hidden.clone());
            move |signal| {
                // There is nobody to tell if the terminal is gone.
                let _ = tcsetattr(&tty, OptionalActions::Flush, &before);
                let _ = writeln!(&tty);
                let _ = emulate_default_handler(signal);
                // Only after a stop (Ctrl-Z) and `fg`: the question is still open.
                let _ = tcsetattr(&tty, OptionalActions::Flush, &hidden);
            }
        })?;
        // What was typed before the question is no answer to it.
        tcsetattr(&tty, OptionalActions::Flush, &hidden)?;
        Ok(Self { tty, before, _signals: signals })
    }

    /// Shows `prompt` and reads a line of at most `limit` bytes; its line end is dropped.
    ///
    /// The system edits the line and cuts it at what it holds, 4095 bytes on Linux: longer secrets
    /// come from files. Ctrl-D on an empty line is an empty answer.
    ///
    /// # Errors
    /// `invalid_input` if the line is longer; `io` if the terminal fails.
    pub(crate) fn ask(&mut self, prompt: &str, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
        self.say(prompt)?;
        let answer = read_line(&mut self.tty, limit).map_err(failed)?;
        within(limit, "answer", answer)
    }

    /// Shows `text`.
    ///
    /// # Errors
    /// `io` if the terminal fails.
    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        self.tty.write_all(text.as_bytes()).map_err(failed)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // The rest of a paste must not reach the shell as a command.
        let _ = tcsetattr(&self.tty, OptionalActions::Flush, &self.before);
    }
}

/// Lines as before, and the end of one still moves the cursor, but nothing typed is shown.
fn without_echo(before: &Termios) -> Termios {
    let mut hidden = before.clone();
    hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHOE | LocalModes::ECHOK);
    hidden.local_modes.insert(LocalModes::ICANON | LocalModes::ISIG | LocalModes::ECHONL);
    hidden
}

fn failed(error: io::Error) -> Error {
    Error::Io(format!("the terminal: {error}").into())
}

#[cfg(test)]
mod tests;
