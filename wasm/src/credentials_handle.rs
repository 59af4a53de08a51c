//! [`CredentialsHandle`]: the vault as one agent sees it.

use crate::vault_handle::VaultHandle;

/// What is granted to one identity, always as of the present.
pub(crate) struct CredentialsHandle {
    pub(crate) vault: VaultHandle,
    pub(crate) identity_id: String,
}
