//! Runs a command with values in its environment that no other process gets.

use std::ffi::{OsStr, OsString};
use std::process::Command;

use inkseal::Error;

use crate::masking::Mask;

mod failure;
#[cfg(unix)]
mod keyboard;
#[cfg(unix)]
mod launch;
#[cfg(not(unix))]
mod pipes;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod relay;
#[cfg(unix)]
mod signalling;
#[cfg(unix)]
mod supervision;
#[cfg(unix)]
mod unix;

pub(crate) use failure::NotStarted;
#[cfg(unix)]
pub(crate) use launch::{lead_session, take_place};
#[cfg(not(unix))]
use pipes as system;
#[cfg(unix)]
use unix as system;

/// What the program itself reads, and a child must not: its value opens the vault.
pub(crate) const OWN_VARIABLES: [&str; 4] =
    ["INKSEAL_VAULT_KEY", "INKSEAL_NEW_VAULT_KEY", "INKSEAL_RECOVERY_CODE", "INKSEAL_SOURCE_KEY"];

/// A command, with what is added to our environment for it.
pub(crate) struct Child {
    program: OsString,
    arguments: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    json: bool,
}

impl std::fmt::Debug for Child {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Child").field("program", &self.program).finish_non_exhaustive()
    }
}

impl Child {
    /// Prepares `command`, the program and its arguments. `environment` is added to ours, and
    /// [`OWN_VARIABLES`] are taken away, even if `environment` has them.
    ///
    /// The values are copied, as the system needs them; the copies are freed when the child runs, and
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
        let mut variables = Vec::new();
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
            variables.push((name.to_owned(), value.to_owned()));
        }
        Ok(Self {
            program: program.clone(),
            arguments: arguments.to_vec(),
            environment: variables,
            json: false,
        })
    }

    /// Errors of a process that is to become the child are JSON.
    pub(crate) fn with_json_errors(self, json: bool) -> Self {
        Self { json, ..self }
    }

    /// The command itself, with its environment.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        self.set_environment(&mut command);
        command
    }

    fn set_environment(&self, command: &mut Command) {
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        for name in OWN_VARIABLES {
            command.env_remove(name);
        }
    }

    /// Runs the child with its output concealed by `mask`, and gives the exit code to end with: its
    /// own, or 128 and the number of the signal that ended it.
    ///
    /// On Unix, where our output is a terminal so is the child's, and signals that can be caught are for it. What
    /// the child leaves running and printing is not waited for once it is silent (see [`relay`]).
    ///
    /// The child has our standard input.
    ///
    /// # Errors
    /// The child was not started, the system lost it, or its output cannot be written.
    pub(crate) fn run_masked(self, mask: &Mask) -> Result<u8, NotStarted> {
        system::run(self, Some(mask))
    }

    /// Runs the child with our own output and waits for it.
    ///
    /// # Errors
    /// As [`run_masked`](Self::run_masked).
    pub(crate) fn run_beside(self) -> Result<u8, NotStarted> {
        system::run(self, None)
    }

    /// Runs the child with our own output. On Unix it takes the place of this process, so this
    /// returns only if it was not started.
    ///
    /// # Errors
    /// The child was not started.
    pub(crate) fn run_unmasked(self) -> Result<u8, NotStarted> {
        #[cfg(unix)]
        return Err(launch::exec(&self));
        #[cfg(not(unix))]
        self.run_beside()
    }
}

#[cfg(test)]
mod tests;
