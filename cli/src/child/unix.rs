//! Signals between us and the child.

use std::fs::File;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, getpgrp, kill_process, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::low_level::emulate_default_handler;

use crate::signals::Caught;

/// Whom a signal is for.
#[derive(Debug, Clone, Copy)]
enum Receiver {
    /// Us: there is no child, or no more.
    Us,
    /// The child.
    Child(Pid),
}

/// While this lives, the signals that ask us to end are for the child.
#[derive(Debug)]
pub(super) struct Forwarding {
    receiver: Arc<Mutex<Receiver>>,
    _caught: Caught,
}

impl Forwarding {
    /// Catches the signals, so that none is lost once there is a child.
    pub(super) fn begin() -> io::Result<Self> {
        let receiver = Arc::new(Mutex::new(Receiver::Us));
        let shared = Arc::clone(&receiver);
        let caught = Caught::new(&[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP], move |signal| {
            // Held while the signal is sent: until then the child's id belongs to no other process.
            let receiver = lock(&shared);
            match *receiver {
                Receiver::Child(child) if signal != SIGTSTP => forward(child, signal),
                // The terminal stops the child itself.
                Receiver::Child(_) | Receiver::Us => {
                    drop(receiver);
                    let _ = emulate_default_handler(signal);
                }
            }
        })?;
        Ok(Self { receiver, _caught: caught })
    }

    /// From now on signals are for `child`.
    pub(super) fn to(&self, child: &Child) {
        if let Some(pid) = pid(child) {
            *lock(&self.receiver) = Receiver::Child(pid);
        }
    }

    /// Waits until `child` has ended, without taking its status: its id stays its own until signals
    /// are for us again.
    pub(super) fn end_with(&self, child: &Child) -> io::Result<()> {
        if let Some(pid) = pid(child) {
            let ended = || waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
            rustix::io::retry_on_intr(ended)?;
        }
        *lock(&self.receiver) = Receiver::Us;
        Ok(())
    }
}

/// 128 and the number of the signal that ended a process, as shells have it.
pub(super) fn exit_code_of_signal(status: ExitStatus) -> Option<u8> {
    status.signal().and_then(|signal| u8::try_from(signal).ok()).map(|signal| signal.saturating_add(128))
}

fn forward(child: Pid, signal: i32) {
    // A key on the terminal goes to the whole foreground group: the child has it already, and a second
    // Ctrl-C means "at once" to many programs.
    if matches!(signal, SIGINT | SIGQUIT) && in_foreground() {
        return;
    }
    if let Some(signal) = Signal::from_named_raw(signal) {
        // It fails only if the child has ended.
        let _ = kill_process(child, signal);
    }
}

fn in_foreground() -> bool {
    let foreground = File::open("/dev/tty").ok().and_then(|tty| rustix::termios::tcgetpgrp(tty).ok());
    foreground == Some(getpgrp())
}

fn pid(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

fn lock(receiver: &Mutex<Receiver>) -> MutexGuard<'_, Receiver> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner)
}
