//! Moving secrets between vaults: the decrypted export, and import from any unlocked vault.

use super::{Vault, verify::odd_entry};
use crate::{
    Error, Result, SecretText,
    distinct::{Names, ignoring_case},
    inkbox::{
        OrgKey,
        document::{Document, MAX_FILE},
        record::{Entry, IdentityRecord, InfoRecord, Record, Records, SecretRecord},
        time,
        wire::SecretMetadata,
    },
    members::{self, Object, Plain, WriteMembers, Writer},
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
    /// The ids of secrets that do not open in the source, and why. An entry that is no secret has none.
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

        let identities = self.new_identities(source);
        let mut ids = self.document.identities.names(|own| &own.id);
        ids.extend(identities.names(|new| &new.id));
        let ids = Names::new(ids, ignoring_case);

        let mut records = Vec::new();
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
                Err(_) => match org_key.seal_text(&id, &text) {
                    Ok(sealed) => {
                        let mut record = record.clone();
                        record.encrypted_payload = Some(sealed);
                        record.id = id;
                        record.access.retain(&|rule| ids.contains(&rule.identity_id));
                        report.added.push(SecretMetadata::from(&record));
                        records.push(record);
                    }
                    Err(error) => report.failed.push((id, error)),
                },
            }
        }
        let odd = source.document.secrets.0.iter().filter(|entry| matches!(entry, Entry::Odd(_)));
        report.failed.extend(odd.map(|_| (String::new(), odd_entry())));

        // Nothing above has changed this vault, and nothing below can fail.
        if identities.iter().next().is_some() || !records.is_empty() {
            self.touch(&time);
        }
        identities.iter().for_each(|identity| self.document.identities.push(identity.clone()));
        records.into_iter().for_each(|record| self.document.secrets.push(record));
        self.index = self.document.secrets.index(|record| &record.id, ignoring_case);
        Ok(report)
    }

    /// The identities of another vault whose ids and handles are free here. Of two with one handle the first.
    fn new_identities(&self, source: &Self) -> Records<IdentityRecord> {
        let ours = &self.document.identities;
        let ids = Names::new(ours.names(|own| &own.id), ignoring_case);
        let handles = Names::new(ours.names(|own| &own.agent_handle), str::cmp);
        let mut new = Records::default();
        for identity in source.document.identities.iter() {
            if !ids.contains(&identity.id) && !handles.contains(&identity.agent_handle) {
                new.push(identity.clone());
            }
        }
        new.index(|new| &new.agent_handle, str::cmp);
        new
    }

    /// Whether a secret of this vault is the same as one whose payload has been opened.
    fn same(&self, org_key: &OrgKey, ours: &SecretRecord, theirs: &SecretRecord, text: &SecretText) -> bool {
        let secret_type = ours.secret_type();
        if ours.name != theirs.name
            || ours.description != theirs.description
            || secret_type != theirs.secret_type()
        {
            return false;
        }
        let Ok(our_text) = self.open_record_text(org_key, ours) else { return false };
        if our_text == *text {
            return true;
        }
        let parsed = |text: &SecretText| SecretPayload::parse(&secret_type, text.expose());
        matches!((parsed(&our_text), parsed(text)), (Ok(own), Ok(their)) if own == their)
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
        members::to_text(&Export { secrets }).map(SecretText::from)
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
            let Ok(mut members) = Object::parse_shallow(secret) else {
                records.0.push(Entry::Odd(secret.into()));
                continue;
            };
            let payload = match (members.take("payload"), members.take("raw")) {
                (Some(payload), _) => Some(SecretText::from(payload)),
                (None, Some(raw)) => members::text(raw).filter(|text| !text.is_lossy()),
                (None, None) => continue,
            };
            let record = SecretRecord::read(members).filter(|record| !record.id.is_empty());
            let (Some(payload), Some(mut record)) = (payload, record) else {
                records.0.push(Entry::Odd(secret.into()));
                continue;
            };
            record.id.make_ascii_lowercase();
            // What is too long to be sealed stays without a payload, and fails to open.
            record.encrypted_payload = org_key.seal_text(&record.id, &payload).ok();
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

struct Export {
    secrets: Vec<Exported>,
}

impl WriteMembers for Export {
    fn write_members(&self, json: &mut Writer) {
        json.put("secrets", &self.secrets);
    }
}

struct Exported {
    metadata: SecretMetadata,
    content: Result<SecretText>,
}

impl WriteMembers for Exported {
    fn write_members(&self, json: &mut Writer) {
        self.metadata.write_members(json);
        match &self.content {
            Ok(text) => match object_of(&self.metadata, text.expose()) {
                Some(payload) => json.put("payload", &Plain(payload)),
                None => json.put("raw", &text.expose()),
            },
            Err(error) => json.put("error", error),
        }
    }
}

/// The payload as the JSON text that was sealed, if it fits its type.
fn object_of<'t>(metadata: &SecretMetadata, text: &'t str) -> Option<&'t str> {
    match SecretPayload::parse(&metadata.secret_type, text).ok()? {
        SecretPayload::Unknown(_) => None,
        _ => Some(text.strip_prefix('\u{FEFF}').unwrap_or(text).trim_ascii()),
    }
}

/// Why a secret does not open.
impl WriteMembers for Error {
    fn write_members(&self, json: &mut Writer) {
        json.put("code", &self.code());
        json.put("message", &self.to_string());
    }
}
