//! Vault keys and recovery codes: change, recover, replace, list, remove.

use super::Vault;
use crate::{
    Error, Members, Result, SecretText,
    inkbox::{
        MasterKey, OrgKey, check_vault_key,
        record::KeyRecord,
        time,
        wire::{KeyMaterial, KeyMetadata, KeyType},
    },
    kdf::KdfMemory,
    recovery_code,
};

impl Vault {
    /// Replaces the vault key, given the current one: two derivations. The vault is unlocked after.
    ///
    /// The org key stays: whoever has an old file and the old vault key reads on, and the recovery
    /// codes still open.
    ///
    /// # Errors
    /// `weak_vault_key` or `invalid_input` for the new one, `wrong_vault_key` if `current` is none of
    /// this vault or a recovery code, `corrupt`, `already_exists` if `new` is a recovery code of the
    /// vault, and those of a derivation.
    pub fn change_vault_key(&mut self, current: &[u8], new: &[u8], now: u64) -> Result<KeyMetadata> {
        let (current, new) = self.derive_both(current, new)?;
        self.change_vault_key_with(&current, &new, now)
    }

    /// [`change_vault_key`](Self::change_vault_key) with keys that are derived already; the caller has
    /// [checked](check_vault_key) the new one.
    ///
    /// # Errors
    /// Those of [`change_vault_key`](Self::change_vault_key), without the derivations'.
    pub fn change_vault_key_with(
        &mut self,
        current: &MasterKey,
        new: &MasterKey,
        now: u64,
    ) -> Result<KeyMetadata> {
        let (key, org_key) = self.unwrap(current)?;
        if key.key_type() == KeyType::Recovery {
            return Err(Error::WrongVaultKey);
        }
        let old = current.auth_hash();
        self.replace_primary(new, org_key, now, &|key| key.belongs_to(&old))
    }

    /// Replaces the vault key, given a recovery code, which is used up: two derivations. Every other
    /// key but the recovery keys goes. The vault is unlocked after.
    ///
    /// # Errors
    /// As for [`change_vault_key`](Self::change_vault_key); a vault key in place of the code is
    /// `wrong_vault_key`.
    pub fn recover(&mut self, recovery_code: &[u8], new: &[u8], now: u64) -> Result<KeyMetadata> {
        let (code, new) = self.derive_both(recovery_code, new)?;
        self.recover_with(&code, &new, now)
    }

    /// [`recover`](Self::recover) with keys that are derived already; the caller has
    /// [checked](check_vault_key) the new one.
    ///
    /// # Errors
    /// Those of [`recover`](Self::recover), without the derivations'.
    pub fn recover_with(&mut self, code: &MasterKey, new: &MasterKey, now: u64) -> Result<KeyMetadata> {
        let (key, org_key) = self.unwrap(code)?;
        if key.key_type() != KeyType::Recovery {
            return Err(Error::WrongVaultKey);
        }
        let used = code.auth_hash();
        let goes = |key: &KeyRecord| key.belongs_to(&used) || key.key_type() != KeyType::Recovery;
        self.replace_primary(new, org_key, now, &goes)
    }

    /// Replaces all recovery codes by four new ones: four derivations. They exist nowhere else.
    ///
    /// # Errors
    /// `locked`, and those of a derivation.
    pub fn replace_recovery_codes(&mut self, now: u64) -> Result<Vec<SecretText>> {
        self.org_key()?;
        let organization_id = self.document.info.organization_id.clone();
        let (codes, keys) = derive_recovery_codes(&organization_id, &mut KdfMemory::new())?;
        self.replace_recovery_codes_with(&keys, now)?;
        Ok(codes)
    }

    /// [`replace_recovery_codes`](Self::replace_recovery_codes) with keys of four codes that are derived
    /// already.
    ///
    /// # Errors
    /// `locked`, `already_exists` if the vault has one of the keys.
    pub fn replace_recovery_codes_with(&mut self, keys: &[MasterKey; 4], now: u64) -> Result<()> {
        let org_key = self.org_key()?.clone();
        let materials = KeyMaterial::generate_recovery(keys, &org_key)?;
        self.replace_keys(materials, now, &|key| key.key_type() == KeyType::Recovery).map(|_| ())
    }

    /// The keys of the vault, without what they wrap. Works locked.
    #[must_use]
    pub fn keys(&self) -> Vec<KeyMetadata> {
        self.document.keys.shown(&|_| true)
    }

    /// [`keys`](Self::keys), of one kind.
    #[must_use]
    pub fn keys_of(&self, key_type: &KeyType) -> Vec<KeyMetadata> {
        self.document.keys.shown(&|key| key.key_type() == *key_type)
    }

    /// Removes a key by its id or its auth hash, and returns what it was. Works locked.
    ///
    /// # Errors
    /// `not_found`, `conflict` for the last primary key.
    pub fn remove_key(&mut self, id_or_auth_hash: &str, now: u64) -> Result<KeyMetadata> {
        let time = time::to_text(now)?;
        let wanted =
            |key: &KeyRecord| key.id.eq_ignore_ascii_case(id_or_auth_hash) || key.belongs_to(id_or_auth_hash);
        let found = self.document.keys.iter().find(|key| wanted(key)).map(KeyMetadata::from);
        let metadata = found.ok_or_else(|| Error::NotFound("there is no such key".into()))?;
        let mut left = self.document.keys.clone();
        left.retain(&|key| !wanted(key));
        let is_primary = |key: &KeyRecord| key.key_type() == KeyType::Primary;
        let takes_vault_key =
            self.document.keys.iter().any(|key| wanted(key) && key.key_type() != KeyType::Recovery);
        if takes_vault_key && !left.iter().any(is_primary) {
            return Err(Error::Conflict("the last vault key cannot be removed".into()));
        }
        self.document.keys = left;
        self.touch(&time);
        Ok(metadata)
    }

    /// Whether a text is a vault key or recovery code of this vault: one derivation.
    pub(crate) fn has_vault_key(&self, vault_key: &[u8], memory: &mut KdfMemory) -> Result<bool> {
        let master_key = MasterKey::derive_with(vault_key, &self.document.info.organization_id, memory)?;
        // One whose wrapped org key is damaged is one too.
        Ok(!matches!(self.unwrap(&master_key), Err(Error::WrongVaultKey)))
    }

    /// The key of the vault that a master key belongs to, and the org key that it wraps.
    ///
    /// The record's own id is tried as AAD first, then those of all others, because the service does
    /// not say which id a wrapped key belongs to and a file may have been pasted together.
    pub(super) fn unwrap(&self, master_key: &MasterKey) -> Result<(&KeyRecord, OrgKey)> {
        let auth_hash = master_key.auth_hash();
        let keys = || self.document.keys.iter();
        let mut failure = Error::WrongVaultKey;
        for key in keys().filter(|key| key.belongs_to(&auth_hash)).take(MAX_TWINS) {
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

    pub(super) fn add_key(&mut self, material: KeyMaterial, time: &str) -> Result<()> {
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
            created_by: None,
            other: Members::default(),
        });
        Ok(())
    }

    fn derive_both(&self, current: &[u8], new: &[u8]) -> Result<(MasterKey, MasterKey)> {
        check_vault_key(new)?;
        let organization_id = &self.document.info.organization_id;
        let mut memory = KdfMemory::new();
        Ok((
            MasterKey::derive_with(current, organization_id, &mut memory)?,
            MasterKey::derive_with(new, organization_id, &mut memory)?,
        ))
    }

    fn replace_primary(
        &mut self,
        new: &MasterKey,
        org_key: OrgKey,
        now: u64,
        goes: &dyn Fn(&KeyRecord) -> bool,
    ) -> Result<KeyMetadata> {
        let material = KeyMaterial::generate(new, &org_key, KeyType::Primary)?;
        let metadata = self.replace_keys(vec![material], now, goes)?;
        self.org_key = Some(org_key);
        metadata.ok_or_else(|| Error::NotFound("there is no such key".into()))
    }

    /// Takes keys away and adds others, or changes nothing; returns the last key that was added.
    fn replace_keys(
        &mut self,
        materials: Vec<KeyMaterial>,
        now: u64,
        goes: &dyn Fn(&KeyRecord) -> bool,
    ) -> Result<Option<KeyMetadata>> {
        let time = time::to_text(now)?;
        let before = self.document.keys.clone();
        self.document.keys.retain(&|key| !goes(key));
        for material in materials {
            if let Err(error) = self.add_key(material, &time) {
                self.document.keys = before;
                return Err(error);
            }
        }
        self.touch(&time);
        Ok(self.document.keys.iter().next_back().map(KeyMetadata::from))
    }
}

/// How many records with one auth hash are tried. There is one, unless a file was pasted together.
const MAX_TWINS: usize = 8;

impl KeyRecord {
    /// Whether this is the record of the key with this auth hash.
    fn belongs_to(&self, auth_hash: &str) -> bool {
        self.auth_hash.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(auth_hash))
    }
}

/// Generates four recovery codes and derives their keys.
pub(super) fn derive_recovery_codes(
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
