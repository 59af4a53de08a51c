//! Identities: the agents that secrets are granted to. They work locked.

use super::Vault;
use crate::{
    Error, Members, Result,
    inkbox::{
        Credentials,
        record::IdentityRecord,
        time,
        wire::{Identity, IdentityStatus},
    },
    random,
};

impl Vault {
    /// Every identity, in the order of the file.
    #[must_use]
    pub fn identities(&self) -> Vec<Identity> {
        self.document.identities.shown(&|_| true)
    }

    /// The identity with this id or else with this handle.
    ///
    /// # Errors
    /// `not_found`
    pub fn identity(&self, id_or_handle: &str) -> Result<Identity> {
        self.identity_record(id_or_handle).map(Identity::from)
    }

    fn identity_record(&self, id_or_handle: &str) -> Result<&IdentityRecord> {
        let records = || self.document.identities.iter();
        let found = records()
            .find(|record| record.id.eq_ignore_ascii_case(id_or_handle))
            .or_else(|| records().find(|record| record.agent_handle == id_or_handle));
        found.ok_or_else(no_identity)
    }

    /// The id of the identity with this id or else with this handle.
    pub(in crate::inkbox) fn identity_id(&self, id_or_handle: &str) -> Result<String> {
        self.identity_record(id_or_handle).map(|record| record.id.clone())
    }

    /// Makes an identity and grants it secrets, in one step.
    ///
    /// # Errors
    /// `invalid_input` for a handle that is empty, longer than 255 characters or has white space or control
    /// characters, `already_exists` if the handle is taken, `not_found` for a secret.
    pub fn create_identity(
        &mut self,
        agent_handle: &str,
        display_name: Option<&str>,
        secret_ids: &[&str],
        now: u64,
    ) -> Result<Identity> {
        self.check_handle(agent_handle)?;
        self.ids(secret_ids)?;
        let record = IdentityRecord {
            id: random::uuid()?,
            agent_handle: agent_handle.to_owned(),
            display_name: display_name.map(ToOwned::to_owned),
            status: Some(IdentityStatus::Active.as_str().to_owned()),
            other: Members::default(),
        };
        let identity = Identity::from(&record);
        self.document.identities.push(record);
        self.set_grants(&identity.id, secret_ids, now).inspect_err(|_| {
            self.document.identities.retain(&|record| record.id != identity.id);
        })?;
        Ok(identity)
    }

    /// Gives an identity another handle. Its grants stay.
    ///
    /// # Errors
    /// `not_found`, `invalid_input` or `already_exists` for the new handle.
    pub fn rename_identity(&mut self, id_or_handle: &str, agent_handle: &str, now: u64) -> Result<Identity> {
        let id = self.identity_id(id_or_handle)?;
        if self.identity_id(agent_handle).is_ok_and(|other| other != id) {
            return Err(taken());
        }
        // One that it has already stays, whatever program made it.
        if self.identity_record(&id)?.agent_handle != agent_handle {
            check_handle_text(agent_handle)?;
        }
        self.change_identity(&id, now, |record| record.agent_handle = agent_handle.to_owned())
    }

    /// Sets an identity's name for people, or with `None` removes it.
    ///
    /// # Errors
    /// `not_found`
    pub fn set_display_name(
        &mut self,
        id_or_handle: &str,
        display_name: Option<&str>,
        now: u64,
    ) -> Result<Identity> {
        self.change_identity(id_or_handle, now, |record| {
            record.other.remove("display_name");
            record.display_name = display_name.map(ToOwned::to_owned);
        })
    }

    /// Pauses an identity: it reads nothing until it is resumed. Its grants stay.
    ///
    /// # Errors
    /// `not_found`
    pub fn pause_identity(&mut self, id_or_handle: &str, now: u64) -> Result<Identity> {
        self.set_status(id_or_handle, IdentityStatus::Paused, now)
    }

    /// Lets a paused identity read again.
    ///
    /// # Errors
    /// `not_found`
    pub fn resume_identity(&mut self, id_or_handle: &str, now: u64) -> Result<Identity> {
        self.set_status(id_or_handle, IdentityStatus::Active, now)
    }

    /// Deletes an identity and every rule that names it, and returns what it was.
    ///
    /// # Errors
    /// `not_found`
    pub fn delete_identity(&mut self, id_or_handle: &str, now: u64) -> Result<Identity> {
        let time = time::to_text(now)?;
        let identity = self.identity(id_or_handle)?;
        self.document.identities.remove_id(&identity.id, |record| &record.id);
        for record in self.document.secrets.iter_mut() {
            record.revoke(&identity.id);
        }
        self.touch(&time);
        Ok(identity)
    }

    /// The view of one identity, named by its id or handle: only what is granted to it.
    ///
    /// # Errors
    /// `not_found`
    pub fn credentials(&self, identity: &str) -> Result<Credentials<&Self>> {
        Credentials::new(self, identity)
    }

    /// [`credentials`](Self::credentials) that can also add secrets and change TOTP.
    ///
    /// # Errors
    /// `not_found`
    pub fn credentials_mut(&mut self, identity: &str) -> Result<Credentials<&mut Self>> {
        Credentials::new(self, identity)
    }

    /// The id of the identity, if it may read.
    pub(in crate::inkbox) fn active_identity(&self, id_or_handle: &str) -> Result<String> {
        let identity = self.identity(id_or_handle)?;
        match identity.status {
            IdentityStatus::Active => Ok(identity.id),
            IdentityStatus::Paused => Err(Error::AccessDenied("the identity is paused".into())),
        }
    }

    fn set_status(&mut self, id_or_handle: &str, status: IdentityStatus, now: u64) -> Result<Identity> {
        self.change_identity(id_or_handle, now, |record| record.status = Some(status.as_str().to_owned()))
    }

    fn change_identity(
        &mut self,
        id_or_handle: &str,
        now: u64,
        change: impl FnOnce(&mut IdentityRecord),
    ) -> Result<Identity> {
        let time = time::to_text(now)?;
        let id = self.identity_id(id_or_handle)?;
        let found = self.document.identities.iter_mut().find(|record| record.id == id);
        let record = found.ok_or_else(no_identity)?;
        change(record);
        let identity = Identity::from(&*record);
        self.touch(&time);
        Ok(identity)
    }

    fn check_handle(&self, agent_handle: &str) -> Result<()> {
        check_handle_text(agent_handle)?;
        if self.identity_record(agent_handle).is_ok() { Err(taken()) } else { Ok(()) }
    }
}

/// What a handle may be that is made (FORMAT-1.md, "Agents").
fn check_handle_text(agent_handle: &str) -> Result<()> {
    if agent_handle.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return Err(Error::InvalidInput("a handle has no spaces and no control characters".into()));
    }
    match agent_handle.chars().take(256).count() {
        1..=255 => Ok(()),
        _ => Err(Error::InvalidInput("a handle has 1 to 255 characters".into())),
    }
}

fn taken() -> Error {
    Error::AlreadyExists("another identity has this handle".into())
}

fn no_identity() -> Error {
    Error::NotFound("there is no such identity".into())
}
