//! Runs a command with values in its environment that no other process gets.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use inkseal::Error;

use crate::masking::Mask;

#[cfg(unix)]
mod grace;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use grace::UntilSilent;
#[cfg(unix)]
use unix::{Forwarding, exit_code_of_signal};

/// What the program itself reads, and a child must not: its value opens the vault.
pub(crate) const OWN_VARIABLES: [&str; 4] =
    ["INKSEAL_VAULT_KEY", "INKSEAL_NEW_VAULT_KEY", "INKSEAL_RECOVERY_CODE", "INKSEAL_SOURCE_KEY"];

/// The exit codes of a shell for a command that it cannot run.
const NOT_EXECUTABLE: u8 = 126;
const NOT_THERE: u8 = 127;

/// The child was not started.
#[derive(Debug)]
pub(crate) struct NotStarted {
    /// What to exit with if it is a shell's 126 or 127; otherwise the error decides.
    pub(crate) exit_code: Option<u8>,
    /// What to say.
    pub(crate) error: Error,
}

/// A command, with what is added to our environment for it.
#[derive(Debug)]
pub(crate) struct Child {
    program: OsString,
    command: Command,
}

impl Child {
    /// Prepares `command`, the program and its arguments. `environment` is added to ours, and
    /// [`OWN_VARIABLES`] are taken away, even if `environment` has them.
    ///
    /// The values are copied, as the system needs them; the copies are freed with the child, and
    /// the program's allocator wipes them.
    ///
    /// # Errors
    /// `invalid_input` if there is no program, or a name or value cannot be in an environment.
    pub(crate) fn new<K, V>(
        command: &[OsString],
        environment: impl IntoIterator<Item = (K, V)>,
    ) -> inkseal::Result<Self>
    where
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        let (program, arguments) =
            command.split_first().ok_or_else(|| Error::InvalidInput("there is no command to run".into()))?;
        let mut command = Command::new(program);
        command.args(arguments);
        for (name, value) in environment {
            let (name, value) = (name.as_ref(), value.as_ref());
            let bytes = name.as_encoded_bytes();
            if bytes.is_empty() || bytes.contains(&b'=') || bytes.contains(&0) {
                return Err(Error::InvalidInput("a variable has a name that no environment can have".into()));
            }
            if value.as_encoded_bytes().contains(&0) {
                let name = name.display();
                return Err(Error::InvalidInput(format!("the value of {name} has a zero byte in it").into()));
            }
            command.env(name, value);
        }
        for name in OWN_VARIABLES {
            command.env_remove(name);
        }
        Ok(Self { program: program.clone(), command })
    }

    /// Runs the child with its output concealed by `mask`, and gives the exit code to end with: its
    /// own, or 128 and the number of the signal that ended it.
    ///
    /// On Unix, what the child leaves running and printing is not waited for (see [`UntilSilent`]).
    ///
    /// The child has our standard input. Signals that ask us to end are for it to answer.
    ///
    /// # Errors
    /// The child was not started, or the system lost it.
    pub(crate) fn run_masked(self, mask: &Mask) -> Result<u8, NotStarted> {
        self.run_into(mask, io::stdout(), io::stderr())
    }

    fn run_into(
        mut self,
        mask: &Mask,
        output: impl Write + Send,
        errors: impl Write + Send,
    ) -> Result<u8, NotStarted> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        let forwarding = Forwarding::begin().map_err(lost)?;
        #[cfg(unix)]
        let (child_runs, ended) = io::pipe().map_err(lost)?;
        let mut child = self.command.spawn().map_err(|error| not_started(&self.program, &error))?;
        // The copies of the values.
        drop(self.command);
        #[cfg(unix)]
        forwarding.to(&child);
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        #[cfg(unix)]
        let (stdout, stderr) = (
            stdout.map(|from| UntilSilent::new(from, &child_runs)),
            stderr.map(|from| UntilSilent::new(from, &child_runs)),
        );
        let status = thread::scope(|scope| {
            // Closed when this has waited for the child, in whatever way that goes.
            #[cfg(unix)]
            let _ended = ended;
            // Where our own output is closed, ending the copy closes the child's: it learns of it as usual.
            scope.spawn(|| stdout.map(|from| mask.copy(from, output)));
            scope.spawn(|| stderr.map(|from| mask.copy(from, errors)));
            #[cfg(unix)]
            forwarding.end_with(&child)?;
            child.wait()
        });
        Ok(exit_code(status.map_err(lost)?))
    }

    /// Runs the child with our own output. On Unix it takes the place of this process, so this
    /// returns only if it was not started.
    ///
    /// # Errors
    /// The child was not started.
    pub(crate) fn run_unmasked(mut self) -> Result<u8, NotStarted> {
        #[cfg(unix)]
        let result = Err(std::os::unix::process::CommandExt::exec(&mut self.command));
        #[cfg(not(unix))]
        let result = self.command.status();
        result.map(exit_code).map_err(|error| not_started(&self.program, &error))
    }
}

fn exit_code(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    if let Some(code) = exit_code_of_signal(status) {
        return code;
    }
    // Codes of Windows may be greater; they stay failures.
    status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1))
}

fn not_started(program: &OsStr, error: &io::Error) -> NotStarted {
    let program = program.display();
    let reason = format!("{program}: {error}").into();
    match error.kind() {
        io::ErrorKind::NotFound => NotStarted { exit_code: Some(NOT_THERE), error: Error::NotFound(reason) },
        io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory => {
            NotStarted { exit_code: Some(NOT_EXECUTABLE), error: Error::Io(reason) }
        }
        _ => NotStarted { exit_code: None, error: Error::Io(reason) },
    }
}

fn lost(error: io::Error) -> NotStarted {
    NotStarted { exit_code: None, error: Error::Io(format!("the child: {error}").into()) }
}

#[cfg(all(test, unix))]
mod tests;
