//! [`Place`]: where a vault is, in memory alone or in a file too.

use std::{
    mem,
    ops::{Deref, DerefMut},
    path::Path,
};

use inkseal::{Error, Result, inkbox::Vault};
use inkseal_store::FileStore;

/// A vault, and the file that it was read from or written to, if there is one.
pub(crate) enum Place {
    Memory(Box<Vault>),
    File(Box<FileStore>),
}

impl Place {
    /// The file of the vault.
    pub(super) fn file(&self) -> Option<&FileStore> {
        match self {
            Self::Memory(_) => None,
            Self::File(store) => Some(store),
        }
    }

    pub(super) fn file_mut(&mut self) -> Result<&mut FileStore> {
        match self {
            Self::Memory(_) => {
                Err(Error::InvalidInput("this vault has no file: save it as one first".into()))
            }
            Self::File(store) => Ok(store),
        }
    }

    /// Writes the vault to a new file and keeps it there from then on, as unlocked as it was.
    pub(super) fn save_as(&mut self, path: &Path) -> Result<()> {
        let mut store = FileStore::create(path, self)?;
        mem::swap(store.vault_mut(), self);
        *self = store.into();
        Ok(())
    }
}

impl From<Vault> for Place {
    fn from(vault: Vault) -> Self {
        Self::Memory(Box::new(vault))
    }
}

impl From<FileStore> for Place {
    fn from(store: FileStore) -> Self {
        Self::File(Box::new(store))
    }
}

impl Deref for Place {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        match self {
            Self::Memory(vault) => vault,
            Self::File(store) => store.vault(),
        }
    }
}

impl DerefMut for Place {
    fn deref_mut(&mut self) -> &mut Vault {
        match self {
            Self::Memory(vault) => vault,
            Self::File(store) => store.vault_mut(),
        }
    }
}
