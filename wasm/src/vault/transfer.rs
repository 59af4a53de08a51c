//! Moving secrets between vaults, and checking that all of them open.

use std::rc::Rc;

use inkseal::{
    Error, inkbox,
    inkbox::{ImportReport, VerifyReport},
};
use serde::ser::SerializeMap;
use wasm_bindgen::prelude::*;

use super::Vault;
use crate::{
    Result,
    json::{WriteObject, object_written, put, to_json},
    number::whole,
};

object_written! {
    ImportReport { added: "added", unchanged: "unchanged", differing: "differing", failed: "failed" }
    VerifyReport { id: "id", name: "name", secret_type: "secretType", error: "failure" }
}

/// The id of a secret that could not be carried over, and why.
impl WriteObject for (String, Error) {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        put(map, "id", &self.0)?;
        put(map, "failure", &self.1)
    }
}

#[wasm_bindgen]
impl Vault {
    /// Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not
    /// here yet.
    #[wasm_bindgen(js_name = importFrom)]
    pub fn import_from(&self, source: &Vault, now: f64) -> Result<String> {
        if Rc::ptr_eq(&self.0, &source.0) {
            // A vault cannot be read while it is written: it is imported from a copy, wiped when dropped.
            let copy = inkbox::Vault::clone(&*source.read()?);
            return to_json(&self.write()?.import(&copy, whole(now)?)?);
        }
        to_json(&self.write()?.import(&*source.read()?, whole(now)?)?)
    }

    /// Every secret, opened, as one JSON text, which is secret.
    #[wasm_bindgen(js_name = exportDecrypted)]
    pub fn export_decrypted(&self) -> Result<String> {
        Ok(self.read()?.export_decrypted()?.expose().to_owned())
    }

    /// An unlocked vault in memory of such a text, to import it from.
    #[wasm_bindgen(js_name = fromDecryptedExport)]
    pub fn from_decrypted_export(text: &str) -> Result<Self> {
        Ok(inkbox::Vault::from_decrypted_export(text)?.into())
    }

    /// Opens every secret and reports on each.
    pub fn verify(&self) -> Result<String> {
        to_json(&self.read()?.verify()?)
    }
}
