//! [`Vault`]: a format-1 vault.

mod access;
mod changes;
mod identities;
mod keys;
pub(crate) mod make;
mod secrets;
mod totp;
mod transfer;

use std::{
    cell::{Ref, RefCell, RefMut},
    rc::Rc,
};

use inkseal::inkbox;

use crate::{Result, call::Call, object::in_use};

/// A vault: parsed from the text of its file, changed in memory, written back as text. It is shared with
/// the views of its identities.
#[derive(Clone)]
pub(crate) struct Vault(Rc<RefCell<inkbox::Vault>>);

impl From<inkbox::Vault> for Vault {
    fn from(vault: inkbox::Vault) -> Self {
        Self(Rc::new(RefCell::new(vault)))
    }
}

impl Vault {
    /// The vault, to read it.
    pub(crate) fn read(&self) -> Result<Ref<'_, inkbox::Vault>> {
        self.0.try_borrow().map_err(|_| in_use())
    }

    pub(crate) fn write(&self) -> Result<RefMut<'_, inkbox::Vault>> {
        self.0.try_borrow_mut().map_err(|_| in_use())
    }
}

/// What Rust borrows and JSON owns.
fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The names of all calls.
pub const NAMES: &[&[&str]] = &[
    secrets::NAMES,
    changes::NAMES,
    totp::NAMES,
    keys::NAMES,
    identities::NAMES,
    access::NAMES,
    transfer::NAMES,
];

/// The calls, in the same order.
pub(crate) const CALLS: &[&[Call<inkbox::Vault>]] = &[
    secrets::CALLS,
    changes::CALLS,
    totp::CALLS,
    keys::CALLS,
    identities::CALLS,
    access::CALLS,
    transfer::CALLS,
];
