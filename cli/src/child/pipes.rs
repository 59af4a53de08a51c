//! The child on systems without pseudoterminals of our kind: its outputs are pipes when they are masked.

use std::io::{self, Read, Write};
use std::process::{ExitStatus, Stdio};
use std::thread;

use super::{Child, NotStarted};
use crate::masking::{Mask, Masked};

/// Runs `child` and waits for it; with a mask its outputs come from us, without it has ours.
pub(super) fn run(child: Child, mask: Option<&Mask>) -> Result<u8, NotStarted> {
    let mut command = child.command();
    let Some(mask) = mask else {
        return command.status().map(exit_code).map_err(|error| NotStarted::because(&child, &error));
    };
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut started = command.spawn().map_err(|error| NotStarted::because(&child, &error))?;
    // The copies of the values.
    drop((command, child));
    let (stdout, stderr) = (started.stdout.take(), started.stderr.take());
    thread::scope(|scope| {
        // Where our own output is closed, ending the copy closes the child's: it learns of it as usual.
        let output = scope.spawn(|| stdout.map_or(Ok(()), |from| copy(mask, from, io::stdout())));
        let errors = scope.spawn(|| stderr.map_or(Ok(()), |from| copy(mask, from, io::stderr())));
        let code = started.wait().map(exit_code).map_err(NotStarted::lost)?;
        for (copy, name) in [(output, "standard output"), (errors, "standard error")] {
            copy.join().unwrap_or(Ok(())).map_err(|error| NotStarted::unwritten(name, &error))?;
        }
        Ok(code)
    })
}

fn copy(mask: &Mask, mut from: impl Read, to: impl Write) -> io::Result<()> {
    let mut stream = Masked::new(mask, to);
    let copied = loop {
        match stream.read(&mut from) {
            Ok(0) => break stream.let_go(),
            Ok(count) => {
                if let Err(error) = stream.taken(count) {
                    break Err(error);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    copied.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Codes of Windows may be greater; they stay failures.
fn exit_code(status: ExitStatus) -> u8 {
    status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1))
}
