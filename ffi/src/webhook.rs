//! The signature of an incoming webhook.

use inkseal::webhook;

use crate::clock::at;

/// A header of a request.
#[derive(uniffi::Record)]
pub struct Header {
    /// The name, in any case.
    pub name: String,
    /// The value.
    pub value: String,
}

/// How old, or how far ahead, the timestamp of a request may be.
#[derive(uniffi::Record)]
pub struct Freshness {
    /// The greatest difference that is accepted, in seconds, both ways.
    pub tolerance_seconds: u64,
    /// The present time in Unix seconds, if it is not that of the system.
    #[uniffi(default = None)]
    pub now: Option<u64>,
}

impl From<Freshness> for webhook::Freshness {
    fn from(freshness: Freshness) -> Self {
        Self { now: at(freshness.now), tolerance_seconds: freshness.tolerance_seconds }
    }
}

/// The headers as the core takes them.
pub(crate) fn pairs(headers: Vec<Header>) -> Vec<(String, String)> {
    headers.into_iter().map(|header| (header.name, header.value)).collect()
}

/// Whether the headers hold the signature of the raw body under a signing key, which is secret, with or
/// without its `whsec_`. Never fails: a bad request must not stop the program that receives it.
///
/// Without `freshness` a request that was recorded can be sent again at any time.
#[uniffi::export(default(freshness = None))]
pub fn verify_webhook(
    key: inkseal::SecretText,
    headers: Vec<Header>,
    body: Vec<u8>,
    freshness: Option<Freshness>,
) -> bool {
    webhook::verify(key.expose(), &pairs(headers), &body, freshness.map(Into::into))
}
