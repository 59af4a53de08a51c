//! Access rules: which identity may read which secret. They work locked: format 1 keeps them as policy.

use inkseal::inkbox::wire::{AccessRule, SecretMetadata};

use super::{Vault, borrowed};
use crate::{Result, clock::at};

#[uniffi::export]
impl Vault {
    /// Grants an identity, named by its id or handle, a secret. Fails with `not_found` for either, and
    /// `already_exists` if it has the grant.
    #[uniffi::method(default(now = None))]
    pub fn grant(&self, secret_id: &str, identity: &str, now: Option<u64>) -> Result<AccessRule> {
        Ok(self.write().grant(secret_id, identity, at(now))?)
    }

    /// Takes a grant away. What the identity has read before it still knows. Fails with `not_found` for
    /// either, or if there is no such grant.
    #[uniffi::method(default(now = None))]
    pub fn revoke(&self, secret_id: &str, identity: &str, now: Option<u64>) -> Result<()> {
        Ok(self.write().revoke(secret_id, identity, at(now))?)
    }

    /// Makes the grants of an identity exactly these secrets, in one step. Fails with `not_found` for the
    /// identity or a secret; nothing has changed then.
    #[uniffi::method(default(now = None))]
    pub fn set_grants(&self, identity: &str, secret_ids: Vec<String>, now: Option<u64>) -> Result<()> {
        Ok(self.write().set_grants(identity, &borrowed(&secret_ids), at(now))?)
    }

    /// The rules of one secret. Fails with `not_found`.
    pub fn access_of_secret(&self, secret_id: &str) -> Result<Vec<AccessRule>> {
        Ok(self.read().access_of_secret(secret_id)?)
    }

    /// The secrets that are granted to an identity, without their payloads, also to a paused one. Fails
    /// with `not_found`.
    pub fn granted_to(&self, identity: &str) -> Result<Vec<SecretMetadata>> {
        Ok(self.read().granted_to(identity)?)
    }
}
