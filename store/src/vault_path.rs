//! [`VaultPath`]: where a vault file is, and what the files beside it are called.

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
};

use inkseal::{Error, Result};

use crate::failure::{failed, failed_to_find};

/// How many random characters the name of a draft has.
pub(crate) const DRAFT_RANDOM_CHARACTERS: usize = 8;

/// The place of a vault file, without symbolic links: a folder and a name in it.
#[derive(Debug)]
pub(crate) struct VaultPath {
    folder: PathBuf,
    name: OsString,
    full: PathBuf,
}

impl VaultPath {
    /// The place of a file that is there; links to it are resolved.
    pub(crate) fn existing(path: &Path) -> Result<Self> {
        let full = fs::canonicalize(path).map_err(failed_to_find("open the vault file", path))?;
        match (full.parent(), full.file_name()) {
            (Some(folder), Some(name)) => Ok(Self { folder: folder.into(), name: name.into(), full }),
            _ => Err(not_a_regular_file(path)),
        }
    }

    /// The place of something that is read once and never written, such as a pipe: as it was named.
    pub(crate) fn unresolved(path: &Path) -> Self {
        Self { folder: PathBuf::new(), name: OsString::new(), full: path.into() }
    }

    /// The place of a file to be made, in a folder that is there; links to the folder are resolved.
    pub(crate) fn new_file(path: &Path) -> Result<Self> {
        let Some(name) = path.file_name() else {
            return Err(Error::InvalidInput(format!("{path:?} names no file").into()));
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = fs::canonicalize(folder).map_err(failed_to_find("use the folder", folder))?;
        if !fs::metadata(&folder).map_err(failed("use the folder", &folder))?.is_dir() {
            return Err(Error::InvalidInput(format!("{folder:?} is not a folder").into()));
        }
        let full = folder.join(name);
        match fs::symlink_metadata(&full) {
            Ok(_) => Err(already_there(&full)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self { folder, name: name.into(), full })
            }
            Err(error) => Err(failed("make the vault file", &full)(error)),
        }
    }

    /// The place that a path names, whether or not there is a file; links are resolved as far as they lead.
    fn named(path: &Path) -> Option<Self> {
        if let Ok(there) = Self::existing(path) {
            return Some(there);
        }
        let name = path.file_name()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).ok()?;
        Some(Self { name: name.into(), full: folder.join(name), folder })
    }

    /// Whether `path` names the file of the vault at `vault`, its lock, or a draft of it.
    pub(crate) fn is_kept(vault: &Path, path: &Path) -> bool {
        let (Some(vault), Some(place)) = (Self::named(vault), Self::named(path)) else { return false };
        place.full == vault.full
            || place.full == vault.lock_file()
            || (place.folder == vault.folder && vault.is_draft(&place.name))
    }

    /// The vault file.
    pub(crate) fn file(&self) -> &Path {
        &self.full
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that is locked while the vault file is written.
    pub(crate) fn lock_file(&self) -> PathBuf {
        self.folder.join(self.beside(".lock"))
    }

    /// What the name of a draft begins with: its random characters and [`Self::draft_suffix`] follow.
    pub(crate) fn draft_prefix(&self) -> OsString {
        self.beside(".inkseal-")
    }

    /// What the name of a draft ends with.
    pub(crate) fn draft_suffix() -> &'static str {
        ".tmp"
    }

    /// Whether a file of the folder is a draft of this vault file, by its name.
    pub(crate) fn is_draft(&self, name: &OsStr) -> bool {
        let random = name
            .as_encoded_bytes()
            .strip_prefix(self.draft_prefix().as_encoded_bytes())
            .and_then(|rest| rest.strip_suffix(Self::draft_suffix().as_bytes()));
        random.is_some_and(|random| {
            random.len() == DRAFT_RANDOM_CHARACTERS && random.iter().all(u8::is_ascii_alphanumeric)
        })
    }

    fn beside(&self, ending: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(ending);
        name
    }
}

/// The error of a vault path that names a folder, a FIFO, a socket or a device.
pub(crate) fn not_a_regular_file(path: &Path) -> Error {
    Error::InvalidInput(format!("{path:?} is not a regular file").into())
}

/// The error of a vault file to be made where there is something already.
pub(crate) fn already_there(path: &Path) -> Error {
    Error::AlreadyExists(format!("{path:?} is there already").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_known_by_its_name() {
        let vault = VaultPath { folder: "/v".into(), name: "my vault".into(), full: "/v/my vault".into() };
        assert_eq!(vault.lock_file(), Path::new("/v/.my vault.lock"));
        assert!(vault.is_draft(OsStr::new(".my vault.inkseal-0aZ9bcde.tmp")));
        for other in [
            "my vault",
            ".my vault.lock",
            "my vault.inkseal-0aZ9bcde.tmp",
            ".my vault.inkseal-.tmp",
            ".my vault.inkseal-0aZ9bcd.tmp",
            ".my vault.inkseal-0aZ9bcdef.tmp",
            ".my vault.inkseal-0aZ9.cde.tmp",
            ".my vault.inkseal-0aZ9bcde.tmp2",
            ".other.inkseal-0aZ9bcde.tmp",
            ".my vault.tmp",
        ] {
            assert!(!vault.is_draft(OsStr::new(other)), "{other}");
        }
    }
}
