//! Readings as compact JSON, which Python parses many times faster than it reads records: one call, one
//! parse, and no names. The methods are for Python's package alone; the others exclude them
//! (`uniffi.toml`).
//!
//! | what | row |
//! |---|---|
//! | a secret without payload | id, name, type, description, created, updated, rules |
//! | a rule | id, identity, created |
//! | a payload | its text members as `TEXT_MEMBERS` orders them; for a login then its TOTP; then unknown members |
//! | TOTP | secret, algorithm, digits, period, issuer, account name, unknown members |
//! | an unknown member | its name, its value as JSON text |
//! | an opened secret | a secret without payload, then its payload |
//! | an outcome | a secret without payload, its payload or null, and the code and reason of a failure or null |
//!
//! Text that is absent is null, and lossy text is a list of one. A payload of unknown type is its text.

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
    pub fn list_rows(&self) -> Result<Vec<u8>> {
        rows(&self.read().list())
    }

    /// `list_type`, as rows.
    pub fn list_type_rows(&self, secret_type: inkseal::payload::SecretType) -> Result<Vec<u8>> {
        rows(&self.read().list_type(&secret_type))
    }

    /// `search`, as rows.
    pub fn search_rows(&self, text: &str) -> Result<Vec<u8>> {
        rows(&self.read().search(text))
    }

    /// `granted_to`, as rows.
    pub fn granted_to_rows(&self, identity: &str) -> Result<Vec<u8>> {
        rows(&self.read().granted_to(identity)?)
    }

    /// `open`, as a row.
    pub fn open_row(&self, id: &str) -> Result<Vec<u8>> {
        row(&Opened::from(&self.read().open(id)?))
    }

    /// `open_all`, as rows.
    pub fn open_all_rows(&self) -> Result<Vec<u8>> {
        let opened = self.read().open_all()?;
        row(&opened.iter().map(Opened::from).collect::<Vec<_>>())
    }

    /// `open_granted`, as rows.
    pub fn open_granted_rows(&self, identity: &str) -> Result<Vec<u8>> {
        let opened = self.read().open_granted(identity)?;
        row(&opened.iter().map(Opened::from).collect::<Vec<_>>())
    }
}

#[uniffi::export]
impl Credentials {
    /// `list`, as rows.
    pub fn list_rows(&self) -> Result<Vec<u8>> {
        rows(&self.list()?)
    }

    /// `get`, as a row.
    pub fn get_row(&self, id: &str) -> Result<Vec<u8>> {
        row(&Opened::from(&self.get(id)?))
    }
}

fn rows(secrets: &[SecretMetadata]) -> Result<Vec<u8>> {
    row(&secrets.iter().map(Metadata).collect::<Vec<_>>())
}

fn row(value: &impl Serialize) -> Result<Vec<u8>> {
    let unwritable = |_| Error::InvalidInput("this cannot be written as JSON".into());
    Ok(serde_json::to_vec(value).map_err(unwritable)?)
}

struct Metadata<'a>(&'a SecretMetadata);

impl Serialize for Metadata<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let SecretMetadata { id, name, secret_type, description, created_at, updated_at, access } = self.0;
        let rules: Vec<_> = access
            .iter()
            .map(|AccessRule { id, vault_secret_id: _, identity_id, created_at }| {
                (id, identity_id, created_at)
            })
            .collect();
        (id, name, secret_type, description, created_at, updated_at, rules).serialize(serializer)
    }
}

/// An opened secret, or the outcome of opening one of many.
struct Opened<'a> {
    metadata: Metadata<'a>,
    payload: Option<Payload<'a>>,
    /// Nothing where one secret alone was asked for: a failure is its error.
    failure: Option<Option<(&'static str, String)>>,
}

impl<'a> From<&'a OpenedSecret> for Opened<'a> {
    fn from(OpenedSecret { metadata, payload }: &'a OpenedSecret) -> Self {
        Self { metadata: Metadata(metadata), payload: Some(Payload(payload)), failure: None }
    }
}

impl<'a> From<&'a (SecretMetadata, inkseal::Result<SecretPayload>)> for Opened<'a> {
    fn from((metadata, opened): &'a (SecretMetadata, inkseal::Result<SecretPayload>)) -> Self {
        let failure = opened.as_ref().err().map(|error| (error.code(), error.to_string()));
        Self {
            metadata: Metadata(metadata),
            payload: opened.as_ref().ok().map(Payload),
            failure: Some(failure),
        }
    }
}

impl Serialize for Opened<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { metadata, payload, failure } = self;
        match failure {
            None => (metadata, payload).serialize(serializer),
            Some(failure) => (metadata, payload, failure).serialize(serializer),
        }
    }
}

struct Payload<'a>(&'a SecretPayload);

impl Serialize for Payload<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let payload = self.0;
        if let SecretPayload::Unknown(unknown) = payload {
            return Text(&unknown.text).serialize(serializer);
        }
        let texts = payload.text_members().iter().map(|name| Cell::Text(payload.get(name)));
        let totp = matches!(payload, SecretPayload::Login(_)).then(|| Cell::Totp(payload.totp()));
        serializer.collect_seq(texts.chain(totp).chain(payload.unknown().map(Cell::Unknown)))
    }
}

/// One place of a payload's row.
enum Cell<'a> {
    Text(Option<&'a SecretText>),
    Totp(Option<&'a TotpConfig>),
    Unknown(&'a Members),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.map(Text).serialize(serializer),
            Self::Totp(totp) => totp.map(Totp).serialize(serializer),
            Self::Unknown(members) => Unknown(members).serialize(serializer),
        }
    }
}

struct Text<'a>(&'a SecretText);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.is_lossy() {
            true => [self.0.expose()].serialize(serializer),
            false => self.0.expose().serialize(serializer),
        }
    }
}

struct Totp<'a>(&'a TotpConfig);

impl Serialize for Totp<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let TotpConfig { secret, algorithm, digits, period, issuer, account_name, unknown } = self.0;
        let names = (issuer.as_ref().map(Text), account_name.as_ref().map(Text));
        (Text(secret), algorithm.as_str(), digits, period, names.0, names.1, Unknown(unknown))
            .serialize(serializer)
    }
}

struct Unknown<'a>(&'a Members);

impl Serialize for Unknown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.entries().map(|(name, value)| (Text(name), Text(value))))
    }
}
