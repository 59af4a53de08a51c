//! [`MasterKey`]: what Argon2id makes of a vault key or recovery code.

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use crate::{OrgKey, Result, json::from_json, key_handle::KeyHandle};

/// The key that wraps the org key. It is wiped by `lock` and when it is freed.
#[wasm_bindgen]
pub struct MasterKey(KeyHandle<inkbox::MasterKey>);

impl MasterKey {
    pub(crate) fn new(key: inkbox::MasterKey) -> Self {
        Self(KeyHandle::new(key))
    }

    pub(crate) fn get(&self) -> Result<inkbox::MasterKey> {
        self.0.get()
    }
}

/// The keys of as many recovery codes as a vault has.
pub(crate) fn four(keys: [&MasterKey; 4]) -> Result<[inkbox::MasterKey; 4]> {
    let [one, two, three, four] = keys;
    Ok([one.get()?, two.get()?, three.get()?, four.get()?])
}

#[wasm_bindgen]
impl MasterKey {
    /// Derives the key of a vault key or recovery code, which is secret UTF-8: 64 MiB.
    pub fn derive(vault_key: &[u8], organization_id: &str) -> Result<Self> {
        Ok(Self::new(inkbox::MasterKey::derive(vault_key, organization_id)?))
    }

    /// Takes a key that was derived before: exactly 32 bytes.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Ok(Self::new(inkbox::MasterKey::from_bytes(bytes)?))
    }

    /// The 32 bytes of the key, which are secret.
    #[wasm_bindgen(js_name = exposeBytes)]
    pub fn expose_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.get()?.expose_bytes().to_vec())
    }

    /// What proves to the service that one has the key: lower-case hex of its SHA-256.
    #[wasm_bindgen(js_name = authHash)]
    pub fn auth_hash(&self) -> Result<String> {
        Ok(self.get()?.auth_hash())
    }

    /// Wraps an org key for the vault key with this id.
    pub fn wrap(&self, org_key: &OrgKey, key_id: &str) -> Result<String> {
        Ok(self.get()?.wrap(&org_key.get()?, key_id)?)
    }

    /// Unwraps the org key that was wrapped for the vault key with this id.
    pub fn unwrap(&self, key_id: &str, wrapped: &str) -> Result<OrgKey> {
        Ok(OrgKey::new(self.get()?.unwrap(key_id, wrapped)?))
    }

    /// Unwraps the org key when it is not known for which vault key it was wrapped: an array of that one's
    /// id and the org key.
    #[wasm_bindgen(js_name = unwrapAny)]
    pub fn unwrap_any(&self, key_ids: &str, wrapped: &str) -> Result<Vec<JsValue>> {
        let key_ids: Vec<String> = from_json("keyIds", key_ids)?;
        let (key_id, org_key) = self.get()?.unwrap_any(key_ids.iter().map(String::as_str), wrapped)?;
        Ok(vec![key_id.into(), OrgKey::new(org_key).into()])
    }

    /// Wipes the key. Later calls fail with `locked`.
    pub fn lock(&self) -> Result<()> {
        self.0.lock()
    }
}
