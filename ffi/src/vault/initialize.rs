//! New vaults.

use std::sync::Arc;

use inkseal::{SecretText, inkbox};

use super::Vault;
use crate::{MasterKey, Result, clock::at, master_key::four};

/// A new vault, and the codes that open it when the vault key is lost.
#[derive(uniffi::Record)]
pub struct Initialized {
    /// The vault, unlocked.
    pub vault: Arc<Vault>,
    /// Four recovery codes, which are secret and exist nowhere else.
    pub recovery_codes: Vec<SecretText>,
}

/// Makes a new vault with a vault key and four recovery codes: five derivations, about half a second.
///
/// Fails with `weak_vault_key` for the vault key, `invalid_input` if the organization id is shorter than 8
/// bytes, `out_of_memory`, and `io` if the system gives no random bytes.
#[uniffi::export(default(now = None))]
pub fn initialize_vault(organization_id: &str, vault_key: Vec<u8>, now: Option<u64>) -> Result<Initialized> {
    let made = inkbox::Vault::initialize(organization_id, &vault_key, at(now))?;
    Ok(Initialized { vault: Arc::new(Vault::new(made.vault.into())), recovery_codes: made.recovery_codes })
}

#[uniffi::export]
impl Vault {
    /// Makes a new vault with keys that are derived already: that of the vault key, which the caller has
    /// checked, and those of four recovery codes.
    #[uniffi::constructor(default(now = None))]
    pub fn initialize_with(
        organization_id: &str,
        primary: Arc<MasterKey>,
        recovery: Vec<Arc<MasterKey>>,
        now: Option<u64>,
    ) -> Result<Self> {
        let (primary, recovery) = (primary.get()?, four(&recovery)?);
        Ok(Self::new(inkbox::Vault::initialize_with(organization_id, &primary, &recovery, at(now))?.into()))
    }
}
