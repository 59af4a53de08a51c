//! Secrets: list, find, open.

use super::Vault;
use crate::{
    Error, Namesakes, Result, SecretText, TypeMismatch,
    inkbox::{OrgKey, record::SecretRecord, wire::SecretMetadata},
    payload::{SecretPayload, SecretType},
    webhook,
};

/// A secret with its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedSecret {
    /// The secret without its payload. Not authenticated, except for the id.
    pub metadata: SecretMetadata,
    /// The payload, which is secret.
    pub payload: SecretPayload,
}

impl Vault {
    /// Every secret without its payload, in the order of the file. Works locked.
    ///
    /// Names, descriptions, types and times are not authenticated in format 1.
    #[must_use]
    pub fn list(&self) -> Vec<SecretMetadata> {
        self.document.secrets.shown(&|_| true)
    }

    /// [`list`](Self::list), of one type.
    #[must_use]
    pub fn list_type(&self, secret_type: &SecretType) -> Vec<SecretMetadata> {
        self.document.secrets.shown(&|record| record.secret_type() == *secret_type)
    }

    /// [`list`](Self::list), of secrets whose name contains a text, in any case.
    #[must_use]
    pub fn search(&self, text: &str) -> Vec<SecretMetadata> {
        let text = folded(text);
        let fits = |name: &String| contains(&folded(name), &text);
        self.document.secrets.shown(&|record| record.name.as_ref().is_some_and(fits))
    }

    /// One secret without its payload. Works locked.
    ///
    /// # Errors
    /// `not_found`
    pub fn metadata(&self, id: &str) -> Result<SecretMetadata> {
        self.secret(id).map(SecretMetadata::from)
    }

    /// The id of the secret that has this id or exactly this name.
    ///
    /// # Errors
    /// `not_found`, or `invalid_input` as [`Error::Ambiguous`] if several have the name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        let named = self.document.secrets.iter().map(|record| (record.id.as_str(), record.name.as_deref()));
        find_in(named, name_or_id)
    }

    /// Opens one secret.
    ///
    /// # Errors
    /// `locked`, `not_found`, `corrupt` if the payload does not open, `malformed` if it is no sealed
    /// data or does not fit its type.
    pub fn open(&self, id: &str) -> Result<OpenedSecret> {
        let org_key = self.org_key()?;
        let record = self.secret(id)?;
        let payload = self.open_record(org_key, record)?;
        Ok(OpenedSecret { metadata: SecretMetadata::from(record), payload })
    }

    /// The payload of one secret as the JSON text that was sealed, whether or not it fits its type.
    ///
    /// # Errors
    /// `locked`, `not_found`, `corrupt` or `malformed` if it does not decrypt to text.
    pub fn open_text(&self, id: &str) -> Result<SecretText> {
        let org_key = self.org_key()?;
        self.open_record_text(org_key, self.secret(id)?)
    }

    /// Opens every secret: one call, so that it can cross into another language at once.
    ///
    /// # Errors
    /// `locked`. What does not open has its own error beside it.
    pub fn open_all(&self) -> Result<Vec<(SecretMetadata, Result<SecretPayload>)>> {
        Ok(self.open_each()?.collect())
    }

    /// [`open_all`](Self::open_all), one by one as they are asked for: no more than one is held.
    ///
    /// # Errors
    /// `locked`.
    pub fn open_each(
        &self,
    ) -> Result<impl Iterator<Item = (SecretMetadata, Result<SecretPayload>)> + use<'_>> {
        self.open_records(|_| true)
    }

    /// Opens every secret that is granted to an identity, which is named by its id or handle.
    ///
    /// # Errors
    /// `locked`, `not_found`, `access_denied` if the identity is paused.
    pub fn open_granted(&self, identity: &str) -> Result<Vec<(SecretMetadata, Result<SecretPayload>)>> {
        self.org_key()?;
        let identity_id = self.active_identity(identity)?;
        Ok(self.open_records(|record| record.grants(&identity_id))?.collect())
    }

    fn open_records<'a>(
        &'a self,
        wanted: impl Fn(&SecretRecord) -> bool + 'a,
    ) -> Result<impl Iterator<Item = (SecretMetadata, Result<SecretPayload>)> + 'a> {
        let org_key = self.org_key()?;
        let records = self.document.secrets.iter().filter(move |record| wanted(record));
        Ok(records.map(|record| (SecretMetadata::from(record), self.open_record(org_key, record))))
    }

    /// Verifies a webhook with the signing key that a secret holds: the `api_key` of an API key, the
    /// `data` of an other, the `secret_key` of a key pair or the `password` of a login. One final line end of
    /// it (LF or CRLF), as files have, is no part of the key (FORMAT-1.md, "Webhooks").
    ///
    /// # Errors
    /// Those of [`open`](Self::open), and `type_mismatch` for any other type. A request that does not
    /// verify is `false`, never an error.
    pub fn verify_webhook(
        &self,
        id: &str,
        headers: &[(String, String)],
        body: &[u8],
        freshness: Option<webhook::Freshness>,
    ) -> Result<bool> {
        let payload = self.open(id)?.payload;
        let secret_type = payload.secret_type();
        // No service signs with an SSH key.
        let member = secret_type.main_member().filter(|_| secret_type != SecretType::SshKey);
        let key = member.and_then(|member| payload.get(member));
        let key = key.ok_or_else(|| mismatch(&SecretType::ApiKey, &secret_type))?;
        // Text that came from a file may end its line.
        let key = key.expose();
        let key = key.strip_suffix('\n').map_or(key, |line| line.strip_suffix('\r').unwrap_or(line));
        Ok(webhook::verify(key, headers, body, freshness))
    }

    pub(super) fn open_record(&self, org_key: &OrgKey, record: &SecretRecord) -> Result<SecretPayload> {
        let secret_type = record.secret_type();
        let blob = sealed(record)?;
        match org_key.open(&record.id, &secret_type, blob) {
            Err(Error::Corrupt) if self.without_aad => org_key.open_without_aad(&secret_type, blob),
            opened => opened,
        }
    }

    pub(super) fn open_record_text(&self, org_key: &OrgKey, record: &SecretRecord) -> Result<SecretText> {
        let blob = sealed(record)?;
        match org_key.open_text(&record.id, blob) {
            Err(Error::Corrupt) if self.without_aad => org_key.open_text_without_aad(blob),
            opened => opened,
        }
    }
}

impl SecretRecord {
    /// Whether an identity is granted this secret.
    pub(in crate::inkbox) fn grants(&self, identity_id: &str) -> bool {
        self.access.iter().any(|rule| rule.identity_id.eq_ignore_ascii_case(identity_id))
    }
}

/// Text in which letters that differ in case only are the same, also the two small sigmas.
fn folded(text: &str) -> Vec<char> {
    let fold = |letter| if letter == 'ς' { 'σ' } else { letter };
    text.chars().flat_map(char::to_lowercase).map(fold).collect()
}

/// Whether a name contains a text. The standard search is for texts that are longer than what a person looks for.
fn contains(name: &[char], text: &[char]) -> bool {
    text.is_empty() || name.windows(text.len()).any(|part| part == text)
}

pub(in crate::inkbox) fn mismatch(expected: &SecretType, actual: &SecretType) -> Error {
    Error::TypeMismatch(Box::new(TypeMismatch {
        expected: expected.as_str().to_owned(),
        actual: actual.as_str().to_owned(),
    }))
}

fn sealed(record: &SecretRecord) -> Result<&str> {
    let sealed = record.encrypted_payload.as_deref();
    sealed.ok_or_else(|| Error::Malformed("this secret has no payload".into()))
}

/// The id among `secrets`, which are ids and names, that is `name_or_id` or alone has it as its name.
pub(in crate::inkbox) fn find_in<'a>(
    secrets: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    name_or_id: &str,
) -> Result<String> {
    let mut ids = Vec::new();
    for (id, name) in secrets {
        if id.eq_ignore_ascii_case(name_or_id) {
            return Ok(id.to_owned());
        }
        if name == Some(name_or_id) {
            ids.push(id.to_owned());
        }
    }
    match ids.len() {
        0 => Err(Error::NotFound("there is no secret with this name or id".into())),
        1 => Ok(ids.swap_remove(0)),
        _ => Err(Error::Ambiguous(Box::new(Namesakes { ids }))),
    }
}
