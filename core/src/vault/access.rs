//! Identities and what they may read, as the owner sees and changes them.

use super::{IdentityId, Objects, SecretId, Step, Vault, objects::Found, stage::Stage};
use crate::{Error, Result, SecretText};

/// An identity, which is an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Its handle.
    pub handle: SecretText,
    /// Its name.
    pub name: Option<SecretText>,
    /// Whether it is paused.
    pub paused: bool,
    /// What it may read, or gets again when it is resumed; ascending.
    pub secrets: Vec<SecretId>,
}

/// Identities, and those that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identities {
    /// Ascending by id.
    pub identities: Vec<Identity>,
    /// Those whose grants cannot be read, and why.
    pub damaged: Vec<(IdentityId, Error)>,
}

impl Vault {
    /// All identities.
    ///
    /// # Errors
    /// None for what is damaged: the list says it.
    pub fn identities(&self, objects: &Objects) -> Result<Step<Identities>> {
        todo!()
    }
}

impl Stage<'_> {
    /// Plans all changes of access of the draft, after those of secrets (section 11).
    pub(super) fn plan_access(&mut self) -> Found<()> {
        Ok(())
    }
}
