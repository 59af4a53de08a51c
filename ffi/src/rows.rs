//! Readings as compact JSON, which Python parses many times faster than it reads records: one call, one
//! parse, no names and few lists. The methods are for Python's package alone; the others exclude them
//! (`uniffi.toml`).
//!
//! | what | row |
//! |---|---|
//! | a secret | id, name, type, description, created, updated, rules |
//! | a rule | id, identity, created |
//! | a secret that was opened | the code and reason of its failure; the cells of the secret; those of its payload |
//! | a payload | its text members as `TEXT_MEMBERS` orders them; for a login then its TOTP; then unknown members |
//! | TOTP | secret, algorithm, digits, period, issuer, account name, unknown members |
//! | an unknown member | its name, its value as JSON text |
//!
//! What is absent or empty is null, and lossy text a list of one. A payload of unknown type is its text, and
//! one that does not open has no cells.

use inkseal::{
    Error, Members, SecretText,
    inkbox::{
        OpenedSecret,
        wire::{AccessRule, SecretMetadata},
    },
    payload::SecretPayload,
    totp::TotpConfig,
};
use serde::{Serialize, Serializer};

use crate::{Credentials, Result, Vault};

#[uniffi::export]
impl Vault {
    /// `list`, as rows.
    pub fn list_rows(&self) -> Result<String> {
        rows(self.read().list().into_iter().map(Secret))
    }

    /// `list_type`, as rows.
    pub fn list_type_rows(&self, secret_type: &[u8]) -> Result<String> {
        rows(self.read().list_type(&text(secret_type)?.into()).into_iter().map(Secret))
    }

    /// `search`, as rows.
    pub fn search_rows(&self, part: &[u8]) -> Result<String> {
        rows(self.read().search(text(part)?).into_iter().map(Secret))
    }

    /// `granted_to`, as rows.
    pub fn granted_to_rows(&self, identity: &[u8]) -> Result<String> {
        rows(self.read().granted_to(text(identity)?)?.into_iter().map(Secret))
    }

    /// `open`, as the only row.
    pub fn open_row(&self, id: &[u8]) -> Result<String> {
        let OpenedSecret { metadata, payload } = self.read().open(text(id)?)?;
        rows([Outcome(metadata, Ok(payload))])
    }

    /// `open_all`, as rows.
    pub fn open_all_rows(&self) -> Result<String> {
        rows(self.read().open_each()?.map(|(metadata, opened)| Outcome(metadata, opened)))
    }

    /// `open_granted`, as rows.
    pub fn open_granted_rows(&self, identity: &[u8]) -> Result<String> {
        let opened = self.read().open_granted(text(identity)?)?;
        rows(opened.into_iter().map(|(metadata, opened)| Outcome(metadata, opened)))
    }
}

#[uniffi::export]
impl Credentials {
    /// `list`, as rows.
    pub fn list_rows(&self) -> Result<String> {
        rows(self.list()?.into_iter().map(Secret))
    }

    /// `get`, as the only row.
    pub fn get_row(&self, id: &[u8]) -> Result<String> {
        let OpenedSecret { metadata, payload } = self.get(text(id)?)?;
        rows([Outcome(metadata, Ok(payload))])
    }
}

/// Text comes in as bytes, which uniffi lends: for text it makes a buffer, in a call of its own.
fn text(bytes: &[u8]) -> Result<&str> {
    Ok(str::from_utf8(bytes).map_err(|_| Error::InvalidInput("this is no UTF-8".into()))?)
}

/// About the bytes of a row. Text that outgrows what was reserved is copied, and the old text wiped.
const ROW: usize = 512;

/// Text and not bytes: uniffi hands text over as it is, and copies bytes one by one. Each row is dropped
/// when it is written.
fn rows(rows: impl IntoIterator<Item: Serialize>) -> Result<String> {
    let rows = rows.into_iter();
    let mut json = Vec::with_capacity(rows.size_hint().1.unwrap_or_default().saturating_mul(ROW));
    let written = serde_json::Serializer::new(&mut json).collect_seq(rows);
    let unwritable = "this cannot be written as JSON";
    written.map_err(|_| Error::InvalidInput(unwritable.into()))?;
    Ok(String::from_utf8(json).map_err(|_| Error::InvalidInput(unwritable.into()))?)
}

struct Secret(SecretMetadata);

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(secret(&self.0))
    }
}

struct Outcome(SecretMetadata, Result<SecretPayload, Error>);

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let failure = Cell::Failure(self.1.as_ref().err());
        let payload = self.1.as_ref().map(payload).unwrap_or_default();
        serializer.collect_seq([failure].into_iter().chain(secret(&self.0)).chain(payload))
    }
}

fn secret(metadata: &SecretMetadata) -> [Cell<'_>; 7] {
    let SecretMetadata { id, name, secret_type, description, created_at, updated_at, access } = metadata;
    [
        Cell::Text(Some(id)),
        Cell::Text(name.as_deref()),
        Cell::Text(Some(secret_type.as_str())),
        Cell::Text(description.as_deref()),
        Cell::Text(created_at.as_deref()),
        Cell::Text(updated_at.as_deref()),
        Cell::Rules(access),
    ]
}

fn payload(payload: &SecretPayload) -> Vec<Cell<'_>> {
    if let SecretPayload::Unknown(unknown) = payload {
        return vec![Cell::Secret(Some(&unknown.text))];
    }
    let texts = payload.text_members().iter().map(|name| Cell::Secret(payload.get(name)));
    let totp = matches!(payload, SecretPayload::Login(_)).then(|| Cell::Totp(payload.totp()));
    texts.chain(totp).chain(payload.unknown().map(Cell::Members)).collect()
}

/// One place of a row.
enum Cell<'a> {
    Text(Option<&'a str>),
    Secret(Option<&'a SecretText>),
    Totp(Option<&'a TotpConfig>),
    Rules(&'a [AccessRule]),
    Members(&'a Members),
    Failure(Option<&'a Error>),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Secret(Some(text)) if text.is_lossy() => [text.expose()].serialize(serializer),
            Self::Secret(text) => text.map(SecretText::expose).serialize(serializer),
            Self::Totp(None) => serializer.serialize_none(),
            Self::Totp(Some(totp)) => {
                let TotpConfig { secret, algorithm, digits, period, issuer, account_name, unknown } = totp;
                let names = (Self::Secret(issuer.as_ref()), Self::Secret(account_name.as_ref()));
                let secret = Self::Secret(Some(secret));
                (secret, algorithm.as_str(), digits, period, names.0, names.1, Self::Members(unknown))
                    .serialize(serializer)
            }
            Self::Rules([]) => serializer.serialize_none(),
            Self::Rules(rules) => serializer.collect_seq(rules.iter().map(|rule| {
                let AccessRule { id, vault_secret_id: _, identity_id, created_at } = rule;
                (id, identity_id, created_at)
            })),
            Self::Members(members) if members.is_empty() => serializer.serialize_none(),
            Self::Members(members) => serializer.collect_seq(
                members.entries().map(|(name, value)| (Self::Secret(Some(name)), Self::Secret(Some(value)))),
            ),
            Self::Failure(error) => {
                error.map(|error| (error.code(), error.to_string())).serialize(serializer)
            }
        }
    }
}
