//! Changes of secrets: create, rename, describe, replace the payload, delete.

use wasm_bindgen::prelude::*;

use super::{Vault, borrowed};
use crate::{
    Result,
    json::{from_json, to_json},
    number::whole,
};

#[wasm_bindgen]
impl Vault {
    /// Seals a payload as a new secret. Its type follows from the payload.
    pub fn create(&self, name: &str, payload: &str, description: Option<String>, now: f64) -> Result<String> {
        let payload = from_json("payload", payload)?;
        to_json(&self.write()?.create(name, &payload, description.as_deref(), whole(now)?)?)
    }

    /// `create`, granted to identities in the same step.
    #[wasm_bindgen(js_name = createGranted)]
    pub fn create_granted(
        &self,
        name: &str,
        payload: &str,
        identities: &str,
        description: Option<String>,
        now: f64,
    ) -> Result<String> {
        let (payload, now) = (from_json("payload", payload)?, whole(now)?);
        let identities: Vec<String> = from_json("identities", identities)?;
        let (identities, description) = (borrowed(&identities), description.as_deref());
        to_json(&self.write()?.create_granted(name, &payload, description, &identities, now)?)
    }

    /// Gives a secret another name. Works locked.
    pub fn rename(&self, id: &str, name: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.rename(id, name, whole(now)?)?)
    }

    /// Gives a secret another description, or none. Works locked.
    pub fn describe(&self, id: &str, description: Option<String>, now: f64) -> Result<String> {
        to_json(&self.write()?.describe(id, description.as_deref(), whole(now)?)?)
    }

    /// Replaces the payload of a secret by one of the same type.
    #[wasm_bindgen(js_name = updatePayload)]
    pub fn update_payload(&self, id: &str, payload: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.update_payload(id, &from_json("payload", payload)?, whole(now)?)?)
    }

    /// Deletes a secret and returns what it was. Works locked.
    pub fn delete(&self, id: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.delete(id, whole(now)?)?)
    }
}
