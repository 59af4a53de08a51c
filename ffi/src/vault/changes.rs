//! Changes of secrets: create, rename, describe, replace the payload, delete.

use inkseal::{inkbox::wire::SecretMetadata, payload::SecretPayload};

use super::{Vault, borrowed};
use crate::{Result, clock::at};

#[uniffi::export]
impl Vault {
    /// Seals a payload as a new secret. Its type follows from the payload.
    ///
    /// Fails with `locked`; `invalid_input` for a name that is empty or past 255 characters, TOTP that makes
    /// no codes or a payload past 1 MiB; and `unsupported` for lossy text.
    #[uniffi::method(default(description = None, now = None))]
    pub fn create(
        &self,
        name: &str,
        payload: SecretPayload,
        description: Option<String>,
        now: Option<u64>,
    ) -> Result<SecretMetadata> {
        Ok(self.write().create(name, &payload, description.as_deref(), at(now))?)
    }

    /// `create`, granted to identities in the same step: there is no moment at which the secret exists
    /// without its readers. Fails as `create`, and with `not_found` for an identity.
    #[uniffi::method(default(description = None, now = None))]
    pub fn create_granted(
        &self,
        name: &str,
        payload: SecretPayload,
        identities: Vec<String>,
        description: Option<String>,
        now: Option<u64>,
    ) -> Result<SecretMetadata> {
        let description = description.as_deref();
        Ok(self.write().create_granted(name, &payload, description, &borrowed(&identities), at(now))?)
    }

    /// Gives a secret another name. Works locked. Fails with `not_found`, and with `invalid_input` unless
    /// the name has 1 to 255 characters.
    #[uniffi::method(default(now = None))]
    pub fn rename(&self, id: &str, name: &str, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.write().rename(id, name, at(now))?)
    }

    /// Gives a secret another description, or none. Works locked. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn describe(
        &self,
        id: &str,
        description: Option<String>,
        now: Option<u64>,
    ) -> Result<SecretMetadata> {
        Ok(self.write().describe(id, description.as_deref(), at(now))?)
    }

    /// Replaces the payload of a secret by one of the same type. Fails as `create`, with `not_found` and
    /// with `type_mismatch`.
    #[uniffi::method(default(now = None))]
    pub fn update_payload(
        &self,
        id: &str,
        payload: SecretPayload,
        now: Option<u64>,
    ) -> Result<SecretMetadata> {
        Ok(self.write().update_payload(id, &payload, at(now))?)
    }

    /// Deletes a secret and returns what it was. Works locked. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn delete(&self, id: &str, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.write().delete(id, at(now))?)
    }
}
