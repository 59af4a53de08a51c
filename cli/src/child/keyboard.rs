//! What is typed on the real terminal, on its way to the child's.

use std::fs::File;
use std::io::{self, PipeReader, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcsetattr,
};

/// How often a process in the background looks whether it is in front again: a shell does not tell one that runs.
const BACKGROUND: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// The real terminal. While it is ours alone, keys come as they are typed and are not shown: the child's terminal sees
/// to both. Dropping this gives the terminal back as it was.
#[derive(Debug)]
pub(super) struct Keyboard {
    terminal: File,
    /// Keys that make signals go on doing so, for the others of a pipeline.
    keeps_signals: bool,
    /// How the terminal was before it was ours.
    before: Mutex<Option<Termios>>,
    /// The child's terminal.
    to: OwnedFd,
}

impl Keyboard {
    pub(super) fn new(terminal: File, keeps_signals: bool, to: OwnedFd) -> Self {
        Self { terminal, keeps_signals, before: Mutex::new(None), to }
    }

    /// Hands over what is typed until `ended` closes, or the terminal goes, which is an error.
    pub(super) fn relay(&self, ended: &PipeReader) -> io::Result<()> {
        let mut keys = [0; 4096];
        loop {
            let is_ours = self.seize();
            let mut sources = [
                PollFd::new(ended, PollFlags::IN),
                PollFd::new(&self.terminal, if is_ours { PollFlags::IN } else { PollFlags::empty() }),
            ];
            let wait = if is_ours { None } else { Some(&BACKGROUND) };
            rustix::io::retry_on_intr(|| poll(&mut sources, wait))?;
            let [has_ended, typed] = &sources;
            if !has_ended.revents().is_empty() {
                return Ok(());
            }
            if typed.revents().is_empty() || !(self.is_in_front() || self.is_gone()) {
                continue;
            }
            match (&self.terminal).read(&mut keys) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    if !self.hand_over(keys.get(..count).unwrap_or_default(), ended)? {
                        return Ok(());
                    }
                }
                Err(error)
                    if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Writes `keys` as the child's terminal takes them; `false` when `ended` closed before.
    fn hand_over(&self, mut keys: &[u8], ended: &PipeReader) -> io::Result<bool> {
        while !keys.is_empty() {
            let mut both = [PollFd::new(ended, PollFlags::IN), PollFd::new(&self.to, PollFlags::OUT)];
            rustix::io::retry_on_intr(|| poll(&mut both, None))?;
            let [has_ended, _] = &both;
            if !has_ended.revents().is_empty() {
                return Ok(false);
            }
            match rustix::io::write(&self.to, keys) {
                Ok(count) => keys = keys.get(count..).unwrap_or_default(),
                Err(Errno::AGAIN | Errno::INTR) => {}
                // The child has closed its terminal.
                Err(_) => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Types the key of a signal that the real terminal has made of one, for all that the child's terminal is in
    /// front of; `false` if it was not made of a key.
    pub(super) fn type_signal(&self, signal: Signal) -> bool {
        if !self.keeps_signals || !self.is_in_front() {
            return false;
        }
        let code = match signal {
            Signal::INT => SpecialCodeIndex::VINTR,
            Signal::QUIT => SpecialCodeIndex::VQUIT,
            _ => SpecialCodeIndex::VSUSP,
        };
        let Ok(modes) = tcgetattr(&self.to) else { return false };
        rustix::io::write(&self.to, &[modes.special_codes[code]]).is_ok()
    }

    /// Gives the terminal back while `stop` lasts.
    pub(super) fn while_suspended<T>(&self, stop: impl FnOnce() -> T) -> T {
        let mut before = lock(&self.before);
        self.give_back(&mut before);
        let result = stop();
        self.take(&mut before);
        result
    }

    /// Whether nobody is at the terminal any more.
    pub(super) fn is_gone(&self) -> bool {
        let mut terminal = [PollFd::new(&self.terminal, PollFlags::empty())];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        let [terminal] = match poll(&mut terminal, Some(&now)) {
            Ok(_) => &terminal,
            Err(_) => return false,
        };
        terminal.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
    }

    /// Makes the terminal ours if we are in front; whether it is.
    pub(super) fn seize(&self) -> bool {
        self.take(&mut lock(&self.before))
    }

    fn take(&self, before: &mut Option<Termios>) -> bool {
        if !self.is_in_front() {
            return false;
        }
        if before.is_none() {
            let Ok(modes) = tcgetattr(&self.terminal) else { return true };
            let mut raw = modes.clone();
            raw.make_raw();
            raw.local_modes.set(LocalModes::ISIG, self.keeps_signals);
            // What was typed ahead is for the child.
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, &raw);
            *before = Some(modes);
        }
        true
    }

    fn give_back(&self, before: &mut Option<Termios>) {
        // A terminal that others are in front of is theirs.
        if let Some(modes) = before.take().filter(|_| self.is_in_front()) {
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, &modes);
        }
    }

    /// Whether the terminal is for us to use; one that controls nothing is.
    fn is_in_front(&self) -> bool {
        match tcgetpgrp(&self.terminal) {
            Ok(group) => group == getpgrp(),
            Err(error) => error == Errno::NOTTY,
        }
    }
}

impl AsFd for Keyboard {
    fn as_fd(&self) -> rustix::fd::BorrowedFd<'_> {
        self.terminal.as_fd()
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.give_back(&mut lock(&self.before));
    }
}

fn lock(before: &Mutex<Option<Termios>>) -> MutexGuard<'_, Option<Termios>> {
    before.lock().unwrap_or_else(PoisonError::into_inner)
}
