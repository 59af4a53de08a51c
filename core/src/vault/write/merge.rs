//! Two changes of one secret, merged by group (FORMAT-2.md, MERGE-3 to MERGE-5).

#[cfg(test)]
mod tests;

use crate::payload::{LoginPayload, SecretPayload};
use crate::vault::write::stage::Values;

/// What came of a merge.
#[derive(Debug)]
pub(in crate::vault) struct Merged {
    pub(in crate::vault) values: Values,
    /// Both changed one group, and ours is current.
    pub(in crate::vault) conflict: bool,
    /// We put it into the trash, and an edit beat that.
    pub(in crate::vault) not_trashed: bool,
}

/// Merges what we made of `base` with what others made of it. Without a base, everything that differs was
/// changed by both. `created_at`, `updated_at` and `conflicts` are those of the others.
pub(in crate::vault) fn merge(base: Option<&Values>, ours: Values, theirs: &Values) -> Merged {
    let mut sides = Sides::default();
    let mut values = theirs.clone();
    let meta = &mut values.meta;
    // Members that are not known belong to the first group.
    if sides.take_ours(base, &ours, theirs, |values| (&values.meta.name, &values.meta.unknown)) {
        meta.name.clone_from(&ours.meta.name);
        meta.unknown.clone_from(&ours.meta.unknown);
    }
    if sides.take_ours(base, &ours, theirs, |values| &values.meta.description) {
        meta.description.clone_from(&ours.meta.description);
    }
    if sides.take_ours(base, &ours, theirs, |values| &values.meta.tags) {
        meta.tags.clone_from(&ours.meta.tags);
    }
    match (base.map(|base| &base.payload), &ours.payload, &mut values.payload) {
        (None | Some(SecretPayload::Login(_)), SecretPayload::Login(own), SecretPayload::Login(merged)) => {
            merge_logins(&mut sides, (base, &ours, theirs), own, merged);
        }
        (_, own, merged) => {
            if sides.take_ours(base, &ours, theirs, |values| &values.payload) {
                merged.clone_from(own);
            }
        }
    }
    let trash = |values: &Values| values.meta.deleted_at;
    let (own, other) = (trash(&ours), trash(theirs));
    let was = base.map_or(other, trash).is_some();
    let trashed = match (was, own.is_some(), other.is_some()) {
        (false, true, false) => !sides.theirs,
        (false, false, true) => !sides.ours,
        (false, true, true) => true,
        (true, ours, theirs) => ours && theirs,
        (false, false, false) => false,
    };
    let not_trashed = !was && own.is_some() && !trashed;
    values.meta.deleted_at = other.or(own).filter(|_| trashed);
    Merged { values, conflict: sides.conflict, not_trashed }
}

fn merge_logins(
    sides: &mut Sides,
    (base, ours, theirs): (Option<&Values>, &Values, &Values),
    own: &LoginPayload,
    merged: &mut LoginPayload,
) {
    let account = |values| login(values).map(|l| (&l.username, &l.email, &l.password, &l.unknown));
    if sides.take_ours(base, ours, theirs, account) {
        merged.username.clone_from(&own.username);
        merged.email.clone_from(&own.email);
        merged.password.clone_from(&own.password);
        merged.unknown.clone_from(&own.unknown);
    }
    if sides.take_ours(base, ours, theirs, |values| login(values).map(|login| &login.totp)) {
        merged.totp.clone_from(&own.totp);
    }
    if sides.take_ours(base, ours, theirs, |values| login(values).map(|login| &login.url)) {
        merged.url.clone_from(&own.url);
    }
    if sides.take_ours(base, ours, theirs, |values| login(values).map(|login| &login.notes)) {
        merged.notes.clone_from(&own.notes);
    }
}

fn login(values: &Values) -> Option<&LoginPayload> {
    match &values.payload {
        SecretPayload::Login(login) => Some(login),
        _ => None,
    }
}

/// What the groups that were looked at so far say of the sides.
#[derive(Debug, Default)]
struct Sides {
    /// We changed a group.
    ours: bool,
    /// Others changed a group.
    theirs: bool,
    /// Both changed one, differently.
    conflict: bool,
}

impl Sides {
    /// Whether the group is taken from us, and what that tells.
    fn take_ours<'v, T: PartialEq>(
        &mut self,
        base: Option<&'v Values>,
        ours: &'v Values,
        theirs: &'v Values,
        group: impl Fn(&'v Values) -> T,
    ) -> bool {
        let (own, other) = (group(ours), group(theirs));
        let was = base.map(group);
        let differ = own != other;
        let changed = |side: &T| was.as_ref().map_or(differ, |was| was != side);
        let (own_changed, other_changed) = (changed(&own), changed(&other));
        self.ours |= own_changed;
        self.theirs |= other_changed;
        self.conflict |= own_changed && other_changed && differ;
        own_changed
    }
}
