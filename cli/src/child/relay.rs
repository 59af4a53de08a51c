//! The output of the child on its way to ours.

use std::fs::File;
use std::io::{self, PipeReader, Write};
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::Errno;

use crate::masking::{Mask, Masked};

/// How long after the child has ended, and after each byte since then, more may come: what the child left running may
/// never close the output.
const GRACE: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// How long what may be the beginning of a value is held while nothing more comes.
const HOLD: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// One output of the child.
#[derive(Debug)]
pub(super) struct Relay {
    /// Where it is read.
    pub(super) from: Arc<OwnedFd>,
    /// Our own output that it goes to.
    pub(super) to: File,
    /// What that is called.
    pub(super) name: &'static str,
    /// It is a terminal, which can go.
    pub(super) is_terminal: bool,
}

impl Relay {
    /// Copies, concealed, until the child's output ends or `ended`, which closes when the child has ended, is followed
    /// by silence. What is ready is written at once.
    ///
    /// The child's output is closed then; so a child learns as usual that nobody reads any more, and that is not an
    /// error here.
    ///
    /// # Errors
    /// What our output fails with.
    pub(super) fn run(self, mask: &Mask, ended: &PipeReader) -> io::Result<()> {
        let mut stream = Masked::new(mask, Patient(&self.to));
        let written = loop {
            match self.wait(stream.holds(), ended) {
                Ok(Wake::Output) => {}
                Ok(Wake::Silence) if stream.holds() => match stream.let_go() {
                    Ok(()) => continue,
                    Err(error) => break Err(error),
                },
                Ok(Wake::Silence | Wake::Gone) => break Ok(()),
                Err(error) => break Err(error),
            }
            match stream.read(Source(&self.from)) {
                Ok(0) => break stream.let_go(),
                Ok(count) => {
                    if let Err(error) = stream.taken(count) {
                        break Err(error);
                    }
                }
                Err(error)
                    if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                // So ends a terminal that nobody has open any more.
                Err(_) => break stream.let_go(),
            }
        };
        match written {
            Err(error) if is_nobody(&error, self.is_terminal) => Ok(()),
            other => other,
        }
    }

    fn wait(&self, holds: bool, ended: &PipeReader) -> io::Result<Wake> {
        let output = PollFd::new(&self.from, PollFlags::IN);
        let end = PollFd::new(ended, PollFlags::IN);
        let reader = PollFd::new(&self.to, PollFlags::empty());
        let mut all = [output.clone(), end, reader.clone()];
        let count = if self.is_terminal { 3 } else { 2 };
        let running = all.get_mut(..count).unwrap_or_default();
        let mut woken = rustix::io::retry_on_intr(|| poll(running, holds.then_some(&HOLD)))?;
        let [first, end, third] = &all;
        if !third.revents().is_empty() {
            return Ok(Wake::Gone);
        }
        if !first.revents().is_empty() {
            return Ok(Wake::Output);
        }
        if !end.revents().is_empty() {
            let mut rest = [output];
            woken = rustix::io::retry_on_intr(|| poll(&mut rest, Some(&GRACE)))?;
        }
        Ok(if woken == 0 { Wake::Silence } else { Wake::Output })
    }
}

/// What a wait ended with.
enum Wake {
    /// There is something to read, or the end.
    Output,
    /// Nothing for as long as was waited.
    Silence,
    /// Our own terminal is not there any more.
    Gone,
}

/// Nobody reads our output any more.
fn is_nobody(error: &io::Error, is_terminal: bool) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
        || (is_terminal && error.raw_os_error() == Some(Errno::IO.raw_os_error()))
}

/// Reads from a descriptor that several have.
struct Source<'a>(&'a OwnedFd);

impl io::Read for Source<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(self.0, bytes)?)
    }
}

/// Writes, and waits where somebody else has made the output not block.
struct Patient<'a>(&'a File);

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match (&mut &*self.0).write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let mut output = [PollFd::from_borrowed_fd(self.0.as_fd(), PollFlags::OUT)];
                    rustix::io::retry_on_intr(|| poll(&mut output, None))?;
                }
                other => return other,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
