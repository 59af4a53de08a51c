//! [`OrgKey`]: what seals every payload of a format-1 vault.

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    call::{Answer, Arguments, answer, calls, text},
    key_handle::KeyHandle,
};

/// The key of a vault. It is wiped by `lock` and when it is freed.
#[wasm_bindgen]
pub struct OrgKey(KeyHandle<inkbox::OrgKey>);

impl OrgKey {
    pub(crate) fn new(key: inkbox::OrgKey) -> Self {
        Self(KeyHandle::new(key))
    }

    pub(crate) fn get(&self) -> Result<inkbox::OrgKey> {
        self.0.get()
    }
}

#[wasm_bindgen]
impl OrgKey {
    /// Makes a new key.
    pub fn generate() -> Result<Self> {
        Ok(Self::new(inkbox::OrgKey::generate()?))
    }

    /// Takes a key from its bytes: exactly 32.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Ok(Self::new(inkbox::OrgKey::from_bytes(bytes)?))
    }

    /// The 32 bytes of the key, which are secret.
    #[wasm_bindgen(js_name = exposeBytes)]
    pub fn expose_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.get()?.expose_bytes().to_vec())
    }

    /// Calls a method by its name.
    #[wasm_bindgen(js_name = __call)]
    pub fn call(&self, name: &str, arguments: &str) -> Answer {
        call(&self.get()?, name, &mut Arguments::parse(arguments)?)
    }

    /// Wipes the key. Later calls fail with `locked`.
    pub fn lock(&self) -> Result<()> {
        self.0.lock()
    }
}

calls! {
    fn(key: &inkbox::OrgKey, given) {
        "seal" => Ok(Some(key.seal(&given.text()?, &given.value("payload")?)?)),
        "open" => answer(key.open(&given.text()?, &given.text()?.as_str().into(), &given.text()?)),
        "openText" => text(key.open_text(&given.text()?, &given.text()?)?.expose()),
        "openWithoutAad" => answer(key.open_without_aad(&given.text()?.as_str().into(), &given.text()?)),
        "openTextWithoutAad" => text(key.open_text_without_aad(&given.text()?)?.expose()),
    }
}
