//! Secrets: list, find, open.

use std::sync::Arc;

use inkseal::{
    SecretText,
    inkbox::{OpenedSecret, wire::SecretMetadata},
    payload::{SecretPayload, SecretType},
};

use super::Vault;
use crate::{
    Credentials, Failure, Result,
    webhook::{Freshness, Header, pairs},
};

/// A secret with its payload.
#[uniffi::remote(Record)]
pub struct OpenedSecret {
    /// The secret without its payload. Not authenticated, except for the id.
    pub metadata: SecretMetadata,
    /// The payload, which is secret.
    pub payload: SecretPayload,
}

/// One of many secrets that were opened at once: its payload, or why it does not open.
#[derive(uniffi::Record)]
pub struct OpenOutcome {
    /// The secret without its payload. Not authenticated, except for the id.
    pub metadata: SecretMetadata,
    /// The payload, which is secret; absent if it does not open.
    pub payload: Option<SecretPayload>,
    /// Why it does not open; absent if it does.
    pub failure: Option<Failure>,
}

impl From<(SecretMetadata, inkseal::Result<SecretPayload>)> for OpenOutcome {
    fn from((metadata, opened): (SecretMetadata, inkseal::Result<SecretPayload>)) -> Self {
        match opened {
            Ok(payload) => Self { metadata, payload: Some(payload), failure: None },
            Err(error) => Self { metadata, payload: None, failure: Some(error.into()) },
        }
    }
}

#[uniffi::export]
impl Vault {
    /// Every secret without its payload, in the order of the file. Works locked. Names, descriptions,
    /// types and times are not authenticated.
    pub fn list(&self) -> Vec<SecretMetadata> {
        self.read().list()
    }

    /// `list`, of one type.
    pub fn list_type(&self, secret_type: SecretType) -> Vec<SecretMetadata> {
        self.read().list_type(&secret_type)
    }

    /// `list`, of secrets whose name contains a text, in any case.
    pub fn search(&self, text: &str) -> Vec<SecretMetadata> {
        self.read().search(text)
    }

    /// One secret without its payload. Works locked. Fails with `not_found`.
    pub fn metadata(&self, id: &str) -> Result<SecretMetadata> {
        Ok(self.read().metadata(id)?)
    }

    /// The id of the secret that has this id or exactly this name. Fails with `not_found`, or with
    /// `invalid_input` and the ids if several have the name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        Ok(self.read().find(name_or_id)?)
    }

    /// Opens one secret. Fails with `locked`, `not_found`, `corrupt` if the payload does not open, and
    /// `malformed` if it is no sealed data or does not fit its type.
    pub fn open(&self, id: &str) -> Result<OpenedSecret> {
        Ok(self.read().open(id)?)
    }

    /// The payload of one secret as the JSON text that was sealed, whether or not it fits its type. Fails
    /// as `open`.
    pub fn open_text(&self, id: &str) -> Result<SecretText> {
        Ok(self.read().open_text(id)?)
    }

    /// Opens every secret in one call. What does not open has its own failure beside it. Fails with
    /// `locked`.
    pub fn open_all(&self) -> Result<Vec<OpenOutcome>> {
        Ok(self.read().open_all()?.into_iter().map(OpenOutcome::from).collect())
    }

    /// Opens every secret that is granted to an identity, which is named by its id or handle. Fails with
    /// `locked`, `not_found`, and `access_denied` if the identity is paused.
    pub fn open_granted(&self, identity: &str) -> Result<Vec<OpenOutcome>> {
        Ok(self.read().open_granted(identity)?.into_iter().map(OpenOutcome::from).collect())
    }

    /// The view of one identity, named by its id or handle: only what is granted to it. Fails with
    /// `not_found`.
    pub fn credentials(self: Arc<Self>, identity: &str) -> Result<Credentials> {
        Credentials::new(self, identity)
    }

    /// Verifies a webhook with the signing key that a secret holds: the key of an API key, the data of an
    /// other, the secret key of a key pair or the password of a login.
    ///
    /// Fails as `open`, and with `type_mismatch` for any other type. A request that does not verify is
    /// false, never an error.
    #[uniffi::method(default(freshness = None))]
    pub fn verify_webhook(
        &self,
        id: &str,
        headers: Vec<Header>,
        body: Vec<u8>,
        freshness: Option<Freshness>,
    ) -> Result<bool> {
        Ok(self.read().verify_webhook(id, &pairs(headers), &body, freshness.map(Into::into))?)
    }
}
