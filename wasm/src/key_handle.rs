//! [`KeyHandle`]: a key that can be wiped while JavaScript still holds its number.

use std::cell::RefCell;

use inkseal::Error;

use crate::{Result, error::in_use};

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

    /// Wipes the key.
    pub(crate) fn lock(&self) -> Result<()> {
        *self.0.try_borrow_mut().map_err(|_| in_use())? = None;
        Ok(())
    }
}
