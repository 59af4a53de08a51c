//! [`Vault`]: a format-1 vault, whole, in memory.

mod access;
mod identities;
mod keys;
mod secrets;
mod totp;
mod transfer;
mod verify;

use std::collections::{HashMap, HashSet, hash_map::Entry as MapEntry};

use super::{
    MasterKey, OrgKey, check_vault_key,
    document::Document,
    record::{Entry, InfoRecord, KeyRecord, Records, SecretRecord},
    time,
    wire::{InitializeRequest, KeyMaterial, KeyMetadata, KeyType, UnlockAnswer, VaultInfo},
};
use crate::{Error, Result, SecretText, kdf::KdfMemory, random, recovery_code};

pub use secrets::OpenedSecret;
pub(super) use secrets::mismatch;
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
#[derive(Debug)]
pub struct Vault {
    document: Document,
    org_key: Option<OrgKey>,
    /// Where each secret stands in the list, by its id in lower case.
    index: HashMap<String, usize>,
    without_aad: bool,
}

/// What initialising a vault gives.
#[derive(Debug)]
pub struct Initialized {
    /// The new vault, unlocked.
    pub vault: Vault,
    /// The four recovery codes. They are secret and exist nowhere else: show them once.
    pub recovery_codes: Vec<SecretText>,
}

/// Makes the organization id of a vault that belongs to no organization: `local_` and a random UUID.
///
/// # Errors
/// `io` if the source of random bytes fails.
pub fn generate_local_organization_id() -> Result<String> {
    Ok(format!("local_{}", random::uuid()?))
}

impl Vault {
    /// Makes a new vault with one vault key and four recovery codes: five derivations, about half a
    /// second. A caller with threads derives by himself and calls
    /// [`initialize_with`](Self::initialize_with).
    ///
    /// # Errors
    /// `weak_vault_key` or `invalid_input` for the vault key, `invalid_input` if the organization id
    /// has fewer than 8 bytes, `out_of_memory`, `io`.
    pub fn initialize(organization_id: &str, vault_key: &[u8], now: u64) -> Result<Initialized> {
        check_vault_key(vault_key)?;
        let mut memory = KdfMemory::new();
        let primary = MasterKey::derive_with(vault_key, organization_id, &mut memory)?;
        let (recovery_codes, recovery) = derive_recovery_codes(organization_id, &mut memory)?;
        let vault = Self::initialize_with(organization_id, &primary, &recovery, now)?;
        Ok(Initialized { vault, recovery_codes })
    }

    /// Makes a new vault from keys that are derived already: that of the vault key, which the caller
    /// has [checked](check_vault_key), and those of four codes of
    /// [`recovery_code::generate`](crate::recovery_code::generate).
    ///
    /// # Errors
    /// `already_exists` if two of the keys are the same, `io`.
    pub fn initialize_with(
        organization_id: &str,
        primary: &MasterKey,
        recovery: &[MasterKey; 4],
        now: u64,
    ) -> Result<Self> {
        let org_key = OrgKey::generate()?;
        let request = InitializeRequest::new(&org_key, primary, recovery)?;
        let time = time::to_text(now)?;
        let info = InfoRecord {
            organization_id: organization_id.to_owned(),
            id: Some(random::uuid()?),
            created_at: Some(time.clone()),
            updated_at: Some(time.clone()),
            ..InfoRecord::default()
        };
        let mut vault = Self::new(Document { info, ..Document::default() }, Some(org_key));
        for material in std::iter::once(request.vault_key).chain(request.recovery_keys) {
            vault.add_key(material, &time)?;
        }
        Ok(vault)
    }

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

    /// Makes an unlocked vault of the service's answer to an unlock and its list of keys.
    ///
    /// The vault gets a new id, because the answer names none, and only the key that was used can
    /// unlock it later: the service tells of the others no more than that they exist.
    ///
    /// # Errors
    /// `wrong_vault_key` if the answer has no wrapped key, `corrupt` if it does not open, and the
    /// errors of a derivation.
    pub fn from_unlock_answer(
        organization_id: &str,
        keys: &[KeyMetadata],
        answer: UnlockAnswer,
        vault_key: &[u8],
    ) -> Result<Self> {
        Self::from_unlock_answer_with(
            organization_id,
            keys,
            answer,
            &MasterKey::derive(vault_key, organization_id)?,
        )
    }

    /// [`from_unlock_answer`](Self::from_unlock_answer) with a key that is derived already.
    ///
    /// # Errors
    /// Those of [`from_unlock_answer`](Self::from_unlock_answer).
    pub fn from_unlock_answer_with(
        organization_id: &str,
        keys: &[KeyMetadata],
        answer: UnlockAnswer,
        master_key: &MasterKey,
    ) -> Result<Self> {
        let wrapped = answer.wrapped_org_encryption_key.ok_or(Error::WrongVaultKey)?;
        let ids = keys.iter().map(|key| key.id.as_str());
        let (opened_by, org_key) = master_key.unwrap_any(ids, &wrapped)?;
        let opened_by = opened_by.to_owned();
        let info = InfoRecord {
            organization_id: organization_id.to_owned(),
            id: Some(random::uuid()?),
            ..InfoRecord::default()
        };
        let mut records = Records::default();
        for key in keys {
            let opens = key.id == opened_by;
            records.push(KeyRecord {
                id: key.id.clone(),
                wrapped_org_encryption_key: opens.then(|| wrapped.clone()),
                auth_hash: opens.then(|| master_key.auth_hash()),
                key_type: Some(key.key_type.as_str().to_owned()),
                created_by: key.created_by.clone(),
                created_at: key.created_at.clone(),
                updated_at: key.updated_at.clone(),
                ..KeyRecord::default()
            });
        }
        let document = Document { info, keys: records, secrets: answer.secrets, ..Document::default() };
        Ok(Self::new(document, Some(org_key)))
    }

    fn new(mut document: Document, org_key: Option<OrgKey>) -> Self {
        let index = index(&mut document.secrets);
        // Of two identities with one id the first counts, and the other stays in the file.
        let mut ids = HashSet::new();
        document.identities.set_aside(|_, record| !ids.insert(record.id.to_ascii_lowercase()));
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

    fn org_key(&self) -> Result<&OrgKey> {
        self.org_key.as_ref().ok_or(Error::Locked)
    }

    /// The key of the vault that a master key belongs to, and the org key that it wraps.
    ///
    /// The record's own id is tried as AAD first, then those of all others, because the service does
    /// not say which id a wrapped key belongs to and a file may have been pasted together.
    fn unwrap(&self, master_key: &MasterKey) -> Result<(&KeyRecord, OrgKey)> {
        let auth_hash = master_key.auth_hash();
        let keys = || self.document.keys.iter();
        let belongs = |key: &&KeyRecord| {
            key.auth_hash.as_ref().is_some_and(|hash| hash.eq_ignore_ascii_case(&auth_hash))
        };
        let mut failure = Error::WrongVaultKey;
        for key in keys().filter(belongs) {
            let ids = std::iter::once(key).chain(keys()).map(|key| key.id.as_str());
            let wrapped = key.wrapped_org_encryption_key.as_deref();
            match wrapped.ok_or(Error::Corrupt).and_then(|wrapped| master_key.unwrap_any(ids, wrapped)) {
                Ok((_, org_key)) => return Ok((key, org_key)),
                // Whatever is wrong with the wrapped key, the vault is damaged and the key was right.
                Err(_) => failure = Error::Corrupt,
            }
        }
        Err(failure)
    }

    fn add_key(&mut self, material: KeyMaterial, time: &str) -> Result<()> {
        if self.document.keys.iter().any(|key| key.auth_hash.as_ref() == Some(&material.auth_hash)) {
            return Err(Error::AlreadyExists("the vault has this key already".into()));
        }
        self.document.keys.push(KeyRecord {
            id: material.id,
            wrapped_org_encryption_key: Some(material.wrapped_org_encryption_key),
            auth_hash: Some(material.auth_hash),
            key_type: Some(material.key_type.as_str().to_owned()),
            created_at: Some(time.to_owned()),
            updated_at: Some(time.to_owned()),
            ..KeyRecord::default()
        });
        Ok(())
    }

    fn secret(&self, id: &str) -> Result<&SecretRecord> {
        let position = self.index.get(&id.to_ascii_lowercase());
        match position.and_then(|position| self.document.secrets.0.get(*position)) {
            Some(Entry::Record(record)) => Ok(record),
            _ => Err(Error::NotFound("there is no such secret".into())),
        }
    }

    fn secret_mut(&mut self, id: &str) -> Result<&mut SecretRecord> {
        let position = self.index.get(&id.to_ascii_lowercase());
        match position.and_then(|position| self.document.secrets.0.get_mut(*position)) {
            Some(Entry::Record(record)) => Ok(record),
            _ => Err(Error::NotFound("there is no such secret".into())),
        }
    }

    fn push_secret(&mut self, record: SecretRecord) {
        self.index.insert(record.id.to_ascii_lowercase(), self.document.secrets.0.len());
        self.document.secrets.push(record);
    }

    fn remove_secret(&mut self, id: &str) {
        self.document.secrets.retain(|record| !record.id.eq_ignore_ascii_case(id));
        self.index = index(&mut self.document.secrets);
    }
}

/// Generates four recovery codes and derives their keys.
fn derive_recovery_codes(
    organization_id: &str,
    memory: &mut KdfMemory,
) -> Result<(Vec<SecretText>, [MasterKey; 4])> {
    let mut codes = Vec::with_capacity(4);
    let mut keys = Vec::with_capacity(4);
    for _ in 0..4 {
        let code = recovery_code::generate()?;
        keys.push(MasterKey::derive_with(code.expose().as_bytes(), organization_id, memory)?);
        codes.push(code);
    }
    let keys = keys.try_into().map_err(|_| Error::InvalidInput("there are four recovery codes".into()))?;
    Ok((codes, keys))
}

/// Finds each secret's place. Of two secrets with one id the first counts; the other stays in the
/// file, is not listed and shows in [`Vault::verify`].
fn index(secrets: &mut Records<SecretRecord>) -> HashMap<String, usize> {
    let mut index = HashMap::with_capacity(secrets.0.len());
    secrets.set_aside(|position, record| match index.entry(record.id.to_ascii_lowercase()) {
        MapEntry::Vacant(place) => {
            place.insert(position);
            false
        }
        MapEntry::Occupied(_) => true,
    });
    index
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
