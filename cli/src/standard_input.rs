//! Standard input, which at most one reader of a call can have.

use std::fs::File;
use std::io;

use inkseal::{Error, Result};

/// Who reads standard input in this call of the program.
///
/// Readers claim it before anything is read or asked, so that two of them are a usage error and
/// not half a secret each.
#[derive(Debug, Default)]
pub(crate) struct StandardInput {
    claimed_by: Option<String>,
}

impl StandardInput {
    /// Takes standard input for `reader`, which is an option as it is typed, such as
    /// `--vault-key-file -`.
    ///
    /// # Errors
    /// `invalid_input` if another reader has it; the text names both.
    pub(crate) fn claim(&mut self, reader: &str) -> Result<ClaimedInput> {
        if let Some(other) = &self.claimed_by {
            let reason = format!("{other} and {reader} cannot both read standard input");
            return Err(Error::InvalidInput(reason.into()));
        }
        self.claimed_by = Some(reader.to_owned());
        Ok(ClaimedInput(()))
    }
}

/// The right to read standard input, given out once.
#[derive(Debug)]
pub(crate) struct ClaimedInput(());

impl ClaimedInput {
    /// Standard input without the buffer of [`io::Stdin`], which lives as long as the process and
    /// is never wiped.
    ///
    /// # Errors
    /// `io` if there is no standard input.
    pub(crate) fn open(self) -> Result<File> {
        #[cfg(unix)]
        let descriptor = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned();
        #[cfg(windows)]
        let descriptor = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned();
        descriptor.map(File::from).map_err(|error| Error::Io(format!("standard input: {error}").into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_reader_is_refused_and_both_are_named() {
        let mut input = StandardInput::default();
        input.claim("--vault-key-file -").unwrap();
        let error = input.claim("--stdin").unwrap_err();
        assert_eq!(error.code(), "invalid_input");
        assert!(error.to_string().contains("--vault-key-file - and --stdin"));
    }
}
