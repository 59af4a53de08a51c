//! Secrets: list, find, open.

use inkseal::{
    Error,
    inkbox::{self, OpenedSecret, wire::SecretMetadata},
    payload::SecretPayload,
};
use wasm_bindgen::prelude::*;

use super::{Vault, changes};
use crate::{
    Credentials, Result,
    call::{answer, calls, json, text},
    json::{WriteObject, Writer, list_to_json, object_written},
    webhook::{freshness, headers},
};

object_written! {
    OpenedSecret { metadata: "metadata", payload: "payload" }
}

/// One of many secrets that were opened at once.
type Outcome = (SecretMetadata, Result<SecretPayload, Error>);

impl WriteObject for Outcome {
    fn write_members(&self, json: &mut Writer) {
        json.put("metadata", &self.0);
        match &self.1 {
            Ok(payload) => json.put("payload", payload),
            Err(error) => json.put("failure", error),
        }
    }
}

calls! {
    fn(vault: &mut inkbox::Vault, given) else changes::call {
        "toText" => Ok(Some(vault.to_text()?)),
        "info" => json(&vault.info()),
        "list" => json(&vault.list()),
        "listType" => json(&vault.list_type(&given.text()?.as_str().into())),
        "search" => json(&vault.search(&given.text()?)),
        "metadata" => answer(vault.metadata(&given.text()?)),
        "find" => Ok(Some(vault.find(&given.text()?)?)),
        "open" => answer(vault.open(&given.text()?)),
        "openText" => text(vault.open_text(&given.text()?)?.expose()),
        "openAll" => list_to_json(vault.open_each()?).map(Some),
        "openGranted" => list_to_json(vault.open_granted(&given.text()?)?).map(Some),
    }
}

#[wasm_bindgen]
impl Vault {
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
