//! [`Lock`]: the right to write a vault file, one holder at a time on the whole system.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io, thread,
    time::{Duration, Instant},
};

use inkseal::{Error, Result};

use crate::{
    failure::failed,
    fault::{FaultPoint, reach},
    lock_holder::lock_holder,
    lock_wait::LockWait,
    vault_path::VaultPath,
};

/// How often a lock that another has is tried. The system can wait for it only without a limit.
const PAUSE: Duration = Duration::from_millis(5);

/// How long nobody is told: a save takes milliseconds.
const QUIET: Duration = Duration::from_millis(500);

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
    ///
    /// # Errors
    /// `conflict` when somebody holds it for too long.
    pub(crate) fn take(path: &'a VaultPath, wait: &LockWait) -> Result<Self> {
        let lock_path = path.lock_file();
        let file = open(path).map_err(failed("open the lock file", &lock_path))?;
        if !file.metadata().map_err(failed("open the lock file", &lock_path))?.is_file() {
            return Err(Error::InvalidInput(format!("{lock_path:?} is not a regular file").into()));
        }
        let began = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(TryLockError::Error(error)) => return Err(failed("lock", &lock_path)(error)),
            }
            let waited = began.elapsed();
            if waited >= wait.timeout() {
                return Err(Error::Conflict(
                    format!(
                        "{} has the vault locked ({lock_path:?}): given up after {} s",
                        lock_holder(&file),
                        wait.timeout().as_secs()
                    )
                    .into(),
                ));
            }
            if waited >= QUIET && !told {
                wait.tell(&format!("Waiting for {}, which has the vault locked.", lock_holder(&file)));
                told = true;
            }
            thread::sleep(PAUSE.min(wait.timeout().saturating_sub(waited)));
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

/// Opens the lock file, or makes it for the vault's owner alone (0600), whoever may read the vault: who can
/// open it can hold it, and keep its owner from saving.
///
/// An exclusive lock on NFS needs a file that is open for writing. Elsewhere reading is enough, so whoever
/// may only read the lock file tries that.
#[cfg(unix)]
fn open(path: &VaultPath) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::{
        fs::{Mode, OFlags},
        io::Errno,
    };

    let lock_path = path.lock_file();
    let open_for = |access: OFlags| {
        let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        rustix::fs::open(&lock_path, flags, Mode::empty())
    };
    loop {
        let opened = match open_for(OFlags::RDWR) {
            Err(Errno::ACCESS | Errno::PERM | Errno::ROFS) => open_for(OFlags::RDONLY),
            opened => opened,
        };
        match opened {
            Ok(descriptor) => return Ok(File::from(descriptor)),
            Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&lock_path) {
            // Another program made it in between.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => {
                if let (Ok(file), Ok(vault)) = (&made, fs::metadata(path.file())) {
                    // If it fails, the lock still serves whoever made it.
                    let _ = crate::ownership::carry_over_with(&vault, file, 0o600);
                }
                return made;
            }
        }
    }
}

#[cfg(not(unix))]
fn open(path: &VaultPath) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path.lock_file())
}
