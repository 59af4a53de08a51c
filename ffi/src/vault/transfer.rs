//! Moving secrets between vaults, and checking that all of them open.

use std::sync::Arc;

use inkseal::{SecretText, inkbox, inkbox::wire::SecretMetadata, payload::SecretType};

use super::Vault;
use crate::{Failure, Result, clock::at};

/// A secret that could not be carried over, and why.
#[derive(uniffi::Record)]
pub struct ImportFailure {
    /// Its id; empty for an entry that is no secret.
    pub id: String,
    /// Why.
    pub failure: Failure,
}

/// What an import did.
#[derive(uniffi::Record)]
pub struct ImportReport {
    /// What is new.
    pub added: Vec<SecretMetadata>,
    /// The ids of secrets that were there already, with the same content.
    pub unchanged: Vec<String>,
    /// The ids of secrets that are there with other content. They were left as they are.
    pub differing: Vec<String>,
    /// The secrets that do not open in the source.
    pub failed: Vec<ImportFailure>,
}

impl From<inkbox::ImportReport> for ImportReport {
    fn from(report: inkbox::ImportReport) -> Self {
        let failed = report.failed.into_iter();
        Self {
            added: report.added,
            unchanged: report.unchanged,
            differing: report.differing,
            failed: failed.map(|(id, error)| ImportFailure { id, failure: error.into() }).collect(),
        }
    }
}

/// Whether one secret opens.
#[derive(uniffi::Record)]
pub struct VerifyReport {
    /// The id; absent for an entry of the file that is no secret or has another's id.
    pub id: Option<String>,
    /// The name, not authenticated; absent if unknown.
    pub name: Option<String>,
    /// The type, not authenticated.
    pub secret_type: SecretType,
    /// Why it does not open; absent if it does.
    pub failure: Option<Failure>,
}

impl From<inkbox::VerifyReport> for VerifyReport {
    fn from(report: inkbox::VerifyReport) -> Self {
        Self {
            id: report.id,
            name: report.name,
            secret_type: report.secret_type,
            failure: report.error.map(Failure::from),
        }
    }
}

#[uniffi::export]
impl Vault {
    /// Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are
    /// not here yet. Nothing is added twice and nothing is overwritten. Both must be unlocked, else
    /// `locked`.
    #[uniffi::method(default(now = None))]
    pub fn import_from(&self, source: Arc<Self>, now: Option<u64>) -> Result<ImportReport> {
        // A copy, wiped when dropped: two vaults that import each other would wait for each other.
        let source = inkbox::Vault::clone(&source.read());
        Ok(self.write().import(&source, at(now))?.into())
    }

    /// Every secret, opened, as one JSON text, which is secret. Fails with `locked`.
    pub fn export_decrypted(&self) -> Result<SecretText> {
        Ok(self.read().export_decrypted()?)
    }

    /// An unlocked vault in memory of such a text, to import it from. Fails with `malformed`.
    #[uniffi::constructor]
    pub fn from_decrypted_export(text: SecretText) -> Result<Self> {
        Ok(Self::new(inkbox::Vault::from_decrypted_export(text.expose())?.into()))
    }

    /// Opens every secret and reports on each. Fails with `locked`.
    pub fn verify(&self) -> Result<Vec<VerifyReport>> {
        Ok(self.read().verify()?.into_iter().map(VerifyReport::from).collect())
    }
}
