//! Secrets: list, find, open.

use inkseal::{
    Error,
    inkbox::{OpenedSecret, wire::SecretMetadata},
    payload::SecretPayload,
};
use serde::ser::SerializeMap;
use wasm_bindgen::prelude::*;

use super::Vault;
use crate::{
    Credentials, Result,
    json::{WriteObject, list_to_json, object_written, put, to_json},
    webhook::{freshness, headers},
};

object_written! {
    OpenedSecret { metadata: "metadata", payload: "payload" }
}

/// One of many secrets that were opened at once.
type Outcome = (SecretMetadata, Result<SecretPayload, Error>);

impl WriteObject for Outcome {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        put(map, "metadata", &self.0)?;
        match &self.1 {
            Ok(payload) => put(map, "payload", payload),
            Err(error) => put(map, "failure", error),
        }
    }
}

#[wasm_bindgen]
impl Vault {
    /// Every secret without its payload, in the order of the file. Works locked.
    pub fn list(&self) -> Result<String> {
        list_to_json(self.read()?.list())
    }

    /// `list`, of one type.
    #[wasm_bindgen(js_name = listType)]
    pub fn list_type(&self, secret_type: &str) -> Result<String> {
        list_to_json(self.read()?.list_type(&secret_type.into()))
    }

    /// `list`, of secrets whose name contains a text, in any case.
    pub fn search(&self, text: &str) -> Result<String> {
        list_to_json(self.read()?.search(text))
    }

    /// One secret without its payload. Works locked.
    pub fn metadata(&self, id: &str) -> Result<String> {
        to_json(&self.read()?.metadata(id)?)
    }

    /// The id of the secret that has this id or exactly this name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        Ok(self.read()?.find(name_or_id)?)
    }

    /// Opens one secret.
    pub fn open(&self, id: &str) -> Result<String> {
        to_json(&self.read()?.open(id)?)
    }

    /// The payload of one secret as the JSON text that was sealed, whether or not it fits its type.
    #[wasm_bindgen(js_name = openText)]
    pub fn open_text(&self, id: &str) -> Result<String> {
        Ok(self.read()?.open_text(id)?.expose().to_owned())
    }

    /// Opens every secret in one call. What does not open has its own failure beside it.
    #[wasm_bindgen(js_name = openAll)]
    pub fn open_all(&self) -> Result<String> {
        list_to_json(self.read()?.open_each()?)
    }

    /// Opens every secret that is granted to an identity, which is named by its id or handle.
    #[wasm_bindgen(js_name = openGranted)]
    pub fn open_granted(&self, identity: &str) -> Result<String> {
        list_to_json(self.read()?.open_granted(identity)?)
    }

    /// The view of one identity, named by its id or handle: only what is granted to it.
    pub fn credentials(&self, identity: &str) -> Result<Credentials> {
        Credentials::new(self.clone(), identity)
    }

    /// Verifies a webhook with the signing key that a secret holds.
    #[wasm_bindgen(js_name = verifyWebhook)]
    pub fn verify_webhook(
        &self,
        id: &str,
        request: &str,
        body: &[u8],
        within: Option<String>,
    ) -> Result<bool> {
        Ok(self.read()?.verify_webhook(id, &headers(request)?, body, freshness(within)?)?)
    }
}
