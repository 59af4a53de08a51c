//! What the system refused, as an [`Error`]: the operation, the path and the system's reason.

use std::{io, path::Path};

use inkseal::Error;

/// Makes the error of an operation on a path, for `map_err`: `doing` completes "cannot …".
///
/// The path is quoted and escaped: its name may be anybody's.
pub(crate) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |error| match error.kind() {
        io::ErrorKind::OutOfMemory => Error::OutOfMemory,
        _ => Error::Io(format!("cannot {doing} {path:?}: {error}").into()),
    }
}

/// The same, where a missing file means that the vault or its folder is not there.
pub(crate) fn failed_to_find(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |error| match error.kind() {
        io::ErrorKind::NotFound => {
            Error::NotFound(format!("cannot {doing} {path:?}: it is not there").into())
        }
        _ => failed(doing, path)(error),
    }
}
