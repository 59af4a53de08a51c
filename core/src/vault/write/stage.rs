//! [`Stage`]: where a commit is put together. First everything is planned, which only reads and may need
//! objects; then it is [written](Stage::write), which draws at random and needs nothing.

mod access;
mod paging;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use crate::vault::{
    Commit, Draft, IdentityId, Note, Objects, SecretId, Step, Vault,
    id::Digest,
    objects::grants::Grants,
    objects::meta::Meta,
    objects::record::Lineage,
    objects::slot::Slot,
    read::needs::{Found, Halt, if_found},
    read::tree::Tree,
};
use crate::{Result, payload::SecretPayload, random::Source};

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Values {
    pub(in crate::vault) meta: Meta,
    pub(in crate::vault) payload: SecretPayload,
}

/// What becomes of a secret.
#[derive(Debug)]
pub(in crate::vault) enum Planned {
    /// It is made, under a fresh key.
    New(Values),
    /// It gets another revision.
    Next {
        values: Values,
        present: Digest,
        lineage: Lineage,
        rekey: bool,
        /// Without its history. Implies `rekey`.
        forget: bool,
    },
    /// It goes.
    Purged,
}

/// What becomes of an identity.
#[derive(Debug)]
pub(in crate::vault) struct PlannedGrants {
    /// As they were read; `keys` and `paused` are not yet those to come.
    pub(in crate::vault) grants: Grants,
    /// The secrets that it may read from now on. Their keys are put in when they are known.
    pub(in crate::vault) readable: BTreeSet<SecretId>,
    /// Whether they have to be written.
    pub(in crate::vault) changed: bool,
    /// Whether the identity is new, and its token is shown.
    pub(in crate::vault) new: bool,
}

/// A commit that is being put together.
#[derive(Debug)]
pub(in crate::vault) struct Stage<'a> {
    pub(in crate::vault) vault: &'a Vault,
    pub(in crate::vault) tree: Tree<'a>,
    /// With what has been settled about it: the bases of its edits.
    pub(in crate::vault) draft: Draft,
    /// In milliseconds since 1970.
    pub(in crate::vault) now: i64,
    pub(in crate::vault) secrets: BTreeMap<SecretId, Planned>,
    /// Identities that were looked at.
    pub(in crate::vault) identities: BTreeMap<IdentityId, PlannedGrants>,
    /// Identities that are made. Each gets a fresh id when it is written (MERGE-6).
    pub(in crate::vault) created: Vec<PlannedGrants>,
    /// Identities that are dropped.
    pub(in crate::vault) gone: BTreeSet<IdentityId>,
    /// Identities whose grants cannot be read. They stay as they are.
    pub(in crate::vault) unreadable: BTreeSet<IdentityId>,
    /// Identities whose grants could not be read and are replaced: nobody knows what they could read.
    pub(in crate::vault) replaced: BTreeSet<IdentityId>,
    /// The secrets that this commit grants.
    pub(in crate::vault) granted: BTreeSet<SecretId>,
    /// Secrets that have to be re-keyed because a commit was given up.
    to_rekey: BTreeSet<SecretId>,
    /// How many bits of an id say in which page it will be.
    pub(in crate::vault) page_bits: u32,
    /// The slots, if they change.
    pub(in crate::vault) slots: Option<Vec<Slot>>,
    pub(in crate::vault) notes: Vec<Note>,
}

impl Vault {
    /// Makes a commit of a draft, on the root that this vault is at.
    ///
    /// A draft that was tried before is made again, merged with what others did. Sealing another one while a
    /// commit is under way, which it is from here on, gives that one up (COMMIT-5).
    ///
    /// # Errors
    /// `not_found` for a secret or identity that is not there, `already_exists`, `type_mismatch`, `invalid_input` for
    /// what does not fit the format, and those of what has to be read.
    pub fn seal(&mut self, draft: &Draft, objects: &Objects, now: i64) -> Result<Step<Commit>> {
        self.seal_from(draft, objects, now, &mut Source::system())
    }

    pub(in crate::vault) fn seal_from(
        &mut self,
        draft: &Draft,
        objects: &Objects,
        now: i64,
        source: &mut Source,
    ) -> Result<Step<Commit>> {
        let mut stage = Stage::new(self, draft, objects, now);
        let planned = stage.plan();
        match stage.tree.lookup.step(planned)? {
            Step::Needs(needs) => Ok(Step::Needs(needs)),
            Step::Done(()) => {
                let made = stage.write(source)?;
                Commit::new(Some(self), made, now, source).map(Step::Done)
            }
        }
    }
}

impl<'a> Stage<'a> {
    pub(in crate::vault) fn new(vault: &'a Vault, draft: &Draft, objects: &'a Objects, now: i64) -> Self {
        Self {
            vault,
            tree: vault.tree(objects),
            to_rekey: vault.device.trying(&draft.attempts).to_rekey,
            draft: draft.clone(),
            now,
            page_bits: vault.root.state().page_bits(),
            secrets: BTreeMap::new(),
            identities: BTreeMap::new(),
            created: Vec::new(),
            unreadable: BTreeSet::new(),
            replaced: BTreeSet::new(),
            granted: BTreeSet::new(),
            gone: BTreeSet::new(),
            slots: None,
            notes: Vec::new(),
        }
    }

    /// Plans everything.
    pub(in crate::vault) fn plan(&mut self) -> Found<()> {
        self.plan_secrets()?;
        // ACCESS-5.
        for secret in std::mem::take(&mut self.to_rekey) {
            if_found(self.rekey(secret))?;
        }
        // Access depends on what becomes of the secrets.
        if self.tree.lookup.lacks() {
            return Err(Halt::Needs);
        }
        self.plan_access()?;
        self.plan_grants()?;
        self.plan_pages()
    }

    /// Gives a secret a fresh key with the next revision, which the commit then makes if it does not already.
    /// Whoever may read it gets the key. A secret that is not there stays so.
    pub(in crate::vault) fn rekey(&mut self, secret: SecretId) -> Found<()> {
        match self.secrets.get_mut(&secret) {
            Some(Planned::Next { rekey, .. }) => *rekey = true,
            Some(Planned::New(_) | Planned::Purged) => {}
            None => {
                let Some(present) = self.tree.present(&secret)? else { return Ok(()) };
                let (head, mut values) = self.values(&secret, &present)?;
                let lineage = head.lineage;
                values.meta.conflicts.retain(|revision| lineage.keeps(*revision));
                let next = Planned::Next { values, present, lineage, rekey: true, forget: false };
                self.secrets.insert(secret, next);
            }
        }
        Ok(())
    }

    /// The lineage of the present record of a secret, before the commit; `None` if there is no such secret.
    pub(in crate::vault) fn lineage(&self, secret: &SecretId) -> Found<Option<Lineage>> {
        match self.secrets.get(secret) {
            Some(Planned::Next { lineage, .. }) => Ok(Some(*lineage)),
            Some(Planned::New(_)) => Ok(None),
            Some(Planned::Purged) | None => {
                let Some(present) = self.tree.present(secret)? else { return Ok(None) };
                self.tree.head(secret, &present).map(|head| Some(head.lineage))
            }
        }
    }

    /// Re-keys every secret.
    pub(in crate::vault) fn rekey_all(&mut self) -> Found<Vec<SecretId>> {
        let mut all = Vec::new();
        for at in 0..self.tree.state.pages.len() {
            if let Some(page) = if_found(self.tree.page(at))? {
                all.extend(page.entries.iter().map(|(id, _)| *id));
            }
        }
        for secret in &all {
            if_found(self.rekey(*secret))?;
        }
        Ok(all)
    }

    /// Whether a secret is there once the commit is made.
    pub(in crate::vault) fn will_exist(&self, secret: &SecretId) -> Found<bool> {
        match self.secrets.get(secret) {
            Some(Planned::New(_) | Planned::Next { .. }) => Ok(true),
            Some(Planned::Purged) => Ok(false),
            None => Ok(self.tree.present(secret)?.is_some()),
        }
    }

    /// Whether the key that a secret has once the commit is made opens older revisions too, unless it is
    /// re-keyed (ACCESS-2).
    pub(in crate::vault) fn opens_past(&self, secret: &SecretId) -> Found<bool> {
        match self.secrets.get(secret) {
            Some(Planned::New(_) | Planned::Purged) => Ok(false),
            Some(Planned::Next { rekey, .. }) => Ok(!rekey),
            None => Ok(self.lineage(secret)?.is_some_and(|lineage| lineage.revision > lineage.since)),
        }
    }

    /// What becomes of an identity: of this commit, or as the root has it. Refused if its grants cannot be read.
    pub(in crate::vault) fn identity(&mut self, identity: IdentityId) -> Found<&mut PlannedGrants> {
        match self.identities.entry(identity) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let key = self.vault.key.identity_key(identity)?.grants_key()?;
                let grants = self.tree.grants(&identity, &key)?;
                let readable = grants.keys.iter().map(|key| *key.secret()).collect();
                Ok(place.insert(PlannedGrants { grants, readable, changed: false, new: false }))
            }
        }
    }

    /// Every identity that may read a secret whose key changes, or that goes, gets other grants (ACCESS-6).
    fn plan_grants(&mut self) -> Found<()> {
        let moved = |planned: &Planned| match planned {
            Planned::New(_) => false,
            Planned::Next { rekey, .. } => *rekey,
            Planned::Purged => true,
        };
        let moved: Vec<SecretId> =
            self.secrets.iter().filter(|(_, planned)| moved(planned)).map(|(id, _)| *id).collect();
        if !moved.is_empty() {
            let state = self.tree.state;
            for (identity, _) in &state.identities {
                // Needs are noted.
                if !self.gone.contains(identity)
                    && let Err(Halt::Refused(_)) = self.identity(*identity)
                {
                    self.unreadable.insert(*identity);
                }
            }
        }
        for planned in self.identities.values_mut() {
            for id in &moved {
                if matches!(self.secrets.get(id), Some(Planned::Purged)) {
                    if let Ok(at) = planned.grants.paused.binary_search(id) {
                        planned.grants.paused.remove(at);
                        planned.changed = true;
                    }
                    planned.changed |= planned.readable.remove(id);
                } else {
                    planned.changed |= planned.readable.contains(id);
                }
            }
        }
        // The keys of what is granted anew are those of its records.
        for planned in self.identities.values().chain(&self.created).filter(|planned| planned.changed) {
            for secret in planned.readable.iter().filter(|id| planned.grants.key(id).is_none()) {
                if_found(self.lineage(secret))?;
            }
        }
        self.notes.extend(self.unreadable.iter().map(|id| Note::GrantsUnreadable { identity: *id }));
        Ok(())
    }
}
