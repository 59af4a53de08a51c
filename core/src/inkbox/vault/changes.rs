//! Changes of secrets: create, rename, describe, replace the payload, delete.

use super::{Vault, secrets::mismatch};
use crate::{
    Members, Result,
    inkbox::{
        login,
        record::{Records, RuleRecord, SecretRecord},
        time,
        wire::{CreateSecretRequest, SecretMetadata, UpdateSecretRequest},
    },
    payload::SecretPayload,
    random,
};

impl Vault {
    /// Seals a payload as a new secret. Its type follows from the payload.
    ///
    /// # Errors
    /// `locked`, and those of [`CreateSecretRequest::seal`].
    pub fn create(
        &mut self,
        name: &str,
        payload: &SecretPayload,
        description: Option<&str>,
        now: u64,
    ) -> Result<SecretMetadata> {
        self.create_granted(name, payload, description, &[], now)
    }

    /// [`create`](Self::create), granted to identities in the same step: there is no moment at which
    /// the secret exists without its readers.
    ///
    /// # Errors
    /// Those of [`create`](Self::create), and `not_found` for an identity.
    pub fn create_granted(
        &mut self,
        name: &str,
        payload: &SecretPayload,
        description: Option<&str>,
        identities: &[&str],
        now: u64,
    ) -> Result<SecretMetadata> {
        let request = CreateSecretRequest::seal(self.org_key()?, name, payload, description)?;
        let time = time::to_text(now)?;
        let mut record = SecretRecord {
            id: request.id,
            name: Some(request.name),
            secret_type: Some(request.secret_type),
            description: request.description,
            encrypted_payload: Some(request.encrypted_payload),
            created_at: Some(time.clone()),
            updated_at: Some(time.clone()),
            access: Records::default(),
            other: Members::default(),
        };
        for identity in identities {
            let identity_id = self.identity_id(identity)?;
            if !record.grants(&identity_id) {
                record.access.push(rule(&record.id, identity_id, &time)?);
            }
        }
        let metadata = SecretMetadata::from(&record);
        self.push_secret(record);
        self.touch(&time);
        Ok(metadata)
    }

    /// Changes the name. Works locked.
    ///
    /// # Errors
    /// `not_found`, `invalid_input` unless it has 1 to 255 characters.
    pub fn rename(&mut self, id: &str, name: &str, now: u64) -> Result<SecretMetadata> {
        self.update(id, UpdateSecretRequest::name(name)?, now)
    }

    /// Changes the description, or with `None` removes it. Works locked.
    ///
    /// # Errors
    /// `not_found`
    pub fn describe(&mut self, id: &str, description: Option<&str>, now: u64) -> Result<SecretMetadata> {
        self.update(id, UpdateSecretRequest::description(description), now)
    }

    /// Replaces the payload by another of the same type, and writes the id in lower case.
    ///
    /// Start from the payload that was opened, so that the members you do not know stay.
    ///
    /// # Errors
    /// `locked`, `not_found`, `type_mismatch`, those of [`OrgKey::seal`](crate::inkbox::OrgKey::seal), and those of
    /// [`set_totp`](Self::set_totp) for TOTP that is not what the secret has.
    pub fn update_payload(&mut self, id: &str, payload: &SecretPayload, now: u64) -> Result<SecretMetadata> {
        let org_key = self.org_key()?;
        let record = self.secret(id)?;
        let (expected, actual) = (record.secret_type(), payload.secret_type());
        if expected != actual {
            return Err(mismatch(&expected, &actual));
        }
        // TOTP that this format takes from nobody may be what was read: then it stays as it is.
        let kept = || self.open_login(id).ok().and_then(|login| login.totp);
        let written = login::writable(payload, kept)?;
        let payload = written.as_ref().unwrap_or(payload);
        let request = UpdateSecretRequest::payload(org_key, &record.id, payload)?;
        self.update(id, request, now)
    }

    fn update(&mut self, id: &str, request: UpdateSecretRequest, now: u64) -> Result<SecretMetadata> {
        let time = time::to_text(now)?;
        let record = self.secret_mut(id)?;
        if let Some(name) = request.name {
            record.name = Some(name);
        }
        if let Some(description) = request.description {
            // One that is no text would otherwise stay beside the new one or outlive its removal.
            record.other.remove("description");
            record.description = description;
        }
        if let Some(encrypted_payload) = request.encrypted_payload {
            record.encrypted_payload = Some(encrypted_payload);
            record.id.make_ascii_lowercase();
            let id = record.id.clone();
            record.access.iter_mut().for_each(|rule| rule.vault_secret_id = Some(id.clone()));
        }
        record.updated_at = Some(time.clone());
        let metadata = SecretMetadata::from(&*record);
        self.touch(&time);
        Ok(metadata)
    }

    /// Deletes a secret, with its rules, and returns what it was. Works locked.
    ///
    /// Older copies of the vault file still have it.
    ///
    /// # Errors
    /// `not_found`
    pub fn delete(&mut self, id: &str, now: u64) -> Result<SecretMetadata> {
        let time = time::to_text(now)?;
        let metadata = self.metadata(id)?;
        self.remove_secret(id);
        self.touch(&time);
        Ok(metadata)
    }

    /// Notes that the vault has changed.
    pub(super) fn touch(&mut self, time: &str) {
        self.document.info.updated_at = Some(time.to_owned());
    }
}

/// A new rule that grants an identity a secret.
pub(super) fn rule(secret_id: &str, identity_id: String, time: &str) -> Result<RuleRecord> {
    Ok(RuleRecord {
        identity_id,
        id: Some(random::uuid()?),
        vault_secret_id: Some(secret_id.to_owned()),
        created_at: Some(time.to_owned()),
        other: Members::default(),
    })
}
