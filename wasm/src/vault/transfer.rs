//! Moving secrets between vaults, and checking that all of them open.

use inkseal::{
    Error,
    inkbox::{ImportReport, Vault, VerifyReport},
};

use crate::{
    call::{answer, calls, secret},
    json::{WriteObject, Writer, object_written},
    object,
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
    fn(vault in Vault, given) {
        // Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not here.
        "importFrom"(source = object(), now = number()) => {
            if source == given.on {
                // A vault cannot be read while it is written: it is imported from a copy, wiped when dropped.
                let copy = vault.clone();
                return answer(vault.import(&copy, now));
            }
            answer(vault.import(&*object::vault(source)?.read()?, now))
        },
        "exportDecrypted"() => secret(vault.export_decrypted()),
        "verify"() => answer(vault.verify()),
    }
}
