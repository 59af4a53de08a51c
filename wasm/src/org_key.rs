//! [`OrgKey`]: what seals every payload of a format-1 vault.

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{from_json, to_json},
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

    /// Seals a payload for the secret with this id.
    pub fn seal(&self, secret_id: &str, payload: &str) -> Result<String> {
        Ok(self.get()?.seal(secret_id, &from_json("payload", payload)?)?)
    }

    /// Opens the payload of the secret with this id.
    pub fn open(&self, secret_id: &str, secret_type: &str, blob: &str) -> Result<String> {
        to_json(&self.get()?.open(secret_id, &secret_type.into(), blob)?)
    }

    /// Opens a payload as the JSON text that was sealed, whatever it is.
    #[wasm_bindgen(js_name = openText)]
    pub fn open_text(&self, secret_id: &str, blob: &str) -> Result<String> {
        Ok(self.get()?.open_text(secret_id, blob)?.expose().to_owned())
    }

    /// Opens a payload that was sealed without its secret's id.
    #[wasm_bindgen(js_name = openWithoutAad)]
    pub fn open_without_aad(&self, secret_type: &str, blob: &str) -> Result<String> {
        to_json(&self.get()?.open_without_aad(&secret_type.into(), blob)?)
    }

    /// `openText` for a payload that was sealed without its secret's id.
    #[wasm_bindgen(js_name = openTextWithoutAad)]
    pub fn open_text_without_aad(&self, blob: &str) -> Result<String> {
        Ok(self.get()?.open_text_without_aad(blob)?.expose().to_owned())
    }

    /// Wipes the key. Later calls fail with `locked`.
    pub fn lock(&self) -> Result<()> {
        self.0.lock()
    }
}
