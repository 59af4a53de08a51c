//! [`Vault`]: a format-1 vault, whole, in memory.

mod access;
mod answer;
mod changes;
mod identities;
mod initialize;
mod keys;
mod secrets;
mod totp;
mod transfer;
mod verify;

use std::cmp::Ordering;

use super::{
    MasterKey, OrgKey,
    document::Document,
    record::{Entry, IdentityRecord, Records, SecretRecord},
    time,
    wire::{KeyType, VaultInfo},
};
use crate::{Error, Result, distinct::ignoring_case};

pub use initialize::{Initialized, generate_local_organization_id};
pub use secrets::OpenedSecret;
pub(super) use secrets::{find_in, mismatch};
pub use transfer::ImportReport;
pub use verify::VerifyReport;

/// A format-1 vault: parsed from the text of its file, changed in memory, written back as text.
///
/// A vault is locked or unlocked. Unlocking derives once and unwraps the org key; payloads are opened
/// one by one when they are asked for. What needs no key works locked: [`info`](Self::info),
/// [`list`](Self::list), [`delete`](Self::delete), [`rename`](Self::rename), keys, identities and
/// access rules.
///
/// Times are arguments, as Unix seconds. Ids are compared without regard to ASCII case.
///
/// ```
/// use inkseal::{inkbox::Vault, payload::{LoginPayload, SecretPayload}};
///
/// let made = Vault::initialize("org_test_123", b"Correct-Horse-7-Battery", 1_767_225_600)?;
/// let mut vault = made.vault;
/// let login = SecretPayload::from(LoginPayload::new("hunter2").with_username("ada"));
/// let id = vault.create("Example", &login, None, 1_767_225_600)?.id;
/// let text = vault.to_text()?;
///
/// let mut vault = Vault::parse(&text)?;
/// vault.unlock(made.recovery_codes[0].expose().as_bytes())?;
/// assert_eq!(vault.open(&id)?.payload, login);
/// vault.lock();
/// assert_eq!(vault.open(&id).unwrap_err().code(), "locked");
/// # Ok::<(), inkseal::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Vault {
    document: Document,
    org_key: Option<OrgKey>,
    /// Where each secret stands in the list, in the order of their ids.
    index: Vec<usize>,
    without_aad: bool,
}

impl Vault {
    /// Parses the text of a vault file. The vault is locked.
    ///
    /// # Errors
    /// `malformed` if it is no vault file, is larger than 256 MiB or nested deeper than 64;
    /// `unsupported` if it is of another format. A secret that is damaged does not hurt the others:
    /// opening it gives its error.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self::new(Document::parse(text)?, None))
    }

    /// The vault as the text of its file. Nothing that was read is dropped.
    ///
    /// # Errors
    /// `invalid_input` if it would be larger than 256 MiB.
    pub fn to_text(&self) -> Result<String> {
        self.document.to_text()
    }

    /// Reads the contents anew from the text of a newer file of the same vault, and stays unlocked.
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse), and `conflict` if the text is that of another vault. The vault
    /// is then as it was.
    pub fn replace_contents(&mut self, text: &str) -> Result<()> {
        let document = Document::parse(text)?;
        let (old, new) = (&self.document.info, &document.info);
        if old.id != new.id || old.organization_id != new.organization_id {
            return Err(Error::Conflict("another vault is in its place".into()));
        }
        *self = Self { without_aad: self.without_aad, ..Self::new(document, self.org_key.take()) };
        Ok(())
    }

    fn new(mut document: Document, org_key: Option<OrgKey>) -> Self {
        // Of two with one id the first counts; the other stays in the file, and a secret shows in `verify`.
        let index = document.secrets.index(|record| &record.id, ignoring_case);
        document.identities.index(|record| &record.id, ignoring_case);
        Self { document, org_key, index, without_aad: false }
    }

    /// Unlocks with a vault key or a recovery code: one derivation. No payload is opened.
    ///
    /// # Errors
    /// `wrong_vault_key` if no key of the vault belongs to it, `corrupt` if one does and its wrapped
    /// org key is damaged, and the errors of [`MasterKey::derive`]. The vault stays as it was.
    pub fn unlock(&mut self, vault_key: &[u8]) -> Result<()> {
        let master_key = MasterKey::derive(vault_key, &self.document.info.organization_id)?;
        self.unlock_with(&master_key)
    }

    /// [`unlock`](Self::unlock) with a key that is derived already.
    ///
    /// # Errors
    /// Those of [`unlock`](Self::unlock), without the derivation's.
    pub fn unlock_with(&mut self, master_key: &MasterKey) -> Result<()> {
        let (_, org_key) = self.unwrap(master_key)?;
        self.org_key = Some(org_key);
        Ok(())
    }

    /// Forgets the org key. It is wiped.
    pub fn lock(&mut self) {
        self.org_key = None;
    }

    /// Whether payloads can be opened.
    #[must_use]
    pub fn is_unlocked(&self) -> bool {
        self.org_key.is_some()
    }

    /// What the vault says of itself. Works locked.
    #[must_use]
    pub fn info(&self) -> VaultInfo {
        let info = &self.document.info;
        let recovery = self.document.keys.iter().filter(|key| key.key_type() == KeyType::Recovery).count();
        let all = self.document.keys.iter().count();
        VaultInfo {
            id: info.id.clone().unwrap_or_default(),
            organization_id: info.organization_id.clone(),
            created_at: time::known(info.created_at.as_ref()),
            updated_at: time::known(info.updated_at.as_ref()),
            key_count: count(all.saturating_sub(recovery)),
            secret_count: count(self.document.secrets.iter().count()),
            recovery_key_count: count(recovery),
        }
    }

    /// Lets payloads open that an early browser console sealed without their secret's id.
    ///
    /// Nothing binds such a payload to its secret, so whoever stores the vault can swap two of them:
    /// ask for this only where it is needed. The next write seals the payload under its id.
    pub fn accept_payloads_without_aad(&mut self, accept: bool) {
        self.without_aad = accept;
    }

    /// The list of secrets as it was read, with what is no secret.
    pub(crate) fn secret_records(&self) -> &Records<SecretRecord> {
        &self.document.secrets
    }

    /// The list of identities as it was read, with what is no identity.
    pub(crate) fn identity_records(&self) -> &Records<IdentityRecord> {
        &self.document.identities
    }

    fn org_key(&self) -> Result<&OrgKey> {
        self.org_key.as_ref().ok_or(Error::Locked)
    }

    /// Where a secret stands in the list.
    fn place(&self, id: &str) -> Result<usize> {
        let found = self.search_index(id).ok().and_then(|found| self.index.get(found));
        found.copied().ok_or_else(|| self.no_secret(id))
    }

    /// There is no secret with this id. Who gives a name in its place is told how to get the id.
    fn no_secret(&self, id: &str) -> Error {
        let is_name = self.document.secrets.iter().any(|record| record.name.as_deref() == Some(id));
        Error::NotFound(if is_name { NAME_FOR_ID } else { "there is no such secret" }.into())
    }

    /// Where an id stands in the index, or else where it would.
    fn search_index(&self, id: &str) -> Result<usize, usize> {
        self.index.binary_search_by(|place| match self.document.secrets.0.get(*place) {
            Some(Entry::Record(record)) => ignoring_case(&record.id, id),
            _ => Ordering::Less,
        })
    }

    fn secret(&self, id: &str) -> Result<&SecretRecord> {
        match self.document.secrets.0.get(self.place(id)?) {
            Some(Entry::Record(record)) => Ok(record),
            _ => Err(self.no_secret(id)),
        }
    }

    fn secret_mut(&mut self, id: &str) -> Result<&mut SecretRecord> {
        let place = self.place(id)?;
        match self.document.secrets.0.get_mut(place) {
            Some(Entry::Record(record)) => Ok(record),
            _ => Err(Error::NotFound("there is no such secret".into())),
        }
    }

    fn push_secret(&mut self, record: SecretRecord) {
        if let Err(place) = self.search_index(&record.id) {
            self.index.insert(place, self.document.secrets.0.len());
        }
        self.document.secrets.push(record);
    }

    fn remove_secret(&mut self, id: &str) {
        self.document.secrets.remove_id(id, |record| &record.id);
        self.index = self.document.secrets.index(|record| &record.id, ignoring_case);
    }
}

/// What is said of a name where an id is wanted, in words that fit every language.
pub(super) const NAME_FOR_ID: &str =
    "no secret has this id, but one has this name: `find` gives the id of a name";

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
