//! The child as a process: what it has for its outputs, and which group it is in.
//!
//! | our standard output | the child |
//! |---|---|
//! | a terminal, and there is a keyboard | leads a session on a terminal of its own; what is typed is handed over |
//! | anything else | has our session and our terminal; an output of ours that is a terminal is one to it, too |
//!
//! So a pipeline's other commands keep the terminal that they know.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use rustix::fd::{AsFd, OwnedFd};
use rustix::process::{getpgrp, getpid, setpgid};
use rustix::termios::tcgetattr;

use super::keyboard::Keyboard;
use super::launch::{launcher, release_stdin, session};
use super::pty::Pty;
use super::relay::Relay;
use super::signalling::{Signalling, screen_size};
use super::supervision::{Event, Supervision};
use super::{Child, NotStarted};
use crate::masking::Mask;

/// Runs `child` and waits for it; with a mask its outputs come from us, without it has ours.
pub(super) fn run(child: Child, mask: Option<&Mask>) -> Result<u8, NotStarted> {
    let supervision = Supervision::begin().map_err(NotStarted::lost)?;
    let terminal = File::open("/dev/tty").ok();
    let nothing = Mask::nothing();
    let prepared = match mask {
        Some(_) => match keyboard_of(terminal.as_ref()).map_err(NotStarted::lost)? {
            Some(keyboard) => Prepared::on_terminal(&child, keyboard),
            None => Prepared::beside(&child, terminal.is_some(), true),
        },
        None => Prepared::beside(&child, terminal.is_some(), false),
    };
    let prepared = prepared.map_err(NotStarted::lost)?;
    prepared.run(child, mask.unwrap_or(&nothing), supervision)
}

/// Where keys come from, if the child is to have a terminal of its own, and whether others hear them, too.
fn keyboard_of(terminal: Option<&File>) -> io::Result<Option<(File, bool)>> {
    if !io::stdout().is_terminal() {
        return Ok(None);
    }
    if io::stdin().is_terminal() {
        return Ok(Some((own(io::stdin())?, false)));
    }
    Ok(match terminal {
        Some(_) => Some((File::options().read(true).write(true).open("/dev/tty")?, true)),
        None => None,
    })
}

/// All that a child is started with.
struct Prepared {
    command: Command,
    relays: Vec<Relay>,
    keyboard: Option<Keyboard>,
    screens: Vec<Arc<OwnedFd>>,
    is_in_our_group: bool,
}

impl Prepared {
    fn on_terminal(child: &Child, (keys, shared): (File, bool)) -> io::Result<Self> {
        let size = screen_size();
        let Pty { ours, terminal } = Pty::open(&tcgetattr(&keys)?, size)?;
        let mut command = session(child);
        if io::stdin().is_terminal() {
            command.stdin(terminal.try_clone()?);
        }
        command.stdout(terminal.try_clone()?);
        let mut relays = vec![relay(Arc::clone(&ours), own(io::stdout())?, "standard output", true)];
        if io::stderr().is_terminal() {
            command.stderr(terminal);
        } else {
            relays.push(piped(own(io::stderr())?, "standard error", |writer| _ = command.stderr(writer))?);
        }
        let keyboard = Keyboard::new(keys, shared, ours.as_fd().try_clone_to_owned()?);
        Ok(Self { command, relays, keyboard: Some(keyboard), screens: vec![ours], is_in_our_group: false })
    }

    fn beside(child: &Child, has_terminal: bool, is_masked: bool) -> io::Result<Self> {
        // What is sent to our group without a terminal must not reach the child from two sides.
        let is_leader = getpid() == getpgrp();
        let is_in_our_group = has_terminal || !is_leader;
        let mut command = launcher(child, !is_in_our_group);
        if !is_in_our_group {
            command.process_group(0);
        }
        let (mut relays, mut screens) = (Vec::new(), Vec::new());
        if is_masked {
            let (output, errors) = (own(io::stdout())?, own(io::stderr())?);
            if is_same_file(&output, &errors) {
                // In the order in which they are written.
                let both = |writer: File| -> io::Result<()> {
                    command.stdout(writer.try_clone()?).stderr(writer);
                    Ok(())
                };
                relays.push(output_of(output, "standard output", &mut screens, both)?);
            } else {
                relays.push(output_of(output, "standard output", &mut screens, |writer| {
                    command.stdout(writer);
                    Ok(())
                })?);
                relays.push(output_of(errors, "standard error", &mut screens, |writer| {
                    command.stderr(writer);
                    Ok(())
                })?);
            }
        }
        Ok(Self { command, relays, keyboard: None, screens, is_in_our_group })
    }

    fn run(self, child: Child, mask: &Mask, supervision: Supervision) -> Result<u8, NotStarted> {
        let Self { mut command, relays, keyboard, screens, is_in_our_group } = self;
        let (ended, end) = io::pipe().map_err(NotStarted::lost)?;
        let started = command.spawn().map_err(|error| NotStarted::because(&child, &error))?;
        // The copies of the values, and of what the child writes to.
        drop((command, child));
        release_stdin();
        let pid = supervision.pid(&started);
        let mut signalling = match &keyboard {
            Some(keyboard) => Signalling::beyond(pid, keyboard),
            None if !is_in_our_group => Signalling::apart(pid),
            None if File::open("/dev/tty").is_ok() => Signalling::beside(pid),
            // We leave what is the child's group now.
            None if setpgid(None, None).is_ok() => Signalling::in_former_group(pid),
            None => Signalling::beside(pid),
        }
        .with_screens(screens, screen_size());
        let gone = supervision.sender();
        let (code, written) = thread::scope(|scope| {
            let relaying: Vec<_> = relays
                .into_iter()
                .map(|relay| {
                    let (name, ended) = (relay.name, &ended);
                    scope.spawn(move || {
                        relay.run(mask, ended).map_err(|error| NotStarted::unwritten(name, &error))
                    })
                })
                .collect();
            if let Some(keyboard) = &keyboard {
                let ended = &ended;
                scope.spawn(move || {
                    if keyboard.relay(ended).is_err() {
                        let _ = gone.send(Event::TerminalGone);
                    }
                });
            }
            let code = supervision.wait(&mut signalling);
            // Those who relay see it.
            drop(end);
            (
                code,
                relaying.into_iter().filter_map(|relaying| relaying.join().ok()).collect::<Result<(), _>>(),
            )
        });
        let code = code.map_err(NotStarted::lost)?;
        drop(signalling);
        drop(keyboard);
        written.map(|()| code)
    }
}

/// A pipe or, where our output is one, a terminal for an output of the child.
fn output_of(
    to: File,
    name: &'static str,
    screens: &mut Vec<Arc<OwnedFd>>,
    set: impl FnOnce(File) -> io::Result<()>,
) -> io::Result<Relay> {
    if to.is_terminal() {
        let Pty { ours, terminal } = Pty::for_output(&tcgetattr(&to)?, screen_size())?;
        set(terminal)?;
        screens.push(Arc::clone(&ours));
        return Ok(relay(ours, to, name, true));
    }
    let (reader, writer) = io::pipe()?;
    set(OwnedFd::from(writer).into())?;
    Ok(relay(Arc::new(reader.into()), to, name, false))
}

fn piped(to: File, name: &'static str, set: impl FnOnce(Stdio)) -> io::Result<Relay> {
    let (reader, writer) = io::pipe()?;
    set(writer.into());
    Ok(relay(Arc::new(reader.into()), to, name, false))
}

fn relay(from: Arc<OwnedFd>, to: File, name: &'static str, is_terminal: bool) -> Relay {
    Relay { from, to, name, is_terminal }
}

fn own(of: impl AsFd) -> io::Result<File> {
    Ok(of.as_fd().try_clone_to_owned()?.into())
}

fn is_same_file(one: &File, other: &File) -> bool {
    let id = |file: &File| rustix::fs::fstat(file).map(|stat| (stat.st_dev, stat.st_ino));
    matches!((id(one), id(other)), (Ok(one), Ok(other)) if one == other)
}
