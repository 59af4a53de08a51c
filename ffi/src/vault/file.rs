//! The file of a vault: opened, written atomically, read again.

use std::path::Path;

use inkseal_store::FileStore;

use super::Vault;
use crate::Result;

#[uniffi::export]
impl Vault {
    /// Opens the vault file at a path. The vault is locked.
    ///
    /// Fails with `not_found`; `invalid_input` for what is no regular file; `io`; and as `parse`.
    #[uniffi::constructor]
    pub fn open_file(path: &str) -> Result<Self> {
        Ok(Self::new(FileStore::open(path)?.into()))
    }

    /// Writes the vault to a new file, for this user alone (0600) and never over anything that is there,
    /// and keeps it in that file from then on.
    ///
    /// Fails with `already_exists`, `not_found` without its folder, `invalid_input` and `io`.
    pub fn save_as(&self, path: &str) -> Result<()> {
        Ok(self.write().save_as(Path::new(path))?)
    }

    /// Saves the changes to the vault's file, atomically: a crash leaves the old vault or the new one.
    ///
    /// Fails with `conflict` if another program has saved the file since it was read here: nothing is
    /// written, and the vault in memory stays as it is. `reload` takes the file's, after which the change
    /// can be made again. Fails with `invalid_input` if the vault has no file, and with `io`.
    pub fn save(&self) -> Result<()> {
        Ok(self.write().save()?)
    }

    /// Makes the vault what its file holds now; changes that were not saved are dropped. It stays unlocked
    /// if it was. Says whether the file had changed.
    ///
    /// Fails as `open_file`, with `conflict` if the file now holds another vault, and with `invalid_input` if
    /// the vault has no file.
    pub fn reload(&self) -> Result<bool> {
        Ok(self.write().reload()?)
    }

    /// Whether the vault's file lacks changes that were made here: `save` writes them, `reload` drops them. False for
    /// a vault in memory alone. Fails with `invalid_input` if the vault has outgrown its file.
    pub fn has_unsaved_changes(&self) -> Result<bool> {
        Ok(self.read().has_unsaved_changes()?)
    }

    /// Where the vault's file is, symbolic links resolved; absent for a vault in memory alone.
    pub fn path(&self) -> Option<String> {
        self.read().file().map(|store| store.path().to_string_lossy().into_owned())
    }
}
