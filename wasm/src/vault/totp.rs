//! TOTP of a login in the vault.

use wasm_bindgen::prelude::*;

use super::Vault;
use crate::{
    Result,
    json::{from_json, to_json},
    number::whole,
};

#[wasm_bindgen]
impl Vault {
    /// The current code of a login.
    #[wasm_bindgen(js_name = totpCode)]
    pub fn totp_code(&self, id: &str, now: f64) -> Result<String> {
        to_json(&self.read()?.totp_code(id, whole(now)?)?)
    }

    /// Sets or replaces the TOTP configuration of a login.
    #[wasm_bindgen(js_name = setTotp)]
    pub fn set_totp(&self, id: &str, totp: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.set_totp(id, &from_json("totp", totp)?, whole(now)?)?)
    }

    /// `setTotp` from an `otpauth` URI, which is secret.
    #[wasm_bindgen(js_name = setTotpUri)]
    pub fn set_totp_uri(&self, id: &str, uri: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.set_totp_uri(id, uri, whole(now)?)?)
    }

    /// Removes the TOTP configuration of a login.
    #[wasm_bindgen(js_name = removeTotp)]
    pub fn remove_totp(&self, id: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.remove_totp(id, whole(now)?)?)
    }
}
