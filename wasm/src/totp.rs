//! One-time codes and `otpauth` URIs.

use inkseal::totp::{TotpAlgorithm, TotpCode, TotpConfig};

use crate::{
    Result,
    call::{Arguments, answer, calls, nothing, text},
    functions::Functions,
    json::{Failure, FromJson, ReadObject, ToJson, Tree, Writer, object, object_written},
    wire::answer,
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
    fn write(&self, json: &mut Writer) {
        json.text(self.as_str());
    }
}

impl FromJson for TotpAlgorithm {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        String::read(name, value, failure).as_str().into()
    }
}

calls! {
    fn(functions: Functions, given) else answer::call {
        "totpCode" => answer(config(given)?.code(given.number()?)),
        "previousTotpCode" => answer(config(given)?.previous_code(given.number()?)),
        "nextTotpCode" => answer(config(given)?.next_code(given.number()?)),
        "validateTotp" => nothing(config(given)?.validate()?),
        "normalizeTotp" => answer(config(given)?.normalize()),
        "parseTotpUri" => answer(TotpConfig::parse_uri(&given.text()?)),
        "totpUri" => text(config(given)?.to_uri()?.expose()),
    }
}

fn config(given: &mut Arguments) -> Result<TotpConfig> {
    given.value("config")
}
