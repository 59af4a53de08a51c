//! [`Peer`]: a Python process that does the same work with the published packages.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use crate::Result;

/// Starts once and lives as long as the run, so that only the work itself is measured.
///
/// It runs `peer.py` with the Python that `INKSEAL_PEER_PYTHON` names, and ends when dropped.
pub(crate) struct Peer {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    pub(crate) fn start() -> Result<Self> {
        let python =
            env::var_os("INKSEAL_PEER_PYTHON").ok_or("INKSEAL_PEER_PYTHON is not set: use scripts/bench")?;
        let mut process = Command::new(python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peer.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let questions = process.stdin.take().ok_or("the peer has no input")?;
        let answers = BufReader::new(process.stdout.take().ok_or("the peer has no output")?);
        Ok(Self { process, questions, answers })
    }

    /// Sends a line and returns the line that answers it. It names a case of `peer.py`.
    pub(crate) fn ask(&mut self, line: &str) -> Result<String> {
        writeln!(self.questions, "{line}")?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(format!("the peer ended at `{line}`").into());
        }
        Ok(answer.trim_end().into())
    }

    /// Asks for a measurement, which the peer makes itself.
    pub(crate) fn measure(&mut self, line: &str) -> Result<Duration> {
        Ok(Duration::from_nanos(self.ask(line)?.parse()?))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
