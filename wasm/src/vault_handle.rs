//! [`VaultHandle`]: a format-1 vault that several share.

use std::{
    cell::{Ref, RefCell, RefMut},
    rc::Rc,
};

use inkseal::inkbox;

use crate::{Result, error::in_use};

/// A vault: parsed from the text of its file, changed in memory, written back as text. It is shared with
/// the views of its identities.
#[derive(Clone)]
pub(crate) struct VaultHandle(Rc<RefCell<inkbox::Vault>>);

impl From<inkbox::Vault> for VaultHandle {
    fn from(vault: inkbox::Vault) -> Self {
        Self(Rc::new(RefCell::new(vault)))
    }
}

impl VaultHandle {
    /// The vault, to read it.
    pub(crate) fn read(&self) -> Result<Ref<'_, inkbox::Vault>> {
        self.0.try_borrow().map_err(|_| in_use())
    }

    pub(crate) fn write(&self) -> Result<RefMut<'_, inkbox::Vault>> {
        self.0.try_borrow_mut().map_err(|_| in_use())
    }
}
