//! One-time codes and `otpauth` URIs.

use inkseal::{
    SecretText,
    totp::{MigrationEntry, TotpAlgorithm, TotpCode, TotpConfig, parse_migration},
};

use crate::{
    call::{Functions, answer, calls, nothing, secret},
    json::{Failure, FromJson, ReadObject, ToJson, Tree, Writer, object, object_written},
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

object_written! {
    MigrationEntry {
        issuer: "issuer",
        account_name: "accountName",
        config: "config",
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
    fn(_ in Functions, given) {
        "totpCode"(config = value("config"), now = number()) => answer(TotpConfig::code(&config, now)),
        "previousTotpCode"(config = value("config"), now = number()) => answer(TotpConfig::previous_code(&config, now)),
        "nextTotpCode"(config = value("config"), now = number()) => answer(TotpConfig::next_code(&config, now)),
        "validateTotp"(config = value("config")) => nothing(TotpConfig::validate(&config)),
        "normalizeTotp"(config = value("config")) => answer(TotpConfig::normalize(&config)),
        "parseTotpUri"(uri = text()) => answer(TotpConfig::parse_uri(uri)),
        "parseTotpMigration"(uris = value("uris")) => {
            let uris: Vec<SecretText> = uris;
            answer(parse_migration(&uris.iter().map(SecretText::expose).collect::<Vec<_>>()))
        },
        "totpUri"(config = value("config")) => secret(TotpConfig::to_uri(&config)),
    }
}
