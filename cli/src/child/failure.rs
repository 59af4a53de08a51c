//! Why a child did not run to its end, and what a shell would exit with.

use std::ffi::OsStr;
use std::io;

use inkseal::Error;

use super::Child;

/// The exit codes of a shell for a command that it cannot run.
const NOT_EXECUTABLE: u8 = 126;
const NOT_THERE: u8 = 127;

/// The child was not started, or was lost on the way.
#[derive(Debug)]
pub(crate) struct NotStarted {
    /// What to exit with if it is a shell's 126 or 127; otherwise the error decides.
    pub(crate) exit_code: Option<u8>,
    /// What to say.
    pub(crate) error: Error,
}

impl NotStarted {
    /// The system refused to start it.
    pub(super) fn because(child: &Child, error: &io::Error) -> Self {
        let program = child.program.display();
        let (exit_code, error) = match error.kind() {
            io::ErrorKind::NotFound => {
                (Some(NOT_THERE), Error::NotFound(format!("{program}: {error}").into()))
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory => {
                (Some(NOT_EXECUTABLE), Error::Io(format!("{program}: {error}").into()))
            }
            io::ErrorKind::ArgumentListTooLong => {
                (Some(NOT_EXECUTABLE), Error::InvalidInput(format!("{program}: {}", too_long(child)).into()))
            }
            _ => (None, Error::Io(format!("{program}: {error}").into())),
        };
        Self { exit_code, error }
    }

    /// The system failed us otherwise.
    #[cfg_attr(not(unix), allow(dead_code))]
    pub(super) fn lost(error: io::Error) -> Self {
        Self { exit_code: None, error: Error::Io(format!("the child: {error}").into()) }
    }

    /// Its output cannot be written.
    pub(super) fn unwritten(name: &str, error: &io::Error) -> Self {
        Self { exit_code: None, error: Error::Io(format!("cannot write to {name}: {error}").into()) }
    }
}

/// Names what takes the most room: a system takes a variable or argument of some size, and of all together.
fn too_long(child: &Child) -> String {
    let ours = std::env::vars_os().map(|(name, value)| {
        let length = value.len();
        (name, length)
    });
    let theirs = child.environment.iter().map(|(name, value)| (name.clone(), value.len()));
    let longest = ours.chain(theirs).max_by_key(|(_, length)| *length).unwrap_or_default();
    let argument = child.arguments.iter().map(|argument| argument.len()).max().unwrap_or_default();
    if argument > longest.1 {
        return format!("an argument of {argument} bytes is more than the system hands to a command");
    }
    format!(
        "the environment is more than the system hands to a command: the variable {} has {} bytes; \
         give it as a file, with --file",
        OsStr::display(&longest.0),
        longest.1
    )
}
