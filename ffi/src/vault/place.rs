//! [`Place`]: where a vault is, in memory alone or in a file too.

use std::{
    mem,
    ops::{Deref, DerefMut},
    path::Path,
};

use inkseal::{Error, Result, inkbox::Vault};
use inkseal_store::FileStore;

/// A vault, and the file that it was read from or written to, if there is one.
pub(crate) struct Place {
    kept: Kept,
    /// Whether somebody has had the contents in hand to change them since the file was read or written.
    touched: bool,
}

enum Kept {
    Memory(Box<Vault>),
    File(Box<FileStore>),
}

impl Place {
    /// The file of the vault.
    pub(super) fn file(&self) -> Option<&FileStore> {
        match &self.kept {
            Kept::Memory(_) => None,
            Kept::File(store) => Some(store),
        }
    }

    /// The vault, to lock and unlock it: its contents stay as they are.
    pub(super) fn to_lock(&mut self) -> &mut Vault {
        match &mut self.kept {
            Kept::Memory(vault) => vault,
            Kept::File(store) => store.vault_mut(),
        }
    }

    /// Whether the file lacks changes that were made here. A vault in memory alone has no file that could.
    pub(super) fn has_unsaved_changes(&self) -> Result<bool> {
        match &self.kept {
            // Texts are compared where there is reason to: that takes as long as opening the file.
            Kept::File(store) if self.touched => store.has_unsaved_changes(),
            _ => Ok(false),
        }
    }

    pub(super) fn save(&mut self) -> Result<()> {
        self.file_mut()?.save()?;
        self.touched = false;
        Ok(())
    }

    pub(super) fn reload(&mut self) -> Result<bool> {
        let changed = self.file_mut()?.reload()?;
        self.touched = false;
        Ok(changed)
    }

    /// Writes the vault to a new file and keeps it there from then on, as unlocked as it was.
    pub(super) fn save_as(&mut self, path: &Path) -> Result<()> {
        let mut store = FileStore::create(path, self)?;
        mem::swap(store.vault_mut(), self.to_lock());
        *self = store.into();
        Ok(())
    }

    fn file_mut(&mut self) -> Result<&mut FileStore> {
        match &mut self.kept {
            Kept::Memory(_) => {
                Err(Error::InvalidInput("this vault has no file: save it as one first".into()))
            }
            Kept::File(store) => Ok(store),
        }
    }
}

impl From<Vault> for Place {
    fn from(vault: Vault) -> Self {
        Self { kept: Kept::Memory(Box::new(vault)), touched: false }
    }
}

impl From<FileStore> for Place {
    fn from(store: FileStore) -> Self {
        Self { kept: Kept::File(Box::new(store)), touched: false }
    }
}

impl Deref for Place {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        match &self.kept {
            Kept::Memory(vault) => vault,
            Kept::File(store) => store.vault(),
        }
    }
}

/// The vault, to change it.
impl DerefMut for Place {
    fn deref_mut(&mut self) -> &mut Vault {
        self.touched = true;
        self.to_lock()
    }
}
