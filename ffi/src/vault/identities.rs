//! Identities: the agents that secrets are granted to. All of it works locked.

use inkseal::inkbox::wire::Identity;

use super::{Vault, borrowed};
use crate::{Result, clock::at};

#[uniffi::export]
impl Vault {
    /// Every identity, in the order of the file.
    pub fn identities(&self) -> Vec<Identity> {
        self.read().identities()
    }

    /// The identity with this id or else with this handle. Fails with `not_found`.
    pub fn identity(&self, id_or_handle: &str) -> Result<Identity> {
        Ok(self.read().identity(id_or_handle)?)
    }

    /// Makes an identity and grants it secrets, in one step. Fails with `invalid_input` for a handle that is
    /// empty, past 255 characters or has spaces, `already_exists` if it is taken, and `not_found` for a secret.
    #[uniffi::method(default(display_name = None, secret_ids = [], now = None))]
    pub fn create_identity(
        &self,
        agent_handle: &str,
        display_name: Option<String>,
        secret_ids: Vec<String>,
        now: Option<u64>,
    ) -> Result<Identity> {
        let display_name = display_name.as_deref();
        Ok(self.write().create_identity(agent_handle, display_name, &borrowed(&secret_ids), at(now))?)
    }

    /// Gives an identity another handle. Its grants stay. Fails with `not_found`, and for the new handle with
    /// `invalid_input` or `already_exists`.
    #[uniffi::method(default(now = None))]
    pub fn rename_identity(
        &self,
        id_or_handle: &str,
        agent_handle: &str,
        now: Option<u64>,
    ) -> Result<Identity> {
        Ok(self.write().rename_identity(id_or_handle, agent_handle, at(now))?)
    }

    /// Sets an identity's name for people, or removes it. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn set_display_name(
        &self,
        id_or_handle: &str,
        display_name: Option<String>,
        now: Option<u64>,
    ) -> Result<Identity> {
        Ok(self.write().set_display_name(id_or_handle, display_name.as_deref(), at(now))?)
    }

    /// Pauses an identity: it reads nothing until it is resumed. Its grants stay. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn pause_identity(&self, id_or_handle: &str, now: Option<u64>) -> Result<Identity> {
        Ok(self.write().pause_identity(id_or_handle, at(now))?)
    }

    /// Lets a paused identity read again. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn resume_identity(&self, id_or_handle: &str, now: Option<u64>) -> Result<Identity> {
        Ok(self.write().resume_identity(id_or_handle, at(now))?)
    }

    /// Deletes an identity and every rule that names it, and returns what it was. Fails with `not_found`.
    #[uniffi::method(default(now = None))]
    pub fn delete_identity(&self, id_or_handle: &str, now: Option<u64>) -> Result<Identity> {
        Ok(self.write().delete_identity(id_or_handle, at(now))?)
    }
}
