//! The signature of an incoming webhook.

use inkseal::webhook::{self, Freshness};

use crate::{
    call::{Functions, calls, yes_or_no},
    json::{Failure, FromJson, ReadObject, Tree, object_read},
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

calls! {
    fn(_ in Functions, given) {
        // Whether the headers hold the signature of the raw body under a signing key, which is secret. It fails only
        // with `invalid_input` for arguments that are no headers or no freshness, never for what a request holds.
        "verifyWebhook"(key = text(), headers = value("headers"), body = bytes(), within = optional_value("freshness")) => {
            let headers: Vec<(String, String)> = headers;
            yes_or_no(webhook::verify(key, &headers, body, within))
        },
    }
}
