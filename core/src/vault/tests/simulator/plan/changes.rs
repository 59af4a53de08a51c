//! Changes of one secret, and what should come of them.

use std::collections::BTreeSet;

use crate::vault::{
    Draft, Edit, Keep, SecretId,
    tests::simulator::model::{Groups, Secret, Values, merge, payload, text},
};

/// Changes of a secret that is there.
#[derive(Debug, Clone, Default)]
pub(in crate::vault::tests::simulator) struct Changes {
    pub(super) base: Option<u64>,
    pub(super) name: Option<u32>,
    pub(super) description: Option<Option<u32>>,
    pub(super) tag: Option<Option<u32>>,
    pub(super) groups: Option<Groups>,
    /// Which type of payload `groups` are of.
    pub(super) is_login: bool,
    pub(super) trash: Option<bool>,
    pub(super) forget: bool,
    pub(super) settle: Vec<(u64, Keep)>,
}

/// What a change makes of a secret.
pub(in crate::vault::tests::simulator) struct Outcome {
    pub(in crate::vault::tests::simulator) values: Values,
    pub(in crate::vault::tests::simulator) conflicts: BTreeSet<u64>,
    pub(in crate::vault::tests::simulator) conflict: bool,
    pub(in crate::vault::tests::simulator) forget: bool,
    /// Whether there is to be another revision.
    pub(in crate::vault::tests::simulator) changes: bool,
}

impl Changes {
    pub(super) fn ask(&self, id: SecretId, draft: &mut Draft) {
        if let Some(trash) = self.trash {
            if trash { draft.trash(id).unwrap() } else { draft.restore(id).unwrap() }
        }
        if self.forget {
            draft.forget(id).unwrap();
        }
        for (revision, keep) in &self.settle {
            draft.settle(id, *revision, *keep).unwrap();
        }
        let edit = Edit {
            base: self.base,
            name: self.name.map(|number| text(number).into()),
            description: self.description.map(|number| number.map(|number| text(number).into())),
            tags: self.tag.map(|number| number.map(|number| text(number).into()).into_iter().collect()),
            payload: self.groups.map(|groups| payload(self.is_login, &groups)),
            ..Edit::default()
        };
        draft.edit(id, edit).unwrap();
    }

    fn edited(&self, values: &Values) -> Values {
        Values {
            is_login: values.is_login,
            name: self.name.unwrap_or(values.name),
            description: self.description.unwrap_or(values.description),
            tag: self.tag.unwrap_or(values.tag),
            groups: self.groups.unwrap_or(values.groups),
            trashed: self.trash.unwrap_or(values.trashed),
        }
    }

    /// What comes of it on a secret as it is now. Fixes what it is based on, as the first seal does.
    pub(in crate::vault::tests::simulator) fn apply(&mut self, secret: &Secret) -> Outcome {
        for (revision, keep) in &mut self.settle {
            if *keep == Keep::Lost {
                let lost = secret.values_at(*revision).expect("what is in conflict is kept");
                self.name.get_or_insert(lost.name);
                self.description.get_or_insert(lost.description);
                self.tag.get_or_insert(lost.tag);
                self.groups.get_or_insert(lost.groups);
                *keep = Keep::Present;
            }
        }
        let theirs = secret.values();
        let base = *self.base.get_or_insert(secret.revision);
        let (values, conflict) = if base == secret.revision {
            (self.edited(theirs), false)
        } else {
            let base = secret.values_at(base);
            let merged = merge(base, &self.edited(base.unwrap_or(theirs)), theirs);
            (merged.values, merged.conflict)
        };
        let mut conflicts = secret.conflicts.clone();
        conflicts.retain(|revision| !self.settle.iter().any(|(settled, _)| settled == revision));
        if conflict {
            conflicts.insert(secret.revision);
        }
        let forget = self.forget && !conflict;
        if forget {
            conflicts.clear();
        }
        let changes = forget || values != *theirs || conflicts != secret.conflicts;
        Outcome { values, conflicts, conflict, forget, changes }
    }
}
