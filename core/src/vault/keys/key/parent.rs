//! [`ParentKey`]: the only derivation of keys from keys (FORMAT-2.md, "Keys").

use std::sync::Arc;

use hkdf::Hkdf;
use sha2::Sha256;

use super::{NO_ID, refused};
use crate::{Result, secret::SecretKey, stack::wiping_stack, vault::id::VaultId};

/// A key that others are derived from. HMAC is keyed once for all of them, of which a listing needs one a secret.
/// Wiped when the last clone is dropped; clones share it on the heap, so that neither moving nor cloning copies a key.
#[derive(Clone)]
pub(super) struct ParentKey {
    key: Arc<SecretKey>,
    hkdf: Arc<Hkdf<Sha256>>,
}

impl ParentKey {
    pub(super) fn new(key: SecretKey) -> Result<Self> {
        let hkdf = wiping_stack(|| Hkdf::from_prk(key.expose()).map(Arc::new));
        Ok(Self { hkdf: hkdf.map_err(|_| refused())?, key: Arc::new(key) })
    }

    pub(super) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    /// The key of a label and of ids.
    pub(super) fn expand(
        &self,
        label: &str,
        vault: &VaultId,
        id: &[u8; 16],
        key_id: &[u8; 16],
    ) -> Result<SecretKey> {
        let zeros = NO_ID.get(label.len()..).unwrap_or_default();
        let info = [b"inkseal/2 key\0\0\0", label.as_bytes(), zeros, vault.as_bytes(), id, key_id];
        SecretKey::init_with(|out| {
            wiping_stack(|| self.hkdf.expand_multi_info(&info, out).map_err(|_| refused()))
        })
    }
}
