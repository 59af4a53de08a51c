//! [`Credentials`]: the vault as one agent sees it.

use inkseal::payload::SecretPayload;
use wasm_bindgen::prelude::*;

use crate::{
    Result, Vault,
    json::{from_json, list_to_json, to_json},
    number::whole,
};

/// What is granted to one identity, always as of the present.
#[wasm_bindgen]
pub struct Credentials {
    vault: Vault,
    identity_id: String,
}

impl Credentials {
    pub(crate) fn new(vault: Vault, identity: &str) -> Result<Self> {
        let identity_id = vault.read()?.identity(identity)?.id;
        Ok(Self { vault, identity_id })
    }
}

#[wasm_bindgen]
impl Credentials {
    /// The identity whose view this is.
    pub fn identity(&self) -> Result<String> {
        to_json(&self.vault.read()?.credentials(&self.identity_id)?.identity()?)
    }

    /// Every granted secret, without its payload.
    pub fn list(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list()?)
    }

    /// `list`, of one type.
    #[wasm_bindgen(js_name = listType)]
    pub fn list_type(&self, secret_type: &str) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_type(&secret_type.into())?)
    }

    /// The id of the granted secret that has this id or exactly this name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        Ok(self.vault.read()?.credentials(&self.identity_id)?.find(name_or_id)?)
    }

    /// Opens one granted secret of any type.
    pub fn get(&self, id: &str) -> Result<String> {
        to_json(&self.vault.read()?.credentials(&self.identity_id)?.get(id)?)
    }

    /// `list`, of logins.
    #[wasm_bindgen(js_name = listLogins)]
    pub fn list_logins(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_logins()?)
    }

    /// Opens one login.
    #[wasm_bindgen(js_name = getLogin)]
    pub fn get_login(&self, id: &str) -> Result<String> {
        to_json(&SecretPayload::from(self.vault.read()?.credentials(&self.identity_id)?.get_login(id)?))
    }

    /// `list`, of API keys.
    #[wasm_bindgen(js_name = listApiKeys)]
    pub fn list_api_keys(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_api_keys()?)
    }

    /// Opens one API key.
    #[wasm_bindgen(js_name = getApiKey)]
    pub fn get_api_key(&self, id: &str) -> Result<String> {
        to_json(&SecretPayload::from(self.vault.read()?.credentials(&self.identity_id)?.get_api_key(id)?))
    }

    /// `list`, of key pairs.
    #[wasm_bindgen(js_name = listKeyPairs)]
    pub fn list_key_pairs(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_key_pairs()?)
    }

    /// Opens one key pair.
    #[wasm_bindgen(js_name = getKeyPair)]
    pub fn get_key_pair(&self, id: &str) -> Result<String> {
        to_json(&SecretPayload::from(self.vault.read()?.credentials(&self.identity_id)?.get_key_pair(id)?))
    }

    /// `list`, of SSH keys.
    #[wasm_bindgen(js_name = listSshKeys)]
    pub fn list_ssh_keys(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_ssh_keys()?)
    }

    /// Opens one SSH key.
    #[wasm_bindgen(js_name = getSshKey)]
    pub fn get_ssh_key(&self, id: &str) -> Result<String> {
        to_json(&SecretPayload::from(self.vault.read()?.credentials(&self.identity_id)?.get_ssh_key(id)?))
    }

    /// `list`, of secrets of type other.
    #[wasm_bindgen(js_name = listOthers)]
    pub fn list_others(&self) -> Result<String> {
        list_to_json(self.vault.read()?.credentials(&self.identity_id)?.list_others()?)
    }

    /// Opens one secret of type other.
    #[wasm_bindgen(js_name = getOther)]
    pub fn get_other(&self, id: &str) -> Result<String> {
        to_json(&SecretPayload::from(self.vault.read()?.credentials(&self.identity_id)?.get_other(id)?))
    }

    /// The current TOTP code of a granted login.
    #[wasm_bindgen(js_name = totpCode)]
    pub fn totp_code(&self, id: &str, now: f64) -> Result<String> {
        to_json(&self.vault.read()?.credentials(&self.identity_id)?.totp_code(id, whole(now)?)?)
    }

    /// Seals a new secret and grants it to this identity, in one step.
    pub fn create(&self, name: &str, payload: &str, description: Option<String>, now: f64) -> Result<String> {
        let (payload, description) = (from_json("payload", payload)?, description.as_deref());
        let mut vault = self.vault.write()?;
        let mut credentials = vault.credentials_mut(&self.identity_id)?;
        to_json(&credentials.create(name, &payload, description, whole(now)?)?)
    }

    /// Sets or replaces the TOTP configuration of a granted login.
    #[wasm_bindgen(js_name = setTotp)]
    pub fn set_totp(&self, id: &str, totp: &str, now: f64) -> Result<String> {
        let (totp, now) = (from_json("totp", totp)?, whole(now)?);
        to_json(&self.vault.write()?.credentials_mut(&self.identity_id)?.set_totp(id, &totp, now)?)
    }

    /// `setTotp` from an `otpauth` URI, which is secret.
    #[wasm_bindgen(js_name = setTotpUri)]
    pub fn set_totp_uri(&self, id: &str, uri: &str, now: f64) -> Result<String> {
        let now = whole(now)?;
        to_json(&self.vault.write()?.credentials_mut(&self.identity_id)?.set_totp_uri(id, uri, now)?)
    }

    /// Removes the TOTP configuration of a granted login.
    #[wasm_bindgen(js_name = removeTotp)]
    pub fn remove_totp(&self, id: &str, now: f64) -> Result<String> {
        let now = whole(now)?;
        to_json(&self.vault.write()?.credentials_mut(&self.identity_id)?.remove_totp(id, now)?)
    }
}
