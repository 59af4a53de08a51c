//! [`SecretView`]: what is known of a secret without opening it.

use inkseal::inkbox::wire::SecretMetadata;
use serde::Serialize;

use super::or_unknown;
use crate::table::{properties, table};

/// `{id, name, secret_type, description, created_at, updated_at}`. None of it is authenticated in
/// format 1.
#[derive(Debug, Serialize)]
pub(crate) struct SecretView<'a> {
    id: &'a str,
    name: Option<&'a str>,
    secret_type: &'a str,
    description: Option<&'a str>,
    created_at: Option<&'a str>,
    updated_at: Option<&'a str>,
}

impl<'a> From<&'a SecretMetadata> for SecretView<'a> {
    fn from(metadata: &'a SecretMetadata) -> Self {
        Self {
            id: &metadata.id,
            name: metadata.name.as_deref(),
            secret_type: metadata.secret_type.as_str(),
            description: metadata.description.as_deref(),
            created_at: metadata.created_at.as_deref(),
            updated_at: metadata.updated_at.as_deref(),
        }
    }
}

impl SecretView<'_> {
    /// One property a line.
    pub(crate) fn to_people(&self) -> String {
        properties([
            ("id", Some(self.id.to_owned())),
            ("name", Some(or_unknown(self.name))),
            ("type", Some(self.secret_type.to_owned())),
            ("description", self.description.map(str::to_owned)),
            ("created", Some(or_unknown(self.created_at))),
            ("updated", Some(or_unknown(self.updated_at))),
        ])
    }
}

/// A table of secrets.
pub(crate) fn secrets_for_people(secrets: &[SecretMetadata]) -> String {
    table(
        ["NAME", "TYPE", "UPDATED", "ID", "DESCRIPTION"],
        secrets.iter().map(|secret| {
            [
                or_unknown(secret.name.as_deref()),
                secret.secret_type.as_str().to_owned(),
                or_unknown(secret.updated_at.as_deref()),
                secret.id.clone(),
                secret.description.clone().unwrap_or_default(),
            ]
        }),
    )
}
