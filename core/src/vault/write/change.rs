//! What a draft makes of each secret.

use crate::vault::{
    Digest, Keep, NewSecret, Note, SecretId,
    objects::meta::Meta,
    objects::record::Head,
    read::contents::not_kept,
    read::needs::{Found, if_found},
    read::record_keys::no_such_secret,
    write::draft::{Change, SecretChange, check_type, set_totp},
    write::merge::{Merged, merge},
    write::stage::{Planned, Stage, Values},
};
use crate::{Error, Members, Result, SecretText};

impl<'a> Stage<'a> {
    /// Plans all changes of secrets of the draft.
    pub(in crate::vault) fn plan_secrets(&mut self) -> Found<()> {
        for (id, mut change) in std::mem::take(&mut self.draft.secrets) {
            let planned = if_found(self.plan_secret(id, &mut change))?;
            self.draft.secrets.insert(id, change);
            if let Some(Some(planned)) = planned {
                self.secrets.insert(id, planned);
            }
        }
        Ok(())
    }

    /// What becomes of a secret; `None` if it stays as it is.
    fn plan_secret(&mut self, id: SecretId, change: &mut SecretChange) -> Found<Option<Planned>> {
        let present = self.tree.present(&id)?;
        // What an earlier attempt knew, others may have purged since; what they have not, we added or purged.
        let again = self.draft.is_made_again();
        match (change, present) {
            (SecretChange::Add(_), Some(_)) if again => Ok(None),
            (SecretChange::Add(_), Some(_)) => {
                Err(Error::AlreadyExists("there is a secret of this id".into()).into())
            }
            (SecretChange::Add(new), None) => Ok(Some(Planned::New(self.new_values(new)))),
            (SecretChange::Purge, Some(_)) => Ok(Some(Planned::Purged)),
            (SecretChange::Purge, None) if again => Ok(None),
            (SecretChange::Change(_), None) if again => {
                self.notes.push(Note::Purged { secret: id });
                Ok(None)
            }
            (_, None) => Err(no_such_secret().into()),
            (SecretChange::Change(change), Some(present)) => self.plan_change(id, present, change),
        }
    }

    fn new_values(&self, new: &NewSecret) -> Values {
        let meta = Meta {
            name: new.name.clone(),
            secret_type: new.payload.secret_type(),
            description: new.description.clone(),
            tags: ascending(&new.tags),
            created_at: new.created_at.unwrap_or(self.now),
            updated_at: self.now,
            deleted_at: None,
            conflicts: Vec::new(),
            unknown: Members::default(),
        };
        Values { meta, payload: new.payload.clone() }
    }

    fn plan_change(&mut self, id: SecretId, present: Digest, change: &mut Change) -> Found<Option<Planned>> {
        let (head, theirs) = self.values(&id, &present)?;
        self.fill_in_settled(id, &present, change)?;
        let lineage = head.lineage;
        let revision = *change.edit.base.get_or_insert(lineage.revision);
        let merged = if revision == lineage.revision {
            let values = apply(change, theirs.clone(), self.now)?;
            Merged { values, conflict: false, not_trashed: false }
        } else {
            let base = self.values_of(&id, &present, revision)?;
            let ours = apply(change, base.clone().unwrap_or_else(|| theirs.clone()), self.now)?;
            merge(base.as_ref(), ours, &theirs)
        };
        let Merged { mut values, conflict, not_trashed } = merged;
        if not_trashed {
            self.notes.push(Note::NotTrashed { secret: id });
        }
        let settled = |revision: &u64| change.settle.iter().any(|(settled, _)| settled == revision);
        let conflicts = &mut values.meta.conflicts;
        conflicts.clone_from(&theirs.meta.conflicts);
        conflicts.retain(|revision| lineage.keeps(*revision) && !settled(revision));
        let mut forget = change.forget;
        if conflict {
            conflicts.push(lineage.revision);
            self.notes.push(Note::Conflict { secret: id, revision: lineage.revision });
            if forget {
                self.notes.push(Note::NotForgotten { secret: id });
                forget = false;
            }
        }
        if forget {
            conflicts.clear();
        } else if values == theirs {
            return Ok(None);
        }
        values.meta.updated_at = self.now;
        Ok(Some(Planned::Next { values, present, lineage, rekey: forget, forget }))
    }

    /// What a record holds.
    pub(in crate::vault) fn values(&self, id: &SecretId, name: &Digest) -> Found<(Head<'a>, Values)> {
        let (head, sealed) = self.tree.record(id, name)?;
        let key = self.vault.data_key(*id, &head.lineage)?;
        let (meta, payload) = head.open(&key, sealed)?;
        Ok((head, Values { meta, payload }))
    }

    /// What a revision held; `None` if it is not kept.
    fn values_of(&self, id: &SecretId, present: &Digest, revision: u64) -> Found<Option<Values>> {
        let Some(kept) = self.tree.revision(id, present, revision)? else { return Ok(None) };
        self.values(id, &kept.name).map(|(_, values)| Some(values))
    }

    /// Makes an edit of each conflict of which what lost is to be kept, so that it is the same at every attempt.
    fn fill_in_settled(&self, id: SecretId, present: &Digest, change: &mut Change) -> Found<()> {
        for (revision, keep) in &mut change.settle {
            if *keep == Keep::Lost {
                let lost = self.values_of(&id, present, *revision)?;
                let lost = lost.ok_or_else(not_kept)?;
                let edit = &mut change.edit;
                edit.name.get_or_insert(lost.meta.name);
                edit.description.get_or_insert(lost.meta.description);
                edit.tags.get_or_insert(lost.meta.tags);
                edit.payload.get_or_insert(lost.payload);
                *keep = Keep::Present;
            }
        }
        Ok(())
    }
}

/// Makes a change of what a secret is.
fn apply(change: &Change, mut values: Values, now: i64) -> Result<Values> {
    let Change { edit, trash, .. } = change;
    let meta = &mut values.meta;
    if let Some(name) = &edit.name {
        meta.name.clone_from(name);
    }
    if let Some(description) = &edit.description {
        meta.description.clone_from(description);
    }
    if let Some(tags) = &edit.tags {
        meta.tags = ascending(tags);
    }
    if let Some(payload) = &edit.payload {
        check_type(&meta.secret_type, payload)?;
        values.payload.clone_from(payload);
    }
    if let Some(totp) = &edit.totp {
        set_totp(&mut values.payload, totp)?;
    }
    if let Some(trash) = trash {
        meta.deleted_at = trash.then(|| meta.deleted_at.unwrap_or(now));
    }
    Ok(values)
}

/// Tags as the format has them.
fn ascending(tags: &[SecretText]) -> Vec<SecretText> {
    let mut tags = tags.to_vec();
    tags.sort_unstable_by(|one, other| one.expose().cmp(other.expose()));
    tags.dedup();
    tags
}
