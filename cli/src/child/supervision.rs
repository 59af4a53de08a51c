//! Waits for the child, and hands it what signals we get.

use std::io;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, Sender};

use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, wait};
use signal_hook::consts::{SIGCHLD, SIGSTOP};
use signal_hook::low_level::raise;

use super::signalling::{SIGNALS, Signalling};
use crate::signals::Caught;

/// What happens while the child runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    /// A signal for us.
    Signal(i32),
    /// The terminal that we read from and write to has gone.
    TerminalGone,
}

/// While this lives, signals are caught: those that come before there is a child are kept for it.
#[derive(Debug)]
pub(super) struct Supervision {
    events: Receiver<Event>,
    sender: Sender<Event>,
    _caught: Caught,
}

impl Supervision {
    pub(super) fn begin() -> io::Result<Self> {
        let (sender, events) = mpsc::channel();
        let signals = sender.clone();
        let numbers: Vec<i32> = SIGNALS.iter().map(|signal| signal.as_raw()).chain([SIGCHLD]).collect();
        let caught = Caught::new(&numbers, move |signal| {
            // Nobody listens any more once the child has ended.
            let _ = signals.send(Event::Signal(signal));
        })?;
        Ok(Self { events, sender, _caught: caught })
    }

    /// For those who see that the terminal has gone.
    pub(super) fn sender(&self) -> Sender<Event> {
        self.sender.clone()
    }

    /// The id of a child, which nothing but [`wait`](Self::wait) waits for: until then it is no other process's.
    #[allow(clippy::unused_self)]
    pub(super) fn pid(&self, child: &Child) -> Option<Pid> {
        i32::try_from(child.id()).ok().and_then(Pid::from_raw)
    }

    /// Waits for the child's end and gives the exit code for it. Stops when it stops. Other children are orphans that
    /// were given to us, as to the first process of a container: they are reaped.
    pub(super) fn wait(self, signalling: &mut Signalling<'_>) -> io::Result<u8> {
        loop {
            while let Some((pid, status)) = changed()? {
                if Some(pid) != signalling.child() {
                    continue;
                }
                if let Some(code) = exit_code(status) {
                    return Ok(code);
                }
                signalling.stopped = status.stopped();
                if status.stopped() {
                    // Whoever waits for us sees it and can let us go on.
                    signalling.while_suspended(|| raise(SIGSTOP))?;
                }
            }
            match self.events.recv() {
                Ok(Event::Signal(SIGCHLD)) => {}
                Ok(Event::Signal(number)) => signalling.pass_on(Signal::from_named_raw(number)),
                Ok(Event::TerminalGone) => signalling.hang_up(),
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }
}

fn changed() -> io::Result<Option<(Pid, WaitStatus)>> {
    let options = WaitOptions::NOHANG | WaitOptions::UNTRACED | WaitOptions::CONTINUED;
    Ok(rustix::io::retry_on_intr(|| wait(options))?)
}

/// The child's own exit code, or 128 and the number of the signal that ended it, as shells have it.
fn exit_code(status: WaitStatus) -> Option<u8> {
    let signal = || status.terminating_signal().map(|number| number.saturating_add(128));
    status.exit_status().or_else(signal).map(|code| u8::try_from(code).unwrap_or(1))
}
