//! New vaults.

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use super::Vault;
use crate::{MasterKey, Result, json::to_json, master_key::four, number::whole};

/// Makes a new vault with a vault key and four recovery codes: an array of the vault, which is unlocked, and
/// the list of the codes, which are secret.
#[wasm_bindgen(js_name = initializeVault)]
pub fn initialize_vault(organization_id: &str, vault_key: &[u8], now: f64) -> Result<Vec<JsValue>> {
    let made = inkbox::Vault::initialize(organization_id, vault_key, whole(now)?)?;
    // JavaScript copies the codes at once, and what is left here is wiped when it is dropped.
    let codes = JsValue::from_str(&to_json(&made.recovery_codes)?);
    Ok(vec![Vault::from(made.vault).into(), codes])
}

#[wasm_bindgen]
impl Vault {
    /// Makes a new vault with keys that are derived already: that of the vault key, which the caller has
    /// checked, and those of four recovery codes.
    #[wasm_bindgen(js_name = initializeWith)]
    pub fn initialize_with(
        organization_id: &str,
        primary: &MasterKey,
        one: &MasterKey,
        two: &MasterKey,
        three: &MasterKey,
        last: &MasterKey,
        now: f64,
    ) -> Result<Self> {
        let (primary, recovery) = (primary.get()?, four([one, two, three, last])?);
        Ok(inkbox::Vault::initialize_with(organization_id, &primary, &recovery, whole(now)?)?.into())
    }
}
