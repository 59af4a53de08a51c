//! Secrets: list, find, open.

use inkseal::{
    Error,
    inkbox::{self, OpenedSecret, wire::SecretMetadata},
    payload::SecretPayload,
};

use crate::{
    call::{answer, calls, nothing, secret, text, yes_or_no},
    json::{WriteObject, Writer, list_to_json, object_written},
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
    fn(vault in inkbox::Vault, given) {
        "toText"() => text(vault.to_text()),
        // The text of a newer file of the same vault, which stays unlocked.
        "replaceContents"(text = long_text()) => nothing(vault.replace_contents(text)),
        "info"() => answer(Ok(vault.info())),
        "list"() => answer(Ok(vault.list())),
        "listType"(secret_type = text()) => answer(Ok(vault.list_type(&secret_type.into()))),
        "search"(text = text()) => answer(Ok(vault.search(text))),
        "metadata"(id = text()) => answer(vault.metadata(id)),
        "find"(name = text()) => text(vault.find(name)),
        "open"(id = text()) => answer(vault.open(id)),
        "openText"(id = text()) => secret(vault.open_text(id)),
        "openAll"() => Ok(Some(list_to_json(vault.open_each()?)?)),
        "openGranted"(identity = text()) => Ok(Some(list_to_json(vault.open_granted(identity)?)?)),
        // With the signing key that a secret holds.
        "verifyWebhook"(id = text(), headers = value("headers"), body = bytes(), within = optional_value("freshness")) => {
            let headers: Vec<(String, String)> = headers;
            yes_or_no(vault.verify_webhook(id, &headers, body, within)?)
        },
    }
}
