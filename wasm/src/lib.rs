//! Inkseal for browsers and Node: the crate `inkseal`, described to wasm-bindgen.
#![allow(missing_debug_implementations, unreachable_pub)]

use wasm_bindgen::prelude::*;

/// Wipes what is freed: the glue copies every argument and result through memory of its own.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

type Result<T> = std::result::Result<T, JsValue>;

fn thrown(error: inkseal::Error) -> JsValue {
    JsValue::from_str(error.code())
}

/// A format-1 vault.
#[wasm_bindgen]
pub struct Vault(inkseal::inkbox::Vault);

#[wasm_bindgen]
impl Vault {
    /// Parses.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self(inkseal::inkbox::Vault::parse(text).map_err(thrown)?))
    }

    /// Unlocks.
    pub fn unlock(&mut self, vault_key: &[u8]) -> Result<()> {
        self.0.unlock(vault_key).map_err(thrown)
    }

    /// As text.
    #[wasm_bindgen(js_name = toText)]
    pub fn to_text(&self) -> Result<String> {
        self.0.to_text().map_err(thrown)
    }
}

/// A master key.
#[wasm_bindgen]
pub struct MasterKey(inkseal::inkbox::MasterKey);

#[wasm_bindgen]
impl MasterKey {
    /// Derives.
    pub fn derive(vault_key: &[u8], organization_id: &str) -> Result<Self> {
        Ok(Self(inkseal::inkbox::MasterKey::derive(vault_key, organization_id).map_err(thrown)?))
    }

    /// Auth hash.
    #[wasm_bindgen(js_name = authHash)]
    pub fn auth_hash(&self) -> String {
        self.0.auth_hash()
    }
}
