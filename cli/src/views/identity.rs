//! Identities and what is granted to them, for people.

use inkseal::inkbox::wire::{AccessRule, Identity};

use super::or_unknown;
use crate::table::{properties, table};

/// One property a line.
pub(crate) fn identity_for_people(identity: &Identity) -> String {
    properties([
        ("id", Some(identity.id.clone())),
        ("handle", Some(identity.agent_handle.clone())),
        ("name", identity.display_name.clone()),
        ("status", Some(identity.status.as_str().to_owned())),
    ])
}

/// A table of identities.
pub(crate) fn identities_for_people(identities: &[Identity]) -> String {
    table(
        ["HANDLE", "STATUS", "ID", "NAME"],
        identities.iter().map(|identity| {
            [
                identity.agent_handle.clone(),
                identity.status.as_str().to_owned(),
                identity.id.clone(),
                identity.display_name.clone().unwrap_or_default(),
            ]
        }),
    )
}

/// One property a line.
pub(crate) fn rule_for_people(rule: &AccessRule) -> String {
    properties([
        ("secret", Some(rule.vault_secret_id.clone())),
        ("identity", Some(rule.identity_id.clone())),
        ("granted", Some(or_unknown(rule.created_at.as_deref()))),
    ])
}

/// A table of the rules of one secret; `handle_of` knows the handle of an identity's id.
pub(crate) fn rules_for_people(rules: &[AccessRule], handle_of: impl Fn(&str) -> Option<String>) -> String {
    table(
        ["HANDLE", "GRANTED", "IDENTITY"],
        rules.iter().map(|rule| {
            [
                or_unknown(handle_of(&rule.identity_id).as_deref()),
                or_unknown(rule.created_at.as_deref()),
                rule.identity_id.clone(),
            ]
        }),
    )
}
