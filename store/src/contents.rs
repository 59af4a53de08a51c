//! [`read`]: the text of a vault file, after the checks that come before reading.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use inkseal::{Error, Result};

use crate::{
    failure::{failed, failed_to_find},
    vault_path::{VaultPath, not_a_regular_file},
};

/// The largest vault file that is read, in bytes (FORMAT-1.md, "The vault file").
const MAX_BYTES: u64 = 256 << 20;

/// Reads the whole vault file. It needs no lock: a save replaces the file in one step.
pub(crate) fn read(path: &VaultPath) -> Result<String> {
    let path = path.file();
    // Asked before it is opened, since opening some devices does something; asked again below, since
    // it may have been replaced.
    if !fs::metadata(path).map_err(failed_to_find("read the vault file", path))?.is_file() {
        return Err(not_a_regular_file(path));
    }
    let file = open_without_waiting(path).map_err(failed_to_find("read the vault file", path))?;
    let metadata = file.metadata().map_err(failed("read the vault file", path))?;
    if !metadata.is_file() {
        return Err(not_a_regular_file(path));
    }
    check_size(metadata.len())?;
    read_to_end(file, path, metadata.len())
}

/// Reads a vault from a pipe, once, and waits for who writes to it.
pub(crate) fn read_stream(path: &Path) -> Result<String> {
    let file = File::open(path).map_err(failed_to_find("read the vault from", path))?;
    read_to_end(file, path, 0)
}

fn read_to_end(file: File, path: &Path, expected: u64) -> Result<String> {
    let mut bytes = Vec::new();
    let expected = usize::try_from(expected).map_err(|_| Error::OutOfMemory)?;
    bytes.try_reserve_exact(expected).map_err(|_| Error::OutOfMemory)?;
    // A file that another program writes to in place may have grown since.
    let read = file.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes);
    check_size(u64::try_from(read.map_err(failed("read the vault file", path))?).unwrap_or(u64::MAX))?;
    String::from_utf8(bytes).map_err(|_| Error::Malformed("the vault file is not UTF-8 text".into()))
}

fn check_size(bytes: u64) -> Result<()> {
    if bytes > MAX_BYTES {
        return Err(Error::Malformed("the vault file is larger than 256 MiB".into()));
    }
    Ok(())
}

/// Opens for reading. A FIFO that took the file's place would hold a plain `open` until it is written to.
#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cap_is_that_of_the_core_and_itself_allowed() {
        assert_eq!(usize::try_from(MAX_BYTES), Ok(inkseal::inkbox::MAX_FILE));
        assert_eq!(check_size(MAX_BYTES), Ok(()));
        assert_eq!(check_size(MAX_BYTES + 1).unwrap_err().code(), "malformed");
    }
}
