//! The controlling terminal of a Unix process, `/dev/tty`.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use inkseal::{Error, Result};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::low_level::emulate_default_handler;
use zeroize::Zeroizing;

use super::line::{Keys, Line, Typed};
use crate::secret_input::within;
use crate::signals::Caught;

/// What would leave the terminal without echo if it were not caught.
const SIGNALS: [i32; 5] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP];

/// How much is read at once.
const CHUNK: usize = 4096;

/// After this many tenths of a second without a byte a paste has ended.
const QUIET: u8 = 1;

/// The terminal, with its echo and its line mode off for as long as this lives.
#[derive(Debug)]
pub(crate) struct Terminal {
    tty: File,
    before: Termios,
    hidden: Termios,
    /// Whether the program was stopped and went on: what was typed before is forgotten.
    was_stopped: Arc<AtomicBool>,
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
        let was_stopped = Arc::new(AtomicBool::new(false));
        let signals = Caught::new(&SIGNALS, {
            let (tty, before, hidden) = (tty.try_clone()?, before.clone(), hidden.clone());
            let was_stopped = Arc::clone(&was_stopped);
            move |signal| {
                // There is nobody to tell if the terminal is gone.
                let _ = tcsetattr(&tty, OptionalActions::Flush, &before);
                let _ = writeln!(&tty);
                let _ = emulate_default_handler(signal);
                // Only after a stop (Ctrl-Z) and `fg`: the question is still open.
                was_stopped.store(true, Ordering::SeqCst);
                let _ = tcsetattr(&tty, OptionalActions::Flush, &hidden);
            }
        })?;
        // What was typed before the question is no answer to it.
        tcsetattr(&tty, OptionalActions::Flush, &hidden)?;
        Ok(Self { tty, before, hidden, was_stopped, _signals: signals })
    }

    /// Shows `prompt` and reads a line of at most `limit` bytes, however long the system's own lines may be.
    ///
    /// # Errors
    /// `invalid_input` if the line is longer, if more lines follow at once, as in a paste, or if the input ends
    /// (Ctrl-D); `io` if the terminal fails.
    pub(crate) fn ask(&mut self, prompt: &str, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
        self.say(prompt)?;
        let mut line = Line::new(limit, keys(&self.before));
        let mut chunk = Zeroizing::new([0_u8; CHUNK]);
        loop {
            let count = self.read(chunk.as_mut_slice())?;
            if self.was_stopped.swap(false, Ordering::SeqCst) {
                line.clear();
            }
            let mut bytes = chunk.iter().take(count);
            if count == 0 {
                return Err(cancelled());
            }
            while let Some(byte) = bytes.next() {
                match line.push(*byte) {
                    Typed::More => {}
                    Typed::Cancelled => {
                        self.say("\n")?;
                        return Err(cancelled());
                    }
                    Typed::Ended => {
                        self.say("\n")?;
                        let is_more = bytes.any(|byte| !is_line_end(*byte));
                        if self.is_more_pasted()? || is_more {
                            return Err(Error::InvalidInput(
                                "more than one line was pasted: give a text of several lines with --stdin or in a \
                                 file"
                                    .into(),
                            ));
                        }
                        return within(limit, "answer", line.into_bytes());
                    }
                }
            }
        }
    }

    /// Reads what follows a line without a pause, as the rest of a paste does, and whether it is more than line ends.
    fn is_more_pasted(&mut self) -> Result<bool> {
        let mut until_quiet = self.hidden.clone();
        until_quiet.special_codes[SpecialCodeIndex::VMIN] = 0;
        until_quiet.special_codes[SpecialCodeIndex::VTIME] = QUIET;
        set(&self.tty, &until_quiet)?;
        let mut chunk = Zeroizing::new([0_u8; CHUNK]);
        let mut is_more = false;
        loop {
            match self.read(chunk.as_mut_slice())? {
                0 => break,
                count => is_more |= chunk.iter().take(count).any(|byte| !is_line_end(*byte)),
            }
        }
        set(&self.tty, &self.hidden)?;
        Ok(is_more)
    }

    fn read(&mut self, chunk: &mut [u8]) -> Result<usize> {
        loop {
            match self.tty.read(chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read.map_err(failed),
            }
        }
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

/// Byte by byte, so that no line is too long, and nothing typed is shown. Signals as before.
fn without_echo(before: &Termios) -> Termios {
    let mut hidden = before.clone();
    hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHOE | LocalModes::ECHOK | LocalModes::ECHONL);
    hidden.local_modes.remove(LocalModes::ICANON);
    hidden.local_modes.insert(LocalModes::ISIG);
    hidden.special_codes[SpecialCodeIndex::VMIN] = 1;
    hidden.special_codes[SpecialCodeIndex::VTIME] = 0;
    hidden
}

/// The keys of the terminal that edit a line.
fn keys(before: &Termios) -> Keys {
    let key = |index| before.special_codes[index];
    Keys {
        erase: key(SpecialCodeIndex::VERASE),
        word_erase: key(SpecialCodeIndex::VWERASE),
        kill: key(SpecialCodeIndex::VKILL),
        end: key(SpecialCodeIndex::VEOF),
        literal: key(SpecialCodeIndex::VLNEXT),
    }
}

fn set(tty: &File, modes: &Termios) -> Result<()> {
    tcsetattr(tty, OptionalActions::Now, modes).map_err(|error| failed(error.into()))
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn cancelled() -> Error {
    Error::InvalidInput("cancelled: the input ended before there was an answer".into())
}

fn failed(error: io::Error) -> Error {
    Error::Io(format!("the terminal: {error}").into())
}

#[cfg(test)]
mod tests;
