//! Identities: the agents that secrets are granted to. All of it works locked.

use wasm_bindgen::prelude::*;

use super::{Vault, borrowed};
use crate::{
    Result,
    json::{from_json, to_json},
    number::whole,
};

#[wasm_bindgen]
impl Vault {
    /// Every identity, in the order of the file.
    pub fn identities(&self) -> Result<String> {
        to_json(&self.read()?.identities())
    }

    /// The identity with this id or else with this handle.
    pub fn identity(&self, id_or_handle: &str) -> Result<String> {
        to_json(&self.read()?.identity(id_or_handle)?)
    }

    /// Makes an identity and grants it secrets, in one step.
    #[wasm_bindgen(js_name = createIdentity)]
    pub fn create_identity(
        &self,
        agent_handle: &str,
        display_name: Option<String>,
        secret_ids: Option<String>,
        now: f64,
    ) -> Result<String> {
        let secret_ids = secret_ids.map(|json| from_json("secretIds", &json)).transpose()?;
        let secret_ids: Vec<String> = secret_ids.unwrap_or_default();
        let (display_name, secret_ids) = (display_name.as_deref(), borrowed(&secret_ids));
        to_json(&self.write()?.create_identity(agent_handle, display_name, &secret_ids, whole(now)?)?)
    }

    /// Gives an identity another handle. Its grants stay.
    #[wasm_bindgen(js_name = renameIdentity)]
    pub fn rename_identity(&self, id_or_handle: &str, agent_handle: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.rename_identity(id_or_handle, agent_handle, whole(now)?)?)
    }

    /// Sets an identity's name for people, or removes it.
    #[wasm_bindgen(js_name = setDisplayName)]
    pub fn set_display_name(
        &self,
        id_or_handle: &str,
        display_name: Option<String>,
        now: f64,
    ) -> Result<String> {
        to_json(&self.write()?.set_display_name(id_or_handle, display_name.as_deref(), whole(now)?)?)
    }

    /// Pauses an identity: it reads nothing until it is resumed. Its grants stay.
    #[wasm_bindgen(js_name = pauseIdentity)]
    pub fn pause_identity(&self, id_or_handle: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.pause_identity(id_or_handle, whole(now)?)?)
    }

    /// Lets a paused identity read again.
    #[wasm_bindgen(js_name = resumeIdentity)]
    pub fn resume_identity(&self, id_or_handle: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.resume_identity(id_or_handle, whole(now)?)?)
    }

    /// Deletes an identity and every rule that names it, and returns what it was.
    #[wasm_bindgen(js_name = deleteIdentity)]
    pub fn delete_identity(&self, id_or_handle: &str, now: f64) -> Result<String> {
        to_json(&self.write()?.delete_identity(id_or_handle, whole(now)?)?)
    }
}
