//! Moving secrets between vaults, and checking that all of them open.

use std::rc::Rc;

use inkseal::{
    Error, inkbox,
    inkbox::{ImportReport, VerifyReport},
};
use wasm_bindgen::prelude::*;

use super::Vault;
use crate::{
    Result,
    call::{answer, calls, text},
    json::{WriteObject, Writer, object_written, to_json},
    number::whole,
};

object_written! {
    ImportReport { added: "added", unchanged: "unchanged", differing: "differing", failed: "failed" }
    VerifyReport { id: "id", name: "name", secret_type: "secretType", error: "failure" }
}

/// The id of a secret that could not be carried over, and why.
impl WriteObject for (String, Error) {
    fn write_members(&self, json: &mut Writer) {
        json.put("id", &self.0);
        json.put("failure", &self.1);
    }
}

calls! {
    fn(vault: &mut inkbox::Vault, _given) {
        "exportDecrypted" => text(vault.export_decrypted()?.expose()),
        "verify" => answer(vault.verify()),
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

    /// An unlocked vault in memory of a decrypted export, which is secret, to import it from.
    #[wasm_bindgen(js_name = fromDecryptedExport)]
    pub fn from_decrypted_export(text: &str) -> Result<Self> {
        Ok(inkbox::Vault::from_decrypted_export(text)?.into())
    }
}
