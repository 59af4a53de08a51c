//! What a draft makes of identities and grants (FORMAT-2.md, "Access").

use std::collections::BTreeSet;

use super::{PlannedGrants, Stage};
use crate::{
    Error, Members, SecretText,
    vault::{
        IdentityId, Note, SecretId,
        objects::grants::{Grants, Status},
        read::needs::{Found, Halt, if_found},
        read::record_keys::no_such_secret,
        write::draft::AccessChange,
    },
};

impl Stage<'_> {
    /// Plans all changes of access of the draft, after those of secrets (section 11).
    pub(in crate::vault) fn plan_access(&mut self) -> Found<()> {
        let access = std::mem::take(&mut self.draft.access);
        for change in &access {
            match self.plan_change_of_access(change) {
                // What lacks objects is not planned yet, so that what follows from it may look wrong.
                Err(Halt::Refused(error)) if !self.tree.lookup.lacks() => return Err(error.into()),
                _ => {}
            }
        }
        for (identity, secret) in access.iter().flat_map(AccessChange::grants) {
            let before = self.identities.get(&identity).and_then(|planned| planned.grants.key(&secret));
            // It may have been able to: what others take away meanwhile is not given back.
            if before.is_some() || self.replaced.contains(&identity) {
                self.draft.held.insert((identity, secret));
            }
        }
        self.draft.access = access;
        self.take_back()
    }

    fn plan_change_of_access(&mut self, change: &AccessChange) -> Found<()> {
        match change {
            AccessChange::Create { handle, name, secrets } => self.create(handle, name.as_ref(), secrets),
            AccessChange::Rename { identity, handle, name } => {
                self.rename(*identity, handle.as_ref(), name.as_ref())
            }
            AccessChange::Grant { identity, secrets } => self.grant(*identity, secrets),
            AccessChange::Revoke { identity, secrets } => self.revoke(*identity, secrets),
            AccessChange::Pause(identity) => self.pause(*identity),
            AccessChange::Resume(identity) => self.resume(*identity),
            AccessChange::Delete(identity) => self.delete(*identity),
        }
    }

    fn create(&mut self, handle: &SecretText, name: Option<&SecretText>, secrets: &[SecretId]) -> Found<()> {
        let mut readable = BTreeSet::new();
        for secret in secrets {
            // Others may have purged it since.
            if if_found(self.will_exist(secret))? == Some(false) {
                if !self.draft.is_made_again() {
                    return Err(no_such_secret().into());
                }
                self.notes.push(Note::Purged { secret: *secret });
                continue;
            }
            if_found(self.give(*secret))?;
            readable.insert(*secret);
        }
        let mut grants = blank(handle.clone());
        grants.name = name.cloned();
        self.created.push(PlannedGrants { grants, readable, changed: true, new: true });
        Ok(())
    }

    fn rename(
        &mut self,
        identity: IdentityId,
        handle: Option<&SecretText>,
        name: Option<&Option<SecretText>>,
    ) -> Found<()> {
        if !self.is_there(identity)? {
            return Ok(());
        }
        let planned = self.identity(identity)?;
        let grants = &mut planned.grants;
        if let Some(handle) = handle {
            planned.changed |= grants.handle != *handle;
            grants.handle.clone_from(handle);
        }
        if let Some(name) = name {
            planned.changed |= grants.name != *name;
            grants.name.clone_from(name);
        }
        Ok(())
    }

    /// ACCESS-2, MERGE-7.
    fn grant(&mut self, identity: IdentityId, secrets: &[SecretId]) -> Found<()> {
        if !self.is_there(identity)? {
            let dropped = secrets.iter().map(|secret| Note::NotGranted { identity, secret: *secret });
            self.notes.extend(dropped);
            return Ok(());
        }
        for secret in secrets {
            if_found(self.grant_one(identity, *secret))?;
        }
        Ok(())
    }

    fn grant_one(&mut self, identity: IdentityId, secret: SecretId) -> Found<()> {
        let again = self.draft.is_made_again();
        let exists = self.will_exist(&secret)?;
        let held = self.draft.held.contains(&(identity, secret));
        let offered = self.draft.offered.contains(&(identity, secret));
        let PlannedGrants { grants, readable, changed, .. } = self.identity(identity)?;
        let paused = grants.paused.binary_search(&secret);
        // What it could read when this was tried before, and what it was not given back since.
        let taken = held && grants.key(&secret).is_none() && paused.is_err();
        if readable.contains(&secret) {
            return Ok(());
        }
        if !exists && !again {
            return Err(no_such_secret().into());
        }
        if exists && !taken && grants.status == Status::Active {
            readable.insert(secret);
            *changed = true;
            self.draft.offered.insert((identity, secret));
            return self.give(secret);
        }
        if exists
            && !taken
            && let Err(at) = paused
        {
            grants.paused.insert(at, secret);
            *changed = true;
        }
        // It was not paused when this was tried before, or there is nothing that it could get.
        if !exists || held || offered {
            self.notes.push(Note::NotGranted { identity, secret });
        }
        Ok(())
    }

    /// What has to be done for whoever may read a secret from now on.
    fn give(&mut self, secret: SecretId) -> Found<()> {
        self.granted.insert(secret);
        if self.opens_past(&secret)? { self.rekey(secret) } else { Ok(()) }
    }

    /// ACCESS-1.
    fn revoke(&mut self, identity: IdentityId, secrets: &[SecretId]) -> Found<()> {
        if !self.is_there(identity)? {
            return Ok(());
        }
        if self.is_unreadable(identity)? {
            return self.take_all_unread(identity);
        }
        let again = self.draft.is_made_again();
        let planned = self.identity(identity)?;
        let mut taken = Vec::new();
        for secret in &BTreeSet::from_iter(secrets) {
            let secret = *secret;
            if planned.readable.remove(secret) {
                taken.push(*secret);
            } else if let Ok(at) = planned.grants.paused.binary_search(secret) {
                // Nobody has its key: that changed when the identity was paused.
                planned.grants.paused.remove(at);
                planned.changed = true;
            } else if !again {
                return Err(Error::NotFound("the identity has no such grant".into()).into());
            }
        }
        planned.changed |= !taken.is_empty();
        self.take(identity, taken)
    }

    /// ACCESS-3.
    fn pause(&mut self, identity: IdentityId) -> Found<()> {
        if !self.is_there(identity)? {
            return Ok(());
        }
        if self.is_unreadable(identity)? {
            return self.take_all_unread(identity);
        }
        let planned = self.identity(identity)?;
        if planned.grants.status != Status::Active {
            return Ok(());
        }
        let taken: Vec<SecretId> = std::mem::take(&mut planned.readable).into_iter().collect();
        planned.grants.status = Status::Paused;
        planned.grants.paused.clone_from(&taken);
        planned.changed = true;
        self.take(identity, taken)
    }

    /// ACCESS-3.
    fn resume(&mut self, identity: IdentityId) -> Found<()> {
        if !self.is_there(identity)? {
            return Ok(());
        }
        let planned = self.identity(identity)?;
        if planned.grants.status == Status::Active {
            return Ok(());
        }
        planned.grants.status = Status::Active;
        planned.changed = true;
        for secret in std::mem::take(&mut planned.grants.paused) {
            if if_found(self.will_exist(&secret))? == Some(true) {
                self.identity(identity)?.readable.insert(secret);
                self.draft.offered.insert((identity, secret));
                if_found(self.give(secret))?;
            }
        }
        Ok(())
    }

    /// ACCESS-4.
    fn delete(&mut self, identity: IdentityId) -> Found<()> {
        if !self.is_there(identity)? {
            return Ok(());
        }
        if self.is_unreadable(identity)? {
            self.take_all_unread(identity)?;
        } else {
            let taken = std::mem::take(&mut self.identity(identity)?.readable).into_iter().collect();
            self.take(identity, taken)?;
        }
        self.identities.remove(&identity);
        self.gone.insert(identity);
        Ok(())
    }

    /// Re-keys what was taken from an identity.
    fn take(&mut self, identity: IdentityId, secrets: Vec<SecretId>) -> Found<()> {
        for secret in &secrets {
            if_found(self.rekey(*secret))?;
        }
        if !secrets.is_empty() {
            self.notes.push(Note::StillKnown { identity, secrets });
        }
        Ok(())
    }

    /// Takes everything from an identity whose grants cannot be read. They are replaced: else what was taken
    /// would be granted again by whoever can read them later. It may have been paused, and so it is.
    fn take_all_unread(&mut self, identity: IdentityId) -> Found<()> {
        let grants = Grants { status: Status::Paused, ..blank(identity.to_string().into()) };
        let planned = PlannedGrants { grants, readable: BTreeSet::new(), changed: true, new: false };
        self.identities.insert(identity, planned);
        self.replaced.insert(identity);
        self.notes.push(Note::GrantsUnreadable { identity });
        let secrets = self.rekey_all()?;
        self.notes.push(Note::StillKnown { identity, secrets });
        Ok(())
    }

    /// Re-keys what earlier attempts granted and this one does not: they left the key in storage (MERGE-7).
    fn take_back(&mut self) -> Found<()> {
        let granted = |(identity, secret): &(IdentityId, SecretId)| match self.identities.get(identity) {
            Some(planned) => planned.readable.contains(secret),
            None => false,
        };
        let back: Vec<SecretId> =
            self.draft.offered.iter().filter(|offer| !granted(offer)).map(|(_, secret)| *secret).collect();
        for secret in back {
            if_found(self.rekey(secret))?;
        }
        Ok(())
    }

    /// Whether an identity is there to be changed. Others may have deleted it since.
    fn is_there(&mut self, identity: IdentityId) -> Found<bool> {
        let there = self.tree.state.grants_of(&identity).is_some() && !self.gone.contains(&identity);
        if !there {
            if !self.draft.is_made_again() {
                return Err(Error::NotFound("there is no such identity".into()).into());
            }
            self.notes.push(Note::IdentityGone { identity });
        }
        Ok(there)
    }

    /// Whether the grants of an identity are damaged or missing.
    fn is_unreadable(&mut self, identity: IdentityId) -> Found<bool> {
        match self.identity(identity) {
            Ok(_) => Ok(false),
            Err(Halt::Refused(_)) => Ok(true),
            Err(Halt::Needs) => Err(Halt::Needs),
        }
    }
}

/// Grants of nothing.
fn blank(handle: SecretText) -> Grants {
    Grants {
        handle,
        name: None,
        status: Status::Active,
        paused: Vec::new(),
        unknown: Members::default(),
        keys: Vec::new(),
    }
}
