//! The keys of a vault: change, recover, replace the recovery codes, remove.

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use super::{Vault, identities};
use crate::{
    MasterKey, Result,
    call::{answer, calls, json},
    json::to_json,
    master_key::four,
    number::whole,
};

calls! {
    fn(vault: &mut inkbox::Vault, given) else identities::call {
        // Secret: the new codes.
        "replaceRecoveryCodes" => answer(vault.replace_recovery_codes(given.number()?)),
        "keys" => json(&vault.keys()),
        "keysOf" => json(&vault.keys_of(&given.text()?.as_str().into())),
        "removeKey" => answer(vault.remove_key(&given.text()?, given.number()?)),
    }
}

#[wasm_bindgen]
impl Vault {
    /// Replaces the vault key, given the current one. The vault is unlocked after.
    #[wasm_bindgen(js_name = changeVaultKey)]
    pub fn change_vault_key(&self, current: &[u8], replacement: &[u8], now: f64) -> Result<String> {
        to_json(&self.write()?.change_vault_key(current, replacement, whole(now)?)?)
    }

    /// `changeVaultKey` with keys that are derived already; the caller has checked the new one.
    #[wasm_bindgen(js_name = changeVaultKeyWith)]
    pub fn change_vault_key_with(
        &self,
        current: &MasterKey,
        replacement: &MasterKey,
        now: f64,
    ) -> Result<String> {
        let (current, replacement) = (current.get()?, replacement.get()?);
        to_json(&self.write()?.change_vault_key_with(&current, &replacement, whole(now)?)?)
    }

    /// Replaces the vault key, given a recovery code, which is used up. The vault is unlocked after.
    pub fn recover(&self, recovery_code: &[u8], replacement: &[u8], now: f64) -> Result<String> {
        to_json(&self.write()?.recover(recovery_code, replacement, whole(now)?)?)
    }

    /// `recover` with keys that are derived already; the caller has checked the new one.
    #[wasm_bindgen(js_name = recoverWith)]
    pub fn recover_with(&self, code: &MasterKey, replacement: &MasterKey, now: f64) -> Result<String> {
        to_json(&self.write()?.recover_with(&code.get()?, &replacement.get()?, whole(now)?)?)
    }

    /// `replaceRecoveryCodes` with the keys of four codes that are derived already.
    #[wasm_bindgen(js_name = replaceRecoveryCodesWith)]
    pub fn replace_recovery_codes_with(
        &self,
        one: &MasterKey,
        two: &MasterKey,
        three: &MasterKey,
        last: &MasterKey,
        now: f64,
    ) -> Result<()> {
        let keys = four([one, two, three, last])?;
        Ok(self.write()?.replace_recovery_codes_with(&keys, whole(now)?)?)
    }
}
