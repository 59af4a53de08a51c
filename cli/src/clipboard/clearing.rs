//! Clears the clipboard after a while, in a process of its own that goes on when the program has ended.
//!
//! It is this program again, without a vault, a key or our variables. It gets the text through a pipe, because the
//! clipboard is cleared only if it still holds it; while it waits, it has it in memory that no other process may read
//! (`hardening`), and then wipes it.

use std::env;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use inkseal::{Error, Result};
use zeroize::Zeroizing;

use super::{Call, TOOLS, Tool, command, offer, without_own_variables};
use crate::{args::InputFile, file_input};

/// The command that this is to the program.
const COMMAND: &str = "clear-clipboard";

/// Starts the process. It belongs to nobody when this program has ended.
pub(super) fn start(program: &str, text: &str, seconds: u64) -> io::Result<()> {
    let mut command = Command::new(env::current_exe()?);
    command.args([COMMAND, program, &seconds.to_string()]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    without_own_variables(&mut command);
    #[cfg(windows)]
    {
        const DETACHED_PROCESS: u32 = 8;
        std::os::windows::process::CommandExt::creation_flags(&mut command, DETACHED_PROCESS);
    }
    let mut process = command.spawn()?;
    process.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()))
}

/// What the process does: takes a text from standard input, waits, and clears the clipboard of the tool whose program
/// is named if it still holds the text.
///
/// # Errors
/// `io`; `invalid_input` for a tool that there is not.
pub(crate) fn clear_after(program: &str, seconds: u64) -> Result<()> {
    // The terminal's end is not its own.
    #[cfg(unix)]
    let _ = rustix::process::setsid();
    let tool = TOOLS.iter().find(|tool| tool.copy.0 == program);
    let tool = tool.ok_or_else(|| Error::InvalidInput("there is no such tool for the clipboard".into()))?;
    let text = file_input::read_bytes(&InputFile::Stdin, "text")?;
    thread::sleep(Duration::from_secs(seconds));
    clear_if(tool, &text).map_err(|error| Error::Io(format!("the clipboard: {error}").into()))
}

fn clear_if(tool: &Tool, text: &[u8]) -> io::Result<()> {
    let held = held(tool.paste, text.len())?;
    // Some tools end what they print with a line end.
    let line = held.strip_suffix(b"\n").map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    if *held == *text || line == Some(text) {
        offer(tool.clear, "")?;
    }
    Ok(())
}

/// What the clipboard holds, as far as it can be a text of this length.
fn held(paste: Call, length: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut process =
        command(paste).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    // A line end of two bytes, and one to see that there is more.
    let limit = length.saturating_add(3);
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit));
    let read = process
        .stdout
        .take()
        .map_or(Ok(0), |pipe| pipe.take(u64::try_from(limit).unwrap_or(u64::MAX)).read_to_end(&mut bytes));
    let _ = process.kill();
    process.wait()?;
    read.map(|_| bytes)
}
