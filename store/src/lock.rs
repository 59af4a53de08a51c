//! [`Lock`]: the right to write a vault file, one holder at a time on the whole system.

use std::{
    fs::{self, File, OpenOptions},
    io,
};

use inkseal::{Error, Result};

use crate::{
    failure::failed,
    fault::{FaultPoint, reach},
    vault_path::VaultPath,
};

/// Held while a vault file is read to be changed, and written.
///
/// The lock is on a file of its own. The vault file itself would not do: a save replaces it, and then
/// one program would hold the old file's lock and another the new one's.
#[derive(Debug)]
pub(crate) struct Lock<'a> {
    path: &'a VaultPath,
    /// Closing it frees the lock.
    _file: File,
}

impl<'a> Lock<'a> {
    /// Waits until nobody else holds the lock, and takes it.
    pub(crate) fn take(path: &'a VaultPath) -> Result<Self> {
        let lock_path = path.lock_file();
        let file = open(path).map_err(failed("open the lock file", &lock_path))?;
        if !file.metadata().map_err(failed("open the lock file", &lock_path))?.is_file() {
            return Err(Error::InvalidInput(format!("{lock_path:?} is not a regular file").into()));
        }
        loop {
            match file.lock() {
                Ok(()) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed("lock", &lock_path)(error)),
            }
        }
        reach(FaultPoint::Locked);
        Ok(Self { path, _file: file })
    }

    /// The vault file that may be written.
    pub(crate) fn path(&self) -> &'a VaultPath {
        self.path
    }

    /// Removes the drafts that crashed programs left behind. Whoever is writing one holds the lock, so
    /// every draft that is there now is nobody's. What cannot be removed stays: it is in no one's way.
    pub(crate) fn remove_leftovers(&self) {
        let Ok(folder) = fs::read_dir(self.path.folder()) else { return };
        for entry in folder.flatten() {
            if self.path.is_draft(&entry.file_name()) {
                let _ = fs::remove_file(entry.path());
            }
        }
        reach(FaultPoint::LeftoversRemoved);
    }
}

/// Opens the lock file, or makes it with the vault's permission bits: whoever may read the vault may
/// take its lock, and nobody else. Reading is all that locking needs.
#[cfg(unix)]
fn open(path: &VaultPath) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    use rustix::fs::{Mode, OFlags};

    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let lock_path = path.lock_file();
    loop {
        match rustix::fs::open(&lock_path, flags, Mode::empty()) {
            Ok(descriptor) => return Ok(File::from(descriptor)),
            Err(rustix::io::Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        let mode = fs::metadata(path.file()).map_or(0o600, |vault| vault.permissions().mode() & 0o666);
        let made = OpenOptions::new().write(true).create_new(true).mode(mode | 0o600).open(&lock_path);
        match made {
            // Another program made it in between.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made,
        }
    }
}

#[cfg(not(unix))]
fn open(path: &VaultPath) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path.lock_file())
}
