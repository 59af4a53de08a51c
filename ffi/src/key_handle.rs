//! [`KeyHandle`]: a key that can be wiped while others still hold the object that has it.

use std::sync::{PoisonError, RwLock};

use inkseal::Error;

use crate::Result;

/// A key, or nothing once it has been locked.
pub(crate) struct KeyHandle<K>(RwLock<Option<K>>);

impl<K: Clone> KeyHandle<K> {
    pub(crate) fn new(key: K) -> Self {
        Self(RwLock::new(Some(key)))
    }

    /// A copy of the key for one call, so that no lock is held while it works. It is wiped when dropped.
    pub(crate) fn get(&self) -> Result<K> {
        let key = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Ok(key.clone().ok_or(Error::Locked)?)
    }

    pub(crate) fn lock(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
