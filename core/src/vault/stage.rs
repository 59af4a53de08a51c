//! [`Stage`]: where a commit is put together. First everything is planned, which only reads and may need
//! objects; then it is [written](Stage::write), which draws at random and needs nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Commit, Draft, IdentityId, Note, Objects, SecretId, Step, Vault, grants::Grants, id::Digest, meta::Meta,
    objects::Found, record::Lineage, slot::Slot, tree::Tree,
};
use crate::{Result, payload::SecretPayload, random::Source};

/// What a record holds.
#[derive(Debug, Clone)]
pub(super) struct Values {
    pub(super) meta: Meta,
    pub(super) payload: SecretPayload,
}

/// What becomes of a secret.
#[derive(Debug)]
pub(super) enum Planned {
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
pub(super) struct PlannedGrants {
    /// As they were read; `keys` and `paused` are not yet those to come.
    pub(super) grants: Grants,
    /// The secrets that it may read from now on. Their keys are put in when they are known.
    pub(super) readable: BTreeSet<SecretId>,
    /// Whether they have to be written.
    pub(super) changed: bool,
    /// Whether the identity is new, and its token is shown.
    pub(super) new: bool,
}

/// A commit that is being put together.
#[derive(Debug)]
pub(super) struct Stage<'a> {
    pub(super) vault: &'a Vault,
    pub(super) tree: Tree<'a>,
    /// With what has been settled about it: the bases of its edits.
    pub(super) draft: Draft,
    /// In milliseconds since 1970.
    pub(super) now: i64,
    pub(super) secrets: BTreeMap<SecretId, Planned>,
    /// Identities that were looked at.
    pub(super) identities: BTreeMap<IdentityId, PlannedGrants>,
    /// Identities that are dropped.
    pub(super) gone: BTreeSet<IdentityId>,
    /// The slots, if they change.
    pub(super) slots: Option<Vec<Slot>>,
    pub(super) notes: Vec<Note>,
}

impl Vault {
    /// Makes a commit of a draft, on the root that this vault is at.
    ///
    /// A draft that was tried before is made again, merged with what others did. Sealing another one while a
    /// commit is under way gives that one up (COMMIT-5).
    ///
    /// # Errors
    /// `not_found` for a secret or identity that is not there, `already_exists`, `type_mismatch`, `invalid_input` for
    /// what does not fit the format, and those of what has to be read.
    pub fn seal(&self, draft: &Draft, objects: &Objects, now: i64) -> Result<Step<Commit>> {
        self.seal_from(draft, objects, now, &mut Source::system())
    }

    pub(super) fn seal_from(
        &self,
        draft: &Draft,
        objects: &Objects,
        now: i64,
        source: &mut Source,
    ) -> Result<Step<Commit>> {
        todo!()
    }
}

impl Stage<'_> {
    /// Gives a secret a fresh key with the next revision, which the commit then makes if it does not already.
    /// Whoever may read it gets the key.
    pub(super) fn rekey(&mut self, secret: SecretId) -> Found<()> {
        todo!()
    }

    /// The lineage of a secret before the commit; `None` if there is no such secret.
    pub(super) fn lineage(&self, secret: &SecretId) -> Found<Option<Lineage>> {
        todo!()
    }

    /// Whether a secret is there once the commit is made.
    pub(super) fn will_exist(&self, secret: &SecretId) -> Found<bool> {
        todo!()
    }

    /// What becomes of an identity that is in the root. An error if its grants cannot be read.
    pub(super) fn identity(&mut self, identity: IdentityId) -> Found<&mut PlannedGrants> {
        todo!()
    }
}
