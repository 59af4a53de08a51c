//! What lives in the module: JavaScript knows it by its number.

use std::{cell::RefCell, rc::Rc};

use inkseal::{Error, inkbox};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    credentials_handle::CredentialsHandle,
    error::{InksealError, in_use},
    key_handle::KeyHandle,
    vault_handle::VaultHandle,
};

/// One of the classes.
#[derive(Clone)]
pub(crate) enum Object {
    Vault(VaultHandle),
    Credentials(Rc<CredentialsHandle>),
    MasterKey(Rc<KeyHandle<inkbox::MasterKey>>),
    OrgKey(Rc<KeyHandle<inkbox::OrgKey>>),
    UnlockAnswer(Rc<inkbox::wire::UnlockAnswer>),
}

impl From<inkbox::Vault> for Object {
    fn from(vault: inkbox::Vault) -> Self {
        Self::Vault(vault.into())
    }
}

impl From<inkbox::MasterKey> for Object {
    fn from(key: inkbox::MasterKey) -> Self {
        Self::MasterKey(Rc::new(KeyHandle::new(key)))
    }
}

impl From<inkbox::OrgKey> for Object {
    fn from(key: inkbox::OrgKey) -> Self {
        Self::OrgKey(Rc::new(KeyHandle::new(key)))
    }
}

impl From<inkbox::wire::UnlockAnswer> for Object {
    fn from(answer: inkbox::wire::UnlockAnswer) -> Self {
        Self::UnlockAnswer(Rc::new(answer))
    }
}

/// All that lives, in the order of their numbers, which are never used again.
#[derive(Default)]
struct Objects {
    last: u32,
    living: Vec<(u32, Object)>,
}

impl Objects {
    fn place(&self, number: u32) -> Option<usize> {
        self.living.binary_search_by_key(&number, |(known, _)| *known).ok()
    }
}

thread_local! {
    static OBJECTS: RefCell<Objects> = const { RefCell::new(Objects { last: 0, living: Vec::new() }) };
}

/// Does something with all objects. One thread does one call at a time, so that nothing is in use when a call begins.
/// Should it be so all the same, that is an error, and no panic, which would end the module.
fn with<T>(job: impl FnOnce(&mut Objects) -> Result<T>) -> Result<T> {
    OBJECTS.with(|objects| job(&mut *objects.try_borrow_mut().map_err(|_| in_use())?))
}

/// The error of a number that stands for nothing any more, or for something else.
#[inline(never)]
fn gone() -> InksealError {
    Error::Locked.into()
}

/// Keeps an object, and gives its number.
pub(crate) fn add(object: Object) -> Result<u32> {
    with(|objects| {
        objects.last = objects.last.checked_add(1).ok_or_else(in_use)?;
        objects.living.push((objects.last, object));
        Ok(objects.last)
    })
}

/// The object with a number.
#[inline(never)]
pub(crate) fn get(number: u32) -> Result<Object> {
    with(|objects| {
        let (_, object) =
            objects.place(number).and_then(|place| objects.living.get(place)).ok_or_else(gone)?;
        Ok(object.clone())
    })
}

/// The vault with a number.
#[inline(never)]
pub(crate) fn vault(number: u32) -> Result<VaultHandle> {
    if let Object::Vault(vault) = get(number)? { Ok(vault) } else { Err(gone()) }
}

/// The master key with a number.
#[inline(never)]
pub(crate) fn master_key(number: u32) -> Result<inkbox::MasterKey> {
    if let Object::MasterKey(key) = get(number)? { key.get() } else { Err(gone()) }
}

/// The keys of as many recovery codes as a vault has.
#[inline(never)]
pub(crate) fn master_keys(numbers: [u32; 4]) -> Result<[inkbox::MasterKey; 4]> {
    let [one, two, three, four] = numbers;
    Ok([master_key(one)?, master_key(two)?, master_key(three)?, master_key(four)?])
}

/// The org key with a number.
#[inline(never)]
pub(crate) fn org_key(number: u32) -> Result<inkbox::OrgKey> {
    if let Object::OrgKey(key) = get(number)? { key.get() } else { Err(gone()) }
}

/// The answer to an unlock with a number.
#[inline(never)]
pub(crate) fn unlock_answer(number: u32) -> Result<inkbox::wire::UnlockAnswer> {
    if let Object::UnlockAnswer(answer) = get(number)? { Ok((*answer).clone()) } else { Err(gone()) }
}

/// The 32 bytes of a key, which are secret.
#[wasm_bindgen(js_name = exposeBytes)]
pub fn expose_bytes(on: u32) -> Result<Vec<u8>> {
    match get(on)? {
        Object::MasterKey(key) => Ok(key.get()?.expose_bytes().to_vec()),
        Object::OrgKey(key) => Ok(key.get()?.expose_bytes().to_vec()),
        _ => Err(gone()),
    }
}

/// Gives an object back. What it holds is wiped, unless another holds it too.
#[wasm_bindgen]
pub fn free(on: u32) -> Result<()> {
    // It is dropped after, when nothing is in use.
    let _freed = with(|objects| Ok(objects.place(on).map(|place| objects.living.remove(place))))?;
    Ok(())
}
