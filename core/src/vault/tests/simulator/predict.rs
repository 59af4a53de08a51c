//! What a commit should make of what was there: from the plan alone, and from what the new objects say of
//! revisions, which have to follow the rules.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    history::Header,
    model::{Content, Identity, Revision, Secret, Values},
    plan::{Access, Change, Kind, Plan},
};
use crate::vault::{Digest, IdentityId, Note, SecretId};

/// What can be seen of a commit without a key.
pub(super) struct Seen<'a> {
    /// The newest new record of each secret, and the older ones that a rotation sealed anew.
    pub(super) records: BTreeMap<SecretId, Vec<Header>>,
    pub(super) notes: &'a [Note],
    pub(super) new_identities: &'a [IdentityId],
}

impl Plan {
    /// What should be there after a commit of this plan, which is made again if it was tried before.
    /// `held` says whether an identity could read a secret where the plan was tried before.
    pub(super) fn predict(
        &mut self,
        parent: &Content,
        seen: &Seen<'_>,
        held: impl Fn(&IdentityId, &SecretId) -> bool,
    ) -> Content {
        let mut content = parent.clone();
        if matches!(self.kind, Kind::Rotate | Kind::Recover) {
            content.epoch += 1;
            rotate(&mut content, seen);
            return content;
        }
        let again = self.is_made_again();
        let mut changed = self.change_secrets(&mut content, seen, again);
        for (id, headers) in &seen.records {
            let [header] = headers[..] else { panic!("two new records of {id}") };
            if changed.insert(*id) {
                // Nothing asked for it: it can only be a re-key.
                let secret = content.secrets.get_mut(id).expect("a record of no secret");
                assert_ne!(header.key_id, secret.key_id, "a revision of {id} that nobody asked for");
                let (values, conflicts) = (secret.values().clone(), secret.conflicts.clone());
                follow(secret, values, conflicts, self.kept, false, &header);
            }
        }
        self.change_access(&mut content, parent, seen, held);
        for note in seen.notes {
            if let Note::GrantsUnreadable { identity } = note {
                self.unread.insert(*identity);
                if let Some(identity) = content.identities.get_mut(identity) {
                    identity.uncertain = true;
                }
            }
        }
        let Content { secrets, identities, .. } = &mut content;
        for identity in identities.values_mut() {
            identity.secrets.retain(|id| secrets.contains_key(id));
        }
        content
    }

    fn change_secrets(&mut self, content: &mut Content, seen: &Seen<'_>, again: bool) -> BTreeSet<SecretId> {
        let mut changed = BTreeSet::new();
        for (id, change) in &mut self.secrets {
            let header = || {
                let headers = seen.records.get(id).map_or(&[][..], |headers| headers);
                let [header] = headers else { panic!("a change of {id} has {} records", headers.len()) };
                *header
            };
            match (change, content.secrets.get_mut(id)) {
                (Change::Add(_), Some(_)) => assert!(again, "a secret was added twice"),
                (Change::Add(values), None) => {
                    content.secrets.insert(*id, added(values, &header()));
                    changed.insert(*id);
                }
                (Change::Purge, _) => {
                    content.secrets.remove(id);
                    changed.insert(*id);
                }
                (Change::Alter(_), None) => {
                    let noted = seen.notes.contains(&Note::Purged { secret: *id });
                    assert!(again && noted, "a change of a secret that is gone");
                }
                (Change::Alter(changes), Some(secret)) => {
                    let revision = secret.revision;
                    let outcome = changes.apply(secret);
                    let noted = seen.notes.contains(&Note::Conflict { secret: *id, revision });
                    assert_eq!(noted, outcome.conflict, "what is said of a conflict of {id}");
                    if outcome.changes {
                        let header = header();
                        assert!(
                            !outcome.forget || header.key_id != secret.key_id,
                            "forgotten without re-key"
                        );
                        let (values, conflicts) = (outcome.values, outcome.conflicts);
                        follow(secret, values, conflicts, self.kept, outcome.forget, &header);
                        changed.insert(*id);
                    }
                }
            }
        }
        changed
    }

    fn change_access(
        &self,
        content: &mut Content,
        parent: &Content,
        seen: &Seen<'_>,
        held: impl Fn(&IdentityId, &SecretId) -> bool,
    ) {
        for access in &self.access {
            let identity = match access {
                Access::Create(handle, secrets) => {
                    let [id] = seen.new_identities else { panic!("one new identity has one token") };
                    let (handle, secrets) = (*handle, secrets.clone());
                    let new = Identity { handle, active: true, secrets, uncertain: false };
                    content.identities.insert(*id, new);
                    continue;
                }
                Access::Delete(id) => {
                    content.identities.remove(id);
                    continue;
                }
                Access::Rename(id, _)
                | Access::Grant(id, _)
                | Access::Revoke(id, _)
                | Access::Pause(id)
                | Access::Resume(id) => id,
            };
            let Some(known) = content.identities.get_mut(identity) else {
                assert!(self.is_made_again(), "an identity that is not there was changed");
                continue;
            };
            match access {
                Access::Rename(_, handle) => known.handle = *handle,
                Access::Grant(_, secrets) => {
                    for id in secrets {
                        // MERGE-7: what the other side took away stays away.
                        let held = self.unread.contains(identity) || held(identity, id);
                        let taken = held && !parent.grants(identity, id) && !known.secrets.contains(id);
                        if taken {
                            let note = Note::NotGranted { identity: *identity, secret: *id };
                            let told =
                                known.uncertain || self.deletes(identity) || seen.notes.contains(&note);
                            assert!(told, "a grant was dropped in silence");
                        } else {
                            known.secrets.insert(*id);
                        }
                    }
                }
                // ACCESS-1.
                Access::Revoke(..)
                    if seen.notes.contains(&Note::GrantsUnreadable { identity: *identity }) =>
                {
                    known.active = false;
                    known.secrets.clear();
                }
                Access::Revoke(_, secrets) => known.secrets.retain(|id| !secrets.contains(id)),
                Access::Pause(_) => known.active = false,
                Access::Resume(_) => known.active = true,
                Access::Create(..) | Access::Delete(_) => {}
            }
        }
    }
}

fn added(values: &Values, header: &Header) -> Secret {
    let lineage = (header.revision, header.since, header.history, header.previous);
    assert_eq!(lineage, (1, 1, 0, Digest::NONE), "the first record of a secret");
    let first = Revision { values: values.clone(), origin: header.record };
    Secret {
        revision: 1,
        since: 1,
        key_id: header.key_id,
        history: 0,
        record: header.record,
        conflicts: BTreeSet::new(),
        revisions: BTreeMap::from([(1, first)]),
    }
}

/// The next revision of a secret: REC-6, REC-7, REC-9.
fn follow(
    secret: &mut Secret,
    values: Values,
    conflicts: BTreeSet<u64>,
    kept: u32,
    forget: bool,
    header: &Header,
) {
    let revision = secret.revision + 1;
    let for_conflicts = conflicts.first().map_or(0, |oldest| u32::try_from(revision - oldest).unwrap());
    let history = if forget { 0 } else { (secret.history + 1).min(kept.max(for_conflicts)) };
    let since = if header.key_id == secret.key_id { secret.since } else { revision };
    let previous = if history == 0 { Digest::NONE } else { secret.record };
    assert_eq!(
        (header.revision, header.since, header.history, header.previous),
        (revision, since, history, previous),
        "the next record of a secret"
    );
    secret.revisions.insert(revision, Revision { values, origin: header.record });
    let oldest = revision - u64::from(history);
    secret.revisions.retain(|revision, _| *revision >= oldest);
    secret.conflicts = conflicts;
    secret.conflicts.retain(|revision| *revision >= oldest);
    (secret.revision, secret.since, secret.history) = (revision, since, history);
    (secret.key_id, secret.record) = (header.key_id, header.record);
}

/// ROTATE-4: everything stays as it is, under another root key.
fn rotate(content: &mut Content, seen: &Seen<'_>) {
    let sealed: BTreeSet<_> = seen.records.keys().copied().collect();
    let there: BTreeSet<_> = content.secrets.keys().copied().collect();
    assert_eq!(sealed, there, "a rotation seals every secret");
    for (id, headers) in &seen.records {
        let secret = content.secrets.get_mut(id).unwrap();
        let newest = headers.iter().max_by_key(|header| header.revision).unwrap();
        assert_eq!(headers.len(), secret.revisions.len(), "a rotation keeps what was kept of {id}");
        let is = (newest.revision, newest.since, newest.history, newest.key_id);
        let was = (secret.revision, secret.since, secret.history, secret.key_id);
        assert_eq!(is, was, "the lineage of {id} in a rotation");
        secret.record = newest.record;
    }
}
