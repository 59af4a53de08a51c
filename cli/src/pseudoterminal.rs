//! For tests: a terminal, and the person who sits in front of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

/// The other side of a terminal.
pub(crate) struct Person {
    screen: File,
    terminal: PathBuf,
    /// What has been shown.
    pub(crate) seen: String,
}

impl Person {
    pub(crate) fn new() -> Self {
        let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&screen).unwrap();
        unlockpt(&screen).unwrap();
        let terminal = OsString::from_vec(ptsname(&screen, Vec::new()).unwrap().into_bytes()).into();
        Self { screen: File::from(screen), terminal, seen: String::new() }
    }

    pub(crate) fn terminal(&self) -> &Path {
        &self.terminal
    }

    /// Waits until something new on the screen ends in `text`.
    pub(crate) fn waits_for(&mut self, text: &str) {
        let mut bytes = [0; 256];
        let mut new = String::new();
        while !new.ends_with(text) {
            let count = self.screen.read(&mut bytes).unwrap();
            // A character may be cut in two.
            new.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        self.seen.push_str(&new);
    }

    pub(crate) fn types(&mut self, text: &str) {
        self.screen.write_all(text.as_bytes()).unwrap();
    }

    pub(crate) fn has_echo(&self) -> bool {
        tcgetattr(&self.screen).unwrap().local_modes.contains(LocalModes::ECHO)
    }

    /// `command` in a session of its own, whose controlling terminal is this one. An interrupt ends it, also where the
    /// tests were started with interrupts ignored, as shells do in the background.
    pub(crate) fn in_session_of(&self, command: &Command) -> Command {
        let terminal = File::options().read(true).write(true).open(&self.terminal).unwrap();
        let mut session = Command::new("setsid");
        session.args(["--ctty", "env", "--default-signal=INT"]);
        session.arg(command.get_program()).args(command.get_args());
        session.stdin(terminal).stdout(Stdio::null()).stderr(Stdio::null());
        session
    }
}
