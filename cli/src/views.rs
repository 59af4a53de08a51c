//! What the core's values look like to people, and as JSON where the core leaves that open.

mod identity;
mod key;
mod secret;
mod totp;

pub(crate) use identity::{identities_for_people, identity_for_people, rule_for_people, rules_for_people};
pub(crate) use key::{key_for_people, keys_for_people};
pub(crate) use secret::{SecretView, secrets_for_people};
pub(crate) use totp::TotpView;

/// What stands for an absent value in a table.
const UNKNOWN: &str = "-";

fn or_unknown(value: Option<&str>) -> String {
    value.unwrap_or(UNKNOWN).to_owned()
}
