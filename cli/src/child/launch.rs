//! The program as the process that the child takes the place of, and as the leader of the child's session.
//!
//! What has to be done between a process and its program (a group, a terminal) is done by this program itself, which
//! then becomes the other: it takes no code that runs in a forked process, and a command starts alike in every
//! way that it is run.

use std::ffi::OsStr;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use nix::sys::signal::{SigSet, Signal as Blocked};
use rustix::process::{Pid, getpgrp, ioctl_tiocsctty, setsid};
use rustix::stdio::{dup2_stdin, stdout};
use rustix::termios::{tcgetpgrp, tcsetpgrp};

use super::signalling::Signalling;
use super::supervision::Supervision;
use super::{Child, NotStarted};
use crate::args::LaunchArgs;

/// The name of the hidden command for [`take_place`].
const LAUNCH: &str = "launch";
/// The name of the hidden command for [`lead_session`].
const SESSION: &str = "session";

/// A process of this program that [`take_place`]s.
pub(super) fn launcher(child: &Child, with_parent: bool) -> Command {
    let mut command = ourselves(child, LAUNCH);
    if with_parent {
        command.arg("--with-parent");
    }
    finish(command, child)
}

/// A process of this program that [`lead_session`]s.
pub(super) fn session(child: &Child) -> Command {
    finish(ourselves(child, SESSION), child)
}

fn ourselves(child: &Child, what: &str) -> Command {
    // On Linux this is the program itself, also when another was installed in its place.
    let path = if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() };
    let mut command = Command::new(path.unwrap_or_else(|_| "inkseal".into()));
    command.arg0("inkseal").arg(what);
    if child.json {
        command.arg("--json");
    }
    command
}

fn finish(mut command: Command, child: &Child) -> Command {
    command.arg("--").arg(&child.program).args(&child.arguments);
    child.set_environment(&mut command);
    command
}

/// Becomes the child; returns only if that fails. A script without `#!` is the shell's, as `execvp` has it.
pub(super) fn exec(child: &Child) -> NotStarted {
    NotStarted::because(child, &child.command().exec())
}

/// Becomes the child after what is asked for; returns only if that fails.
pub(crate) fn take_place(args: &LaunchArgs) -> inkseal::Result<NotStarted> {
    if args.foreground {
        // It fails where the terminal has gone, which the child will see.
        let _ = in_front(getpgrp());
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if args.with_parent {
        use rustix::process::{Signal, set_parent_process_death_signal};
        // It is a safeguard: who kills our whole group means the child too.
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
    }
    let nothing: [(&OsStr, &OsStr); 0] = [];
    Ok(exec(&Child::new(&args.command, nothing)?))
}

/// Leads a session on the terminal that standard output is, and runs the child in its foreground: only a group
/// whose parent is in its session can be stopped by the keyboard. Ends as the child does; stops when it stops.
pub(crate) fn lead_session(args: &LaunchArgs, json: bool) -> inkseal::Result<Result<u8, NotStarted>> {
    let nothing: [(&OsStr, &OsStr); 0] = [];
    let child = Child::new(&args.command, nothing)?.with_json_errors(json);
    Ok(lead(&child))
}

fn lead(child: &Child) -> Result<u8, NotStarted> {
    let lost = |error: io::Error| NotStarted::lost(error);
    setsid().and_then(|_| ioctl_tiocsctty(stdout())).map_err(|error| lost(error.into()))?;
    let supervision = Supervision::begin().map_err(lost)?;
    let mut command = ourselves(child, LAUNCH);
    command.arg("--foreground");
    let mut command = finish(command, child);
    let started = command.process_group(0).spawn().map_err(|error| NotStarted::because(child, &error))?;
    drop(command);
    release_stdin();
    let mut signalling = Signalling::in_session(supervision.pid(&started));
    let code = supervision.wait(&mut signalling).map_err(lost)?;
    // What the child leaves running is in its group, and the group in front is hung up when a session's leader ends.
    let _ = in_front(getpgrp());
    Ok(code)
}

/// Standard input is the child's alone: whoever writes to it learns when nobody reads any more.
pub(super) fn release_stdin() {
    if let Ok(nothing) = std::fs::File::open("/dev/null") {
        let _ = dup2_stdin(nothing);
    }
}

/// Puts a group in front of the terminal that standard output is. Whoever is not in front asks with `SIGTTOU`
/// blocked, or is stopped by it.
fn in_front(group: Pid) -> rustix::io::Result<()> {
    if tcgetpgrp(stdout()) == Ok(group) {
        return Ok(());
    }
    let mut blocked = SigSet::empty();
    blocked.add(Blocked::SIGTTOU);
    let _ = blocked.thread_block();
    let result = tcsetpgrp(stdout(), group);
    let _ = blocked.thread_unblock();
    result
}
