//! Identities and what they may read, as the owner sees and changes them.

use crate::vault::{
    IdentityId, Objects, SecretId, Step, Vault,
    objects::grants::{Grants, Status},
    read::needs::Halt,
};
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

impl Identity {
    pub(in crate::vault) fn new(id: IdentityId, grants: Grants) -> Self {
        let paused = grants.status != Status::Active;
        let secrets =
            if paused { grants.paused } else { grants.keys.iter().map(|key| *key.secret()).collect() };
        Self { id, handle: grants.handle, name: grants.name, paused, secrets }
    }
}

impl Vault {
    /// All identities.
    ///
    /// # Errors
    /// None for what is damaged: the list says it.
    pub fn identities(&self, objects: &Objects) -> Result<Step<Identities>> {
        let tree = self.tree(objects);
        let mut list = Identities::default();
        for (id, _) in &tree.state.identities {
            match tree.grants(id, &self.key.identity_key(*id)?.grants_key()?) {
                Ok(grants) => list.identities.push(Identity::new(*id, grants)),
                Err(Halt::Needs) => {}
                Err(Halt::Refused(error)) => list.damaged.push((*id, error)),
            }
        }
        tree.lookup.step(Ok(list))
    }
}
