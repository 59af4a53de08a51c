//! A terminal for the child, whose other end is ours.

use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use rustix::fd::OwnedFd;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, OutputModes, Termios, Winsize, tcsetattr, tcsetwinsize};

/// Both ends of a pseudoterminal.
#[derive(Debug)]
pub(super) struct Pty {
    /// Ours: what is written is typed, what is read has been printed. It never blocks.
    pub(super) ours: Arc<OwnedFd>,
    /// The child's.
    pub(super) terminal: File,
}

impl Pty {
    /// A terminal with these modes and of this size. It controls no process yet.
    pub(super) fn open(modes: &Termios, size: Option<Winsize>) -> std::io::Result<Self> {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        fcntl_setfd(&ours, FdFlags::CLOEXEC)?;
        grantpt(&ours)?;
        unlockpt(&ours)?;
        let name = ptsname(&ours, Vec::new())?;
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let terminal = File::from(rustix::fs::open(path, flags, rustix::fs::Mode::empty())?);
        tcsetattr(&terminal, OptionalActions::Now, modes)?;
        if let Some(size) = size {
            tcsetwinsize(&ours, size)?;
        }
        fcntl_setfl(&ours, fcntl_getfl(&ours)? | OFlags::NONBLOCK)?;
        Ok(Self { ours: Arc::new(ours), terminal })
    }

    /// As [`open`](Self::open) for output alone. The real terminal, which is not in raw mode then, makes its line ends
    /// itself.
    pub(super) fn for_output(modes: &Termios, size: Option<Winsize>) -> std::io::Result<Self> {
        let mut modes = modes.clone();
        modes.output_modes.remove(OutputModes::OPOST);
        Self::open(&modes, size)
    }
}
