//! A new vault: one vault key, four recovery codes, a fresh org key.

use super::{Vault, keys::derive_recovery_codes};
use crate::{
    Members, Result, SecretText,
    inkbox::{
        MasterKey, OrgKey, check_vault_key, document::Document, master_key::check_organization_id,
        record::InfoRecord, time, wire::InitializeRequest,
    },
    kdf::KdfMemory,
    random,
};

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
    Ok(["local_", &random::uuid()?].concat())
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
        check_organization_id(organization_id)?;
        let org_key = OrgKey::generate()?;
        let request = InitializeRequest::new(&org_key, primary, recovery)?;
        let time = time::to_text(now)?;
        let info = InfoRecord {
            organization_id: organization_id.to_owned(),
            id: Some(random::uuid()?),
            created_at: Some(time.clone()),
            updated_at: Some(time.clone()),
            other: Members::default(),
        };
        let mut vault = Self::new(Document { info, ..Document::default() }, Some(org_key));
        for material in std::iter::once(request.vault_key).chain(request.recovery_keys) {
            vault.add_key(material, &time)?;
        }
        Ok(vault)
    }
}
