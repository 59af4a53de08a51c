//! [`MasterKey`]: what Argon2id makes of a vault key or recovery code.

use sha2::{Digest, Sha256};

use super::{OrgKey, seal, vault_key};
use crate::{
    Error, Result,
    aead::Cipher,
    kdf::{self, KdfMemory},
    secret::SecretKey,
    stack::wiping_stack,
};

/// The key that wraps the org key. One derivation of Argon2id: about 0.1 s and 64 MiB.
///
/// It has no printed form and is wiped when dropped.
#[derive(Debug, Clone)]
pub struct MasterKey(SecretKey);

impl MasterKey {
    /// Derives the key of a vault key or recovery code, which is secret UTF-8, used as it is spelled
    /// (FORMAT-1.md, "Keys").
    ///
    /// # Errors
    /// `invalid_input` if the vault key is not UTF-8 or the organization id shorter than 8 bytes,
    /// `out_of_memory` if 64 MiB cannot be had.
    pub fn derive(vault_key: &[u8], organization_id: &str) -> Result<Self> {
        Self::derive_with(vault_key, organization_id, &mut KdfMemory::new())
    }

    /// [`derive`](Self::derive) in working memory that is used again, which saves a third of the time.
    ///
    /// Derivations are independent: a caller with threads gives each its own memory.
    ///
    /// # Errors
    /// Those of [`derive`](Self::derive).
    pub fn derive_with(vault_key: &[u8], organization_id: &str, memory: &mut KdfMemory) -> Result<Self> {
        vault_key::utf8(vault_key)?;
        check_organization_id(organization_id)?;
        SecretKey::init_with(|key| kdf::derive_format_1(vault_key, organization_id.as_bytes(), memory, key))
            .map(Self)
    }

    /// Takes a key that was derived before.
    ///
    /// # Errors
    /// `invalid_input` unless there are exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        SecretKey::from_slice(bytes).map(Self)
    }

    /// The 32 bytes of the key. Whoever copies them has to wipe the copy.
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// What proves to the service that one has the key: lower-case hex of its SHA-256.
    ///
    /// The service keeps it and a vault file holds it, so it is no secret of the vault.
    #[must_use]
    pub fn auth_hash(&self) -> String {
        // The hash leaves its block, which begins with the key, on the stack.
        wiping_stack(|| base16ct::lower::encode_string(&Sha256::digest(self.0.expose())))
    }

    /// Wraps an org key for the vault key with this id.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn wrap(&self, org_key: &OrgKey, key_id: &str) -> Result<String> {
        seal::seal(&Cipher::new(self.0.expose()), key_id, org_key.expose_bytes())
    }

    /// Unwraps the org key that was wrapped for the vault key with this id.
    ///
    /// # Errors
    /// `malformed` if `wrapped` is no sealed data, `corrupt` if it does not open or is no key.
    pub fn unwrap(&self, key_id: &str, wrapped: &str) -> Result<OrgKey> {
        self.open(&[key_id], wrapped).map(|(_, org_key)| org_key)
    }

    /// Unwraps the org key when it is not known for which vault key it was wrapped, and says for
    /// which of `key_ids` it was. The service does not name it.
    ///
    /// # Errors
    /// Those of [`unwrap`](Self::unwrap).
    pub fn unwrap_any<'a>(
        &self,
        key_ids: impl IntoIterator<Item = &'a str>,
        wrapped: &str,
    ) -> Result<(&'a str, OrgKey)> {
        let key_ids: Vec<_> = key_ids.into_iter().collect();
        let (place, org_key) = self.open(&key_ids, wrapped)?;
        key_ids.get(place).map(|key_id| (*key_id, org_key)).ok_or(Error::Corrupt)
    }

    fn open(&self, key_ids: &[&str], wrapped: &str) -> Result<(usize, OrgKey)> {
        let (place, bytes) = seal::open(&Cipher::new(self.0.expose()), key_ids, wrapped, MAX_WRAPPED)?;
        let org_key = OrgKey::from_bytes(bytes.expose()).map_err(|_| Error::Corrupt)?;
        Ok((place, org_key))
    }
}

/// An organization id is a salt, which has at least 8 bytes (RFC 9106 section 3.1).
pub(super) fn check_organization_id(organization_id: &str) -> Result<()> {
    if organization_id.len() < 8 {
        return Err(Error::InvalidInput("an organization id has at least 8 bytes".into()));
    }
    Ok(())
}

/// More than any wrapped key has; one of another length than 32 is opened and then refused.
const MAX_WRAPPED: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn master(byte: u8) -> MasterKey {
        MasterKey::from_bytes(&[byte; 32]).unwrap()
    }

    #[test]
    fn unwraps_under_the_right_id_and_key_only() {
        let org_key = OrgKey::generate().unwrap();
        let wrapped = master(1).wrap(&org_key, "key-2").unwrap();
        let (id, unwrapped) = master(1).unwrap_any(["key-1", "KEY-2", "key-3"], &wrapped).unwrap();
        assert_eq!(id, "KEY-2");
        assert_eq!(unwrapped.expose_bytes(), org_key.expose_bytes());
        assert_eq!(master(1).unwrap("key-1", &wrapped).unwrap_err(), Error::Corrupt);
        assert_eq!(master(2).unwrap("key-2", &wrapped).unwrap_err(), Error::Corrupt);
        assert_eq!(master(1).unwrap("key-2", "!").unwrap_err().code(), "malformed");
        assert_eq!(master(1).unwrap_any([], &wrapped).unwrap_err(), Error::Corrupt);
    }

    #[test]
    fn a_wrapped_key_of_another_length_is_corrupt() {
        for length in [0, 16, 31, 33, 64] {
            let wrapped = seal::seal(&Cipher::new(master(1).0.expose()), "id", &vec![9; length]).unwrap();
            assert_eq!(master(1).unwrap("id", &wrapped).unwrap_err(), Error::Corrupt, "{length}");
        }
    }

    #[test]
    fn printed_forms_show_nothing() {
        assert_eq!(format!("{:?}", master(0x41)), "MasterKey([secret])");
    }
}
