//! The output of a child, which others may hold open after it has ended.

use std::io::{self, PipeReader, Read};
use std::os::fd::AsFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long after the child has ended, and after each byte since then, more may come: 0.2 seconds.
const GRACE: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// Reads an output of a child to its end, or, once the child has ended, until it has been silent for
/// [`GRACE`]: a process that the child left running may never close it.
#[derive(Debug)]
pub(super) struct UntilSilent<'a, R> {
    output: R,
    /// The other end of it is closed when the child has ended.
    child_runs: &'a PipeReader,
}

impl<'a, R> UntilSilent<'a, R> {
    pub(super) fn new(output: R, child_runs: &'a PipeReader) -> Self {
        Self { output, child_runs }
    }
}

impl<R: Read + AsFd> UntilSilent<'_, R> {
    /// Waits for something to read or the end; `false` when there was only silence.
    fn wait(&self) -> io::Result<bool> {
        let output = PollFd::new(&self.output, PollFlags::IN);
        let mut both = [output.clone(), PollFd::new(self.child_runs, PollFlags::IN)];
        rustix::io::retry_on_intr(|| poll(&mut both, None))?;
        let [first, _] = &both;
        if !first.revents().is_empty() {
            return Ok(true);
        }
        let mut output = [output];
        Ok(rustix::io::retry_on_intr(|| poll(&mut output, Some(&GRACE)))? > 0)
    }
}

impl<R: Read + AsFd> Read for UntilSilent<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.wait()? { self.output.read(bytes) } else { Ok(0) }
    }
}
