//! Which of our signals the child gets: each that can be caught, once.

use std::fs::File;
use std::sync::Arc;

use rustix::fd::OwnedFd;
use rustix::process::{Pid, Signal, getpgrp, getpid, kill_process, kill_process_group};
use rustix::stdio::stdout;
use rustix::termios::{Winsize, tcgetpgrp, tcgetwinsize, tcsetwinsize};

use super::keyboard::Keyboard;

/// What can be caught, but for what the processor raises by a fault of our own, `SIGPIPE` (a write tells), and
/// `SIGCHLD`.
pub(super) const SIGNALS: &[Signal] = &[
    Signal::HUP,
    Signal::INT,
    Signal::QUIT,
    Signal::ABORT,
    Signal::USR1,
    Signal::USR2,
    Signal::ALARM,
    Signal::TERM,
    Signal::CONT,
    Signal::TSTP,
    Signal::TTIN,
    Signal::TTOU,
    Signal::URG,
    Signal::XCPU,
    Signal::XFSZ,
    Signal::VTALARM,
    Signal::PROF,
    Signal::WINCH,
    Signal::IO,
    Signal::SYS,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Signal::POWER,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Signal::STKFLT,
];

/// Where the child is, seen from us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// In our group, before one terminal: what goes to the group reaches it without us.
    Beside,
    /// In the group that we have left, where it gets what is for the group.
    InFormerGroup,
    /// In a group of its own: what goes to ours may have been for all of it.
    Apart,
    /// In a group of its own in the session that we lead.
    InSession,
    /// In a session that another process leads for us.
    Beyond,
}

/// The child and the terminals that it has from us.
#[derive(Debug)]
pub(super) struct Signalling<'k> {
    child: Option<Pid>,
    position: Position,
    keyboard: Option<&'k Keyboard>,
    /// Those that are as large as the real one; the child's output is read from their other ends.
    screens: Vec<Arc<OwnedFd>>,
    size: Option<Winsize>,
    /// The child is stopped.
    pub(super) stopped: bool,
}

impl<'k> Signalling<'k> {
    fn new(child: Option<Pid>, position: Position) -> Self {
        Self { child, position, keyboard: None, screens: Vec::new(), size: None, stopped: false }
    }

    /// The child is in our group, on a terminal.
    pub(super) fn beside(child: Option<Pid>) -> Self {
        Self::new(child, Position::Beside)
    }

    /// The child is in the group that we were in.
    pub(super) fn in_former_group(child: Option<Pid>) -> Self {
        Self::new(child, Position::InFormerGroup)
    }

    /// The child is in a group of its own.
    pub(super) fn apart(child: Option<Pid>) -> Self {
        Self::new(child, Position::Apart)
    }

    /// The child is in the session that we lead.
    pub(super) fn in_session(child: Option<Pid>) -> Self {
        Self::new(child, Position::InSession)
    }

    /// The child is a leader of a session, for another that is on our pseudoterminal.
    pub(super) fn beyond(child: Option<Pid>, keyboard: &'k Keyboard) -> Self {
        Self { keyboard: Some(keyboard), ..Self::new(child, Position::Beyond) }
    }

    /// With screens that follow the size of the real one.
    pub(super) fn with_screens(self, screens: Vec<Arc<OwnedFd>>, size: Option<Winsize>) -> Self {
        Self { screens, size, ..self }
    }

    pub(super) fn child(&self) -> Option<Pid> {
        self.child
    }

    /// Does what a signal for us means for the child; `None` for one that has no name here.
    pub(super) fn pass_on(&mut self, signal: Option<Signal>) {
        let Some(signal) = signal else { return };
        match signal {
            Signal::WINCH if self.resize() => {
                // The child of a session hears of it from its terminal.
                if self.position != Position::Beyond {
                    self.send(signal);
                }
            }
            Signal::HUP if self.is_terminal_gone() => match self.position {
                Position::Beyond => self.hang_up(),
                // The group has been told by whoever told us.
                Position::Beside => {}
                Position::InSession | Position::InFormerGroup | Position::Apart => self.send_to_group(signal),
            },
            Signal::INT | Signal::QUIT | Signal::TSTP
                if self.keyboard.is_some_and(|keyboard| keyboard.type_signal(signal)) => {}
            // A key goes to the whole group in front, and so does what the terminal itself tells it.
            Signal::INT | Signal::QUIT | Signal::TSTP | Signal::TTIN | Signal::TTOU | Signal::WINCH
                if self.position == Position::Beside && is_in_front() => {}
            // So does what a shell does to let a job go on.
            Signal::CONT if self.position == Position::Beside && !self.stopped => {}
            Signal::CONT => self.send_to_group(signal),
            Signal::INT | Signal::QUIT | Signal::TERM
                if self.position == Position::Apart && !getpid().is_init() =>
            {
                self.send_to_group(signal);
            }
            _ => self.send(signal),
        }
    }

    /// The terminal has gone: so does the child's, when nobody else reads it.
    pub(super) fn hang_up(&mut self) {
        self.screens.clear();
    }

    /// Gives the terminal back while `stop` lasts.
    pub(super) fn while_suspended<T>(&mut self, stop: impl FnOnce() -> T) -> T {
        let result = match self.keyboard {
            Some(keyboard) => keyboard.while_suspended(stop),
            None => stop(),
        };
        self.resize();
        result
    }

    /// Whether the real screen has another size than before; the child's have it then, too.
    fn resize(&mut self) -> bool {
        let Some(before) = self.size else { return false };
        let Some(size) = screen_size().filter(|size| !is_same(size, &before)) else { return false };
        self.size = Some(size);
        for screen in &self.screens {
            let _ = tcsetwinsize(screen, size);
        }
        true
    }

    fn is_terminal_gone(&self) -> bool {
        match self.position {
            Position::Beyond => self.keyboard.is_some_and(Keyboard::is_gone),
            Position::InSession => tcgetpgrp(stdout()).is_err(),
            Position::Beside => File::open("/dev/tty").is_err(),
            Position::InFormerGroup | Position::Apart => false,
        }
    }

    fn send(&self, signal: Signal) {
        // It fails only if the child has ended.
        let _ = self.child.map(|child| kill_process(child, signal));
    }

    /// To the group that the child leads, where it does; else to it alone.
    fn send_to_group(&self, signal: Signal) {
        match self.position {
            Position::Apart | Position::InSession => {
                let _ = self.child.map(|child| kill_process_group(child, signal));
            }
            Position::Beside | Position::InFormerGroup | Position::Beyond => self.send(signal),
        }
    }
}

/// The size of the terminal that our output goes to.
pub(super) fn screen_size() -> Option<Winsize> {
    tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(rustix::stdio::stderr())).ok()
}

fn is_same(one: &Winsize, other: &Winsize) -> bool {
    let parts = |size: &Winsize| (size.ws_row, size.ws_col, size.ws_xpixel, size.ws_ypixel);
    parts(one) == parts(other)
}

fn is_in_front() -> bool {
    let foreground = File::open("/dev/tty").ok().and_then(|tty| tcgetpgrp(tty).ok());
    foreground == Some(getpgrp())
}
