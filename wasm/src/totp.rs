//! One-time codes and `otpauth` URIs.

use inkseal::totp::{TotpAlgorithm, TotpCode, TotpConfig};
use serde::Serializer;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{FromJson, ReadObject, ToJson, from_json, object, object_written, to_json},
    number::whole,
};

object! {
    TotpConfig {
        secret: "secret",
        algorithm: "algorithm" or TotpAlgorithm::Sha1,
        digits: "digits" or 6,
        period: "period" or 30,
        issuer: "issuer",
        account_name: "accountName",
        unknown: "unknown",
    }
}

object_written! {
    TotpCode {
        code: "code",
        period_start: "periodStart",
        period_end: "periodEnd",
        seconds_remaining: "secondsRemaining",
    }
}

impl ToJson for TotpAlgorithm {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromJson for TotpAlgorithm {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        String::read(name, value).map(|name| name.as_str().into())
    }
}

fn config(json: &str) -> Result<TotpConfig> {
    from_json("config", json)
}

/// The code at a time.
#[wasm_bindgen(js_name = totpCode)]
pub fn totp_code(totp: &str, now: f64) -> Result<String> {
    to_json(&config(totp)?.code(whole(now)?)?)
}

/// The code of the period before.
#[wasm_bindgen(js_name = previousTotpCode)]
pub fn previous_totp_code(totp: &str, now: f64) -> Result<String> {
    to_json(&config(totp)?.previous_code(whole(now)?)?)
}

/// The code of the next period.
#[wasm_bindgen(js_name = nextTotpCode)]
pub fn next_totp_code(totp: &str, now: f64) -> Result<String> {
    to_json(&config(totp)?.next_code(whole(now)?)?)
}

/// Checks that codes can be made of a configuration.
#[wasm_bindgen(js_name = validateTotp)]
pub fn validate_totp(totp: &str) -> Result<()> {
    Ok(config(totp)?.validate()?)
}

/// The configuration in its one canonical spelling, as it is sealed.
#[wasm_bindgen(js_name = normalizeTotp)]
pub fn normalize_totp(totp: &str) -> Result<String> {
    to_json(&config(totp)?.normalize()?)
}

/// Reads an `otpauth://totp/…` URI, which is secret.
#[wasm_bindgen(js_name = parseTotpUri)]
pub fn parse_totp_uri(uri: &str) -> Result<String> {
    to_json(&TotpConfig::parse_uri(uri)?)
}

/// The one canonical `otpauth` URI of a configuration, which is secret.
#[wasm_bindgen(js_name = totpUri)]
pub fn totp_uri(totp: &str) -> Result<String> {
    Ok(config(totp)?.to_uri()?.expose().to_owned())
}
