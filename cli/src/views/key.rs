//! Keys of the vault, for people.

use inkseal::inkbox::wire::KeyMetadata;

use super::or_unknown;
use crate::table::{properties, table};

/// One property a line.
pub(crate) fn key_for_people(key: &KeyMetadata) -> String {
    properties([
        ("key", Some(key.id.clone())),
        ("kind", Some(key.key_type.as_str().to_owned())),
        ("created", Some(or_unknown(key.created_at.as_deref()))),
    ])
}

/// A table of keys.
pub(crate) fn keys_for_people(keys: &[KeyMetadata]) -> String {
    table(
        ["KIND", "CREATED", "ID"],
        keys.iter().map(|key| {
            [key.key_type.as_str().to_owned(), or_unknown(key.created_at.as_deref()), key.id.clone()]
        }),
    )
}
