//! Moving secrets between vaults: the decrypted export, and import from any unlocked vault.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::value::RawValue;

use super::Vault;
use crate::{
    Error, Result, SecretText,
    inkbox::{
        OrgKey,
        document::{Document, MAX_FILE},
        record::{InfoRecord, Record, Records, SecretRecord},
        time,
        wire::SecretMetadata,
    },
    members::{self, Object},
    payload::{MAX_PAYLOAD, SecretPayload},
    random,
};

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// What is new.
    pub added: Vec<SecretMetadata>,
    /// The ids of secrets that were there already, with the same content.
    pub unchanged: Vec<String>,
    /// The ids of secrets that are there with other content. They were left as they are.
    pub differing: Vec<String>,
    /// What does not open in the source, and why.
    pub failed: Vec<(String, Error)>,
}

impl Vault {
    /// Adds the secrets of another vault, with their ids, metadata and rules, and the identities that
    /// are not here yet. Both must be unlocked. Nothing is added twice and nothing is overwritten.
    ///
    /// Payloads are carried over as the text that was sealed, so nothing is lost of those that this
    /// version does not understand.
    ///
    /// # Errors
    /// `locked`
    pub fn import(&mut self, source: &Self, now: u64) -> Result<ImportReport> {
        let org_key = self.org_key()?.clone();
        let source_key = source.org_key()?;
        let time = time::to_text(now)?;
        let mut report = ImportReport::default();
        for identity in source.document.identities.iter() {
            if self.identity(&identity.id).is_err() && self.identity(&identity.agent_handle).is_err() {
                self.document.identities.push(identity.clone());
            }
        }
        for record in source.document.secrets.iter() {
            let id = record.id.to_ascii_lowercase();
            let text = match source.open_record_text(source_key, record) {
                Ok(text) => text,
                Err(error) => {
                    report.failed.push((id, error));
                    continue;
                }
            };
            match self.secret(&id) {
                Ok(present) if self.same(&org_key, present, record, &text) => report.unchanged.push(id),
                Ok(_) => report.differing.push(id),
                Err(_) => {
                    let mut record = record.clone();
                    record.encrypted_payload = Some(org_key.seal_text(&id, &text)?);
                    record.id = id;
                    record.access.retain(|rule| self.identity(&rule.identity_id).is_ok());
                    report.added.push(SecretMetadata::from(&record));
                    self.push_secret(record);
                }
            }
        }
        if !report.added.is_empty() {
            self.touch(&time);
        }
        Ok(report)
    }

    /// Whether a secret of this vault is the same as one whose payload has been opened.
    fn same(&self, org_key: &OrgKey, ours: &SecretRecord, theirs: &SecretRecord, text: &SecretText) -> bool {
        let metadata = |record: &SecretRecord| {
            (record.name.clone(), record.secret_type.clone(), record.description.clone())
        };
        if metadata(ours) != metadata(theirs) {
            return false;
        }
        let Ok(our_text) = self.open_record_text(org_key, ours) else { return false };
        let secret_type = ours.secret_type();
        our_text == *text
            || SecretPayload::parse(&secret_type, our_text.expose())
                .is_ok_and(|payload| SecretPayload::parse(&secret_type, text.expose()) == Ok(payload))
    }

    /// Every secret with its payload as one JSON text, in the clear: `{"secrets": […]}`.
    ///
    /// Each has its metadata and `access`, and one of `payload` (the JSON object), `raw` (the text, of
    /// a payload that does not fit its type or whose type is unknown) and `error` (`code`, `message`).
    ///
    /// # Errors
    /// `locked`
    pub fn export_decrypted(&self) -> Result<SecretText> {
        let org_key = self.org_key()?;
        let secrets: Vec<Exported> = self
            .document
            .secrets
            .iter()
            .map(|record| Exported {
                metadata: SecretMetadata::from(record),
                content: self.open_record_text(org_key, record),
            })
            .collect();
        let failed = |_| Error::InvalidInput("the export cannot be written as JSON".into());
        serde_json::to_string(&Export { secrets }).map(SecretText::from).map_err(failed)
    }

    /// Makes an unlocked vault of a decrypted export, so that it can be
    /// [imported](Self::import). It has no keys, and its org key is new.
    ///
    /// What was exported with an `error` is left out: there is nothing to import.
    ///
    /// # Errors
    /// `malformed` if the text is no export.
    pub fn from_decrypted_export(text: &str) -> Result<Self> {
        if text.len() > MAX_FILE {
            return Err(Error::Malformed("the export is larger than 256 MiB".into()));
        }
        let malformed = || Error::Malformed("this is not a decrypted export".into());
        let mut object = Object::parse(text)?;
        let secrets = object.take("secrets").and_then(members::elements).ok_or_else(malformed)?;
        let org_key = OrgKey::generate()?;
        let mut records = Records::default();
        for secret in secrets {
            let mut members = Object::parse_shallow(secret.get()).map_err(|_| malformed())?;
            let payload = match (members.take("payload"), members.take("raw")) {
                (Some(payload), _) => SecretText::from(payload),
                (None, Some(raw)) => members::text(raw).ok_or_else(malformed)?,
                (None, None) => continue,
            };
            let mut record = SecretRecord::read(members).ok_or_else(malformed)?;
            record.id.make_ascii_lowercase();
            record.encrypted_payload = Some(org_key.seal_text(&record.id, &payload)?);
            records.push(record);
        }
        let info = InfoRecord { id: Some(random::uuid()?), ..InfoRecord::default() };
        let document = Document { info, secrets: records, ..Document::default() };
        Ok(Self::new(document, Some(org_key)))
    }
}

impl OrgKey {
    /// Seals the text of a payload as it is.
    fn seal_text(&self, secret_id: &str, text: &SecretText) -> Result<String> {
        if text.expose().len() > MAX_PAYLOAD {
            return Err(Error::InvalidInput("the payload is longer than 1 MiB".into()));
        }
        self.seal_bytes(secret_id, text.expose().as_bytes())
    }
}

#[derive(Serialize)]
struct Export {
    secrets: Vec<Exported>,
}

struct Exported {
    metadata: SecretMetadata,
    content: Result<SecretText>,
}

impl Serialize for Exported {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.metadata.id)?;
        map.serialize_entry("name", &self.metadata.name)?;
        map.serialize_entry("secret_type", self.metadata.secret_type.as_str())?;
        map.serialize_entry("description", &self.metadata.description)?;
        map.serialize_entry("created_at", &self.metadata.created_at)?;
        map.serialize_entry("updated_at", &self.metadata.updated_at)?;
        map.serialize_entry("access", &self.metadata.access)?;
        match &self.content {
            Ok(text) => match object_of(&self.metadata, text.expose()) {
                Some(payload) => map.serialize_entry("payload", payload)?,
                None => map.serialize_entry("raw", text.expose())?,
            },
            Err(error) => map.serialize_entry("error", &Failure::from(error))?,
        }
        map.end()
    }
}

/// The payload as the JSON text that was sealed, if it fits its type.
fn object_of<'t>(metadata: &SecretMetadata, text: &'t str) -> Option<&'t RawValue> {
    match SecretPayload::parse(&metadata.secret_type, text).ok()? {
        SecretPayload::Unknown(_) => None,
        _ => serde_json::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text)).ok(),
    }
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}
