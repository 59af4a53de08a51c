//! [`Vault::verify`]: opens everything and says what does not open.

use super::Vault;
use crate::{
    Error, Result,
    inkbox::record::{Entry, SecretRecord},
    payload::SecretType,
};

/// Whether one secret opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyReport {
    /// The id; `None` for an entry of the file that is no secret or has another's id.
    pub id: Option<String>,
    /// The name, not authenticated; `None` if unknown.
    pub name: Option<String>,
    /// The type, not authenticated.
    pub secret_type: SecretType,
    /// Why it does not open; `None` if it does.
    pub error: Option<Error>,
}

impl Vault {
    /// Opens every secret and reports on each.
    ///
    /// # Errors
    /// `locked`
    pub fn verify(&self) -> Result<Vec<VerifyReport>> {
        let org_key = self.org_key()?;
        let report = |record: &SecretRecord| VerifyReport {
            id: Some(record.id.clone()),
            name: record.name.clone(),
            secret_type: record.secret_type(),
            error: self.open_record(org_key, record).err(),
        };
        let odd = || VerifyReport {
            id: None,
            name: None,
            secret_type: SecretType::Unknown(String::new()),
            error: Some(odd_entry()),
        };
        let entries = self.document.secrets.0.iter();
        Ok(entries
            .map(|entry| match entry {
                Entry::Record(record) => report(record),
                Entry::Odd(_) => odd(),
            })
            .collect())
    }
}

/// Why an entry of the list is no secret.
pub(super) fn odd_entry() -> Error {
    Error::Malformed("this entry has no id or one that another secret has".into())
}
