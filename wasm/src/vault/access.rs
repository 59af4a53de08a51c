//! Access rules: which identity may read which secret. They work locked: format 1 keeps them as policy.

use wasm_bindgen::prelude::*;

use super::{Vault, borrowed};
use crate::{
    Result,
    json::{from_json, list_to_json, to_json},
    number::whole,
};

#[wasm_bindgen]
impl Vault {
    /// Grants an identity, named by its id or handle, a secret.
    pub fn grant(&self, secret_id: &str, identity: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.grant(secret_id, identity, whole(now)?)?)
    }

    /// Takes a grant away.
    pub fn revoke(&self, secret_id: &str, identity: &str, now: f64) -> Result<()> {
        Ok(self.write()?.revoke(secret_id, identity, whole(now)?)?)
    }

    /// Makes the grants of an identity exactly these secrets, in one step.
    #[wasm_bindgen(js_name = setGrants)]
    pub fn set_grants(&self, identity: &str, secret_ids: &str, now: f64) -> Result<()> {
        let secret_ids: Vec<String> = from_json("secretIds", secret_ids)?;
        Ok(self.write()?.set_grants(identity, &borrowed(&secret_ids), whole(now)?)?)
    }

    /// The rules of one secret.
    #[wasm_bindgen(js_name = accessOfSecret)]
    pub fn access_of_secret(&self, secret_id: &str) -> Result<String> {
        to_json(&self.read()?.access_of_secret(secret_id)?)
    }

    /// The secrets that are granted to an identity, without their payloads, also to a paused one.
    #[wasm_bindgen(js_name = grantedTo)]
    pub fn granted_to(&self, identity: &str) -> Result<String> {
        list_to_json(self.read()?.granted_to(identity)?)
    }
}
