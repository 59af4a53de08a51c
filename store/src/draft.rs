//! [`Draft`]: the next vault file, whole and on the disk, before it takes its place.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use inkseal::{Error, Result};
use tempfile::NamedTempFile;

use crate::{
    failure::failed,
    fault::{FaultPoint, reach},
    lock::Lock,
    ownership,
    vault_path::{DRAFT_RANDOM_CHARACTERS, VaultPath, already_there},
};

/// A new file beside the vault file, written and synced. It is removed when it is dropped.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    target: &'a VaultPath,
    file: NamedTempFile,
    folder: Folder,
}

impl<'a> Draft<'a> {
    /// Writes a draft, after the leftovers of others are gone. Nothing has changed if this fails.
    pub(crate) fn write(lock: &Lock<'a>, text: &str) -> Result<Self> {
        lock.remove_leftovers();
        let target = lock.path();
        let mut file = tempfile::Builder::new()
            .prefix(&target.draft_prefix())
            .suffix(VaultPath::draft_suffix())
            .rand_bytes(DRAFT_RANDOM_CHARACTERS)
            .tempfile_in(target.folder())
            .map_err(failed("make a file in", target.folder()))?;
        reach(FaultPoint::DraftMade);
        write_text(file.as_file_mut(), text).map_err(failed("write beside", target.file()))?;
        reach(FaultPoint::DraftWritten);
        match fs::metadata(target.file()) {
            Ok(old) => ownership::carry_over(&old, file.as_file())
                .map_err(failed("keep the permissions of", target.file()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed("keep the permissions of", target.file())(error)),
        }
        reach(FaultPoint::PermissionsKept);
        file.as_file().sync_all().map_err(failed("sync the file beside", target.file()))?;
        reach(FaultPoint::DraftSynced);
        // Opened now, so that what can fail early does.
        let folder = Folder::open(target.folder()).map_err(failed("open the folder", target.folder()))?;
        reach(FaultPoint::FolderOpened);
        Ok(Self { target, file, folder })
    }

    /// Puts the draft in the place of the vault file. Nothing has changed if this fails.
    pub(crate) fn replace(self) -> Result<Placed<'a>> {
        let Self { target, file, folder } = self;
        file.persist(target.file()).map_err(|refused| failed("replace", target.file())(refused.error))?;
        reach(FaultPoint::Renamed);
        Ok(Placed { target, folder })
    }

    /// Puts the draft where there is no file yet, and never over one.
    pub(crate) fn place_new(self) -> Result<Placed<'a>> {
        let Self { target, file, folder } = self;
        file.persist_noclobber(target.file()).map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => already_there(target.file()),
            _ => failed("make", target.file())(refused.error),
        })?;
        reach(FaultPoint::Renamed);
        Ok(Placed { target, folder })
    }
}

/// A draft that has become the vault file, but might not yet be so after a power failure.
#[derive(Debug)]
#[must_use = "the folder is to be synced"]
pub(crate) struct Placed<'a> {
    target: &'a VaultPath,
    folder: Folder,
}

impl Placed<'_> {
    /// Syncs the folder. If this fails, the new file is in place all the same.
    pub(crate) fn sync(self) -> Result<()> {
        self.folder.sync().map_err(|error| {
            let path = self.target.folder();
            Error::Io(format!("the vault is saved, but its folder {path:?} cannot be synced: {error}").into())
        })?;
        reach(FaultPoint::FolderSynced);
        Ok(())
    }
}

/// Without fault points, one write.
#[cfg(not(feature = "fault-points"))]
fn write_text(file: &mut File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())
}

/// With fault points, two, so that a crash can leave half a draft.
#[cfg(feature = "fault-points")]
fn write_text(file: &mut File, text: &str) -> io::Result<()> {
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    file.write_all(first)?;
    reach(FaultPoint::DraftHalfWritten);
    file.write_all(second)
}

/// The folder that the names are in.
#[cfg(unix)]
#[derive(Debug)]
struct Folder(File);

#[cfg(unix)]
impl Folder {
    fn open(path: &Path) -> io::Result<Self> {
        File::open(path).map(Self)
    }

    fn sync(&self) -> io::Result<()> {
        match self.0.sync_all() {
            // File systems that cannot sync a folder (some in user space, some of networks) say so thus.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }
}

/// Elsewhere a folder cannot be synced: its file system's journal keeps renames in order.
#[cfg(not(unix))]
#[derive(Debug)]
struct Folder;

#[cfg(not(unix))]
impl Folder {
    fn open(_path: &Path) -> io::Result<Self> {
        Ok(Self)
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
