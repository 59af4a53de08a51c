//! The signature of an incoming webhook.

use inkseal::webhook::{self, Freshness};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{Failure, FromJson, ReadObject, Tree, from_json, object_read},
};

object_read! {
    Freshness { now: "now", tolerance_seconds: "toleranceSeconds" }
}

/// A header: a list of its name, in any case, and its value.
impl FromJson for (String, String) {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let pair = <[String; 2]>::try_from(Vec::read(name, value, failure));
        let [key, value] = pair.unwrap_or_else(|_| {
            failure.wrong(name, "pairs of a name and a value");
            Default::default()
        });
        (key, value)
    }
}

/// The headers of a request, as the core takes them.
pub(crate) fn headers(json: &str) -> Result<Vec<(String, String)>> {
    from_json("headers", json)
}

/// How old the timestamp of a request may be.
pub(crate) fn freshness(json: Option<String>) -> Result<Option<Freshness>> {
    json.map(|json| from_json("freshness", &json)).transpose()
}

/// Whether the headers hold the signature of the raw body under a signing key, which is secret. It fails
/// only with `invalid_input` for arguments that are no headers or no freshness, never for what a request holds.
#[wasm_bindgen(js_name = verifyWebhook)]
pub fn verify_webhook(key: &str, request: &str, body: &[u8], within: Option<String>) -> Result<bool> {
    Ok(webhook::verify(key, &headers(request)?, body, freshness(within)?))
}
