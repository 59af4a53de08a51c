//! [`KeyHandle`]: a key that can be wiped while JavaScript still holds the object that has it.

use std::cell::RefCell;

use inkseal::Error;

use crate::{Result, error::InksealError};

/// A key, or nothing once it has been locked.
pub(crate) struct KeyHandle<K>(RefCell<Option<K>>);

impl<K: Clone> KeyHandle<K> {
    pub(crate) fn new(key: K) -> Self {
        Self(RefCell::new(Some(key)))
    }

    /// A copy of the key for one call. It is wiped when dropped.
    pub(crate) fn get(&self) -> Result<K> {
        let key = self.0.try_borrow().map_err(|_| in_use())?;
        Ok(key.clone().ok_or(Error::Locked)?)
    }

    pub(crate) fn lock(&self) -> Result<()> {
        *self.0.try_borrow_mut().map_err(|_| in_use())? = None;
        Ok(())
    }
}

/// One thread does one call at a time, so that nothing is in use when a call begins. Should it be so all
/// the same, that is an error, and no panic, which would end the module.
pub(crate) fn in_use() -> InksealError {
    Error::Conflict("this is in use by another call".into()).into()
}
