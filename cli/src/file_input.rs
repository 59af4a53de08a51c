//! Reads the files that options name. What is in them may be secret: it is wiped.

use std::io::Read;

use inkseal::{Error, Result, SecretText};
use zeroize::Zeroizing;

use crate::{
    args::InputFile,
    secret_input::{self, FIELD_LIMIT},
};

/// The most bytes of a file that is read whole: those of a vault file, 256 MiB.
const FILE_LIMIT: usize = 256 * 1024 * 1024;

/// Every byte of a file.
///
/// # Errors
/// `io` when it cannot be read, `invalid_input` when it is longer than a vault file may be.
pub(crate) fn read_bytes(file: &InputFile, what: &str) -> Result<Zeroizing<Vec<u8>>> {
    read(file, what, FILE_LIMIT)
}

/// A file as text, as it is.
///
/// # Errors
/// Those of [`read_bytes`]; `invalid_input` when it is not UTF-8.
pub(crate) fn read_text(file: &InputFile, what: &str) -> Result<SecretText> {
    secret_input::into_text(read(file, what, FILE_LIMIT)?, what)
}

/// A field: text of at most 1 MiB, as it is.
///
/// # Errors
/// Those of [`read_text`].
pub(crate) fn read_field(file: &InputFile, what: &str) -> Result<SecretText> {
    secret_input::into_text(read(file, what, FIELD_LIMIT)?, what)
}

/// Any bytes of at most 1 MiB, as they are.
///
/// # Errors
/// Those of [`read_bytes`].
pub(crate) fn read_field_bytes(file: &InputFile, what: &str) -> Result<Zeroizing<Vec<u8>>> {
    read(file, what, FIELD_LIMIT)
}

/// A field without the one line end that ends it, if there is one.
///
/// # Errors
/// Those of [`read_text`].
pub(crate) fn read_line(file: &InputFile, what: &str) -> Result<SecretText> {
    let bytes = secret_input::Source::File(file.clone()).read(what, FIELD_LIMIT, false)?;
    secret_input::into_text(bytes, what)
}

fn read(file: &InputFile, what: &str, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
    // It grows as it is read; what it leaves behind is wiped by the program's allocator.
    let mut bytes = Zeroizing::new(Vec::new());
    let limited = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.open(what)?
        .take(limited)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::Io(format!("cannot read the {what} from {file}: {error}").into()))?;
    secret_input::within(limit, what, bytes)
}
