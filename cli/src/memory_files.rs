//! [`MemoryFiles`]: values in files that are on no disk, for programs that want a path.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use inkseal::{Error, Result};
use tempfile::{Builder, TempDir};

/// A folder in memory for its owner alone. Dropping it removes it with all files; a process that is killed leaves it
/// until the system starts again.
#[derive(Debug)]
pub(crate) struct MemoryFiles(TempDir);

impl MemoryFiles {
    /// Makes the folder, in `/dev/shm` or the user's runtime folder.
    ///
    /// # Errors
    /// `unsupported` where neither is there and in memory.
    pub(crate) fn new() -> Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let places = [Some(PathBuf::from("/dev/shm")), runtime];
        let folder = places
            .into_iter()
            .flatten()
            .filter(|place| is_in_memory(place))
            .find_map(|place| private_folder_in(&place).ok());
        folder.map(Self).ok_or_else(|| {
            Error::Unsupported("there is no file system in memory (tmpfs) to put files of secrets in".into())
        })
    }

    /// Makes a file of this name, with mode 0600, and gives its path.
    ///
    /// # Errors
    /// `invalid_input` for a second file of a name; `io` if it cannot be written.
    pub(crate) fn add(&self, name: &OsStr, content: &[u8]) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path).and_then(|mut file| file.write_all(content)) {
            Ok(()) => Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(Error::InvalidInput(format!("--file names the variable {} twice", name.display()).into()))
            }
            Err(error) => Err(Error::Io(format!("the file of {}: {error}", name.display()).into())),
        }
    }
}

fn private_folder_in(place: &Path) -> std::io::Result<TempDir> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.prefix("inkseal-").tempdir_in(place)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_in_memory(place: &Path) -> bool {
    // TMPFS_MAGIC of statfs(2).
    rustix::fs::statfs(place).is_ok_and(|system| u64::try_from(system.f_type) == Ok(0x0102_1994))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_in_memory(_: &Path) -> bool {
    false
}
