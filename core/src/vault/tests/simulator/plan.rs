//! [`Plan`]: what a user wants changed, as plain values, and the draft that asks the core for it.

use std::collections::{BTreeMap, BTreeSet};

mod changes;

use super::{
    dice::Dice,
    model::{Content, Values, text},
};
use crate::vault::{Draft, IdentityId, Keep, NewSecret, SecretId};
use changes::Changes;

#[derive(Debug, Clone)]
pub(super) enum Change {
    Add(Values),
    Purge,
    Alter(Changes),
}

#[derive(Debug, Clone)]
pub(super) enum Access {
    Create(u32, BTreeSet<SecretId>),
    Rename(IdentityId, u32),
    Grant(IdentityId, BTreeSet<SecretId>),
    Revoke(IdentityId, BTreeSet<SecretId>),
    Pause(IdentityId),
    Resume(IdentityId),
    Delete(IdentityId),
}

/// What a plan does beside a draft's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Draft,
    ChangeVaultKey,
    Rotate,
    /// A rotation with a recovery code.
    Recover,
}

#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Which plan of a run it is.
    pub(super) number: u32,
    pub(super) kind: Kind,
    pub(super) secrets: BTreeMap<SecretId, Change>,
    pub(super) access: Vec<Access>,
    /// How many older records are kept of what it changes.
    pub(super) kept: u32,
    /// The nodes that it was made on, one for each attempt.
    pub(super) bases: Vec<usize>,
    /// Identities whose grants could not be read in an attempt: for the core they held whatever it grants (MERGE-7).
    pub(super) unread: BTreeSet<IdentityId>,
}

/// Numbers that are not used twice.
#[derive(Debug, Default)]
pub(super) struct Numbers(u32);

impl Numbers {
    pub(super) fn take(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

impl Plan {
    pub(super) fn new(number: u32, kind: Kind) -> Self {
        let (secrets, access) = (BTreeMap::new(), Vec::new());
        Self { number, kind, secrets, access, kept: 10, bases: Vec::new(), unread: BTreeSet::new() }
    }

    pub(super) fn is_made_again(&self) -> bool {
        !self.bases.is_empty()
    }

    pub(super) fn deletes(&self, identity: &IdentityId) -> bool {
        self.access.iter().any(|access| matches!(access, Access::Delete(gone) if gone == identity))
    }

    /// Whether it takes secrets from an identity.
    pub(super) fn takes_away(&self) -> bool {
        let takes =
            |access: &Access| matches!(access, Access::Revoke(..) | Access::Pause(_) | Access::Delete(_));
        self.access.iter().any(takes)
    }

    /// One to three changes of what a device sees.
    pub(super) fn drawn(
        number: u32,
        dice: &mut Dice,
        numbers: &mut Numbers,
        content: &Content,
        id: SecretId,
    ) -> Self {
        let mut plan = Self::new(number, Kind::Draft);
        plan.kept = [0, 1, 2, 10][dice.below(4)];
        for _ in 0..1 + dice.below(3) {
            if content.secrets.is_empty() || (content.secrets.len() < 6 && dice.percent(15)) {
                plan.secrets.insert(id, Change::Add(new_values(dice, numbers)));
            } else if dice.percent(60) {
                plan.draw_change(dice, numbers, content);
            } else {
                plan.draw_access(dice, numbers, content);
            }
        }
        plan
    }

    fn draw_change(&mut self, dice: &mut Dice, numbers: &mut Numbers, content: &Content) {
        let ids: Vec<_> = content.secrets.keys().copied().collect();
        let Some(&id) = dice.pick(&ids) else { return };
        if self.secrets.contains_key(&id) {
            return;
        }
        let secret = &content.secrets[&id];
        let mut changes = Changes { is_login: secret.values().is_login, ..Changes::default() };
        match dice.below(12) {
            0 => {
                // What access this plan gives would be to what it takes away.
                self.access.clear();
                self.secrets.insert(id, Change::Purge);
                return;
            }
            1 => changes.trash = Some(true),
            2 => changes.trash = Some(false),
            3 => changes.forget = true,
            4 | 5 if !secret.conflicts.is_empty() => {
                let keep = [Keep::Present, Keep::Lost][dice.below(2)];
                changes.settle = vec![(*secret.conflicts.first().unwrap(), keep)];
            }
            _ => {
                let revisions: Vec<u64> = secret.revisions.keys().copied().collect();
                let looked_at = dice.pick(&revisions).copied().filter(|_| dice.percent(20));
                changes.base = looked_at;
                let base = secret.values_at(looked_at.unwrap_or(secret.revision)).unwrap();
                let mut groups = base.groups;
                for (at, group) in groups.iter_mut().enumerate() {
                    if dice.percent(30) {
                        let leaves_out = at != 0 && dice.percent(25);
                        *group = (!leaves_out).then(|| numbers.take());
                    }
                }
                if !base.is_login {
                    groups = [groups[0], None, None, groups[3]];
                }
                changes.groups = (groups != base.groups).then_some(groups);
                changes.name = dice.percent(25).then(|| numbers.take());
                changes.tag = dice.percent(15).then(|| Some(numbers.take()));
                if changes.groups.is_none() || dice.percent(15) {
                    changes.description = Some(Some(numbers.take()));
                }
            }
        }
        self.secrets.insert(id, Change::Alter(changes));
    }

    fn draw_access(&mut self, dice: &mut Dice, numbers: &mut Numbers, content: &Content) {
        let purges = |id: &&SecretId| !matches!(self.secrets.get(id), Some(Change::Purge));
        let ids: Vec<_> = content.secrets.keys().filter(purges).copied().collect();
        let some: BTreeSet<_> = (0..1 + dice.below(2)).filter_map(|_| dice.pick(&ids).copied()).collect();
        let identities: Vec<_> = content.identities.keys().copied().collect();
        let creates = self.access.iter().any(|access| matches!(access, Access::Create(..)));
        if identities.is_empty() || (identities.len() < 3 && dice.percent(20)) {
            if !creates {
                self.access.push(Access::Create(numbers.take(), some));
            }
            return;
        }
        let identity = identities[dice.below(identities.len())];
        if self.deletes(&identity) {
            return;
        }
        let paused = !content.identities[&identity].active;
        self.access.push(match dice.below(12) {
            0 => Access::Rename(identity, numbers.take()),
            1..=3 if paused => Access::Resume(identity),
            1..=2 => Access::Pause(identity),
            3 if dice.percent(50) => Access::Delete(identity),
            4..=6 => {
                let has = content.identities[&identity].secrets.iter().copied();
                let has: Vec<_> = has.filter(|id| ids.contains(id)).collect();
                let taken = (0..1 + dice.below(2)).filter_map(|_| dice.pick(&has).copied()).collect();
                // Some ask for what they need not.
                Access::Revoke(identity, if dice.percent(90) { taken } else { some })
            }
            _ => Access::Grant(identity, some),
        });
    }

    pub(super) fn draft(&self) -> Draft {
        let mut draft = Draft::new().with_history(self.kept);
        for (id, change) in &self.secrets {
            match change {
                Change::Add(values) => draft.add_as(
                    *id,
                    NewSecret {
                        name: text(values.name).into(),
                        description: values.description.map(|number| text(number).into()),
                        tags: values.tag.map(|number| text(number).into()).into_iter().collect(),
                        payload: values.payload(),
                        created_at: None,
                    },
                ),
                Change::Purge => draft.purge(*id),
                Change::Alter(changes) => changes.ask(*id, &mut draft),
            }
        }
        let list = |ids: &BTreeSet<SecretId>| ids.iter().copied().collect::<Vec<_>>();
        for access in &self.access {
            match access {
                Access::Create(handle, secrets) => draft.create_identity(text(*handle), None, &list(secrets)),
                Access::Rename(id, handle) => draft.rename_identity(*id, Some(text(*handle).into()), None),
                Access::Grant(id, secrets) => draft.grant(*id, &list(secrets)),
                Access::Revoke(id, secrets) => draft.revoke(*id, &list(secrets)),
                Access::Pause(id) => draft.pause(*id),
                Access::Resume(id) => draft.resume(*id),
                Access::Delete(id) => draft.delete_identity(*id),
            }
        }
        draft
    }
}

fn new_values(dice: &mut Dice, numbers: &mut Numbers) -> Values {
    let is_login = dice.percent(70);
    Values {
        is_login,
        name: numbers.take(),
        description: dice.percent(30).then(|| numbers.take()),
        tag: None,
        groups: [Some(numbers.take()), None, is_login.then(|| numbers.take()), None],
        trashed: false,
    }
}
