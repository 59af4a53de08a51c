//! Merges of any three versions: nothing is lost, and where nothing conflicts, order does not matter.

use proptest::prelude::*;

use super::*;
use crate::{
    Members, SecretText,
    payload::{OtherPayload, SecretType},
    totp::TotpConfig,
    vault::objects::meta::Meta,
};

/// What each group of a login is, as a number.
type Groups = [u8; 7];

fn values(groups: Groups, deleted: bool) -> Values {
    let [name, description, tags, account, totp, url, notes] = groups;
    let text = |number: u8| SecretText::from(number.to_string());
    let mut unknown = Members::default();
    unknown.set("colour", &name.to_string()).unwrap();
    let mut login = LoginPayload::new(text(account)).with_username(text(account));
    login.totp = (totp > 0).then(|| TotpConfig::new(text(totp)));
    login.url = (url > 0).then(|| text(url));
    login.notes = (notes > 0).then(|| text(notes));
    let meta = Meta {
        name: text(name),
        secret_type: SecretType::Login,
        description: (description > 0).then(|| text(description)),
        tags: vec![text(tags)],
        created_at: 1,
        updated_at: 2,
        deleted_at: deleted.then_some(3),
        conflicts: Vec::new(),
        unknown,
    };
    Values { meta, payload: login.into() }
}

/// The groups that a merge of these has, and whether two changed one.
fn expected(base: Groups, ours: Groups, theirs: Groups) -> (Groups, bool) {
    let mut conflict = false;
    let mut merged = theirs;
    for group in 0..merged.len() {
        if ours[group] != base[group] {
            conflict |= theirs[group] != base[group] && theirs[group] != ours[group];
            merged[group] = ours[group];
        }
    }
    (merged, conflict)
}

proptest! {
    #[test]
    fn groups_are_merged_one_by_one(
        base: [bool; 7],
        ours in proptest::array::uniform7(0..4_u8),
        theirs in proptest::array::uniform7(0..4_u8),
        deleted: (bool, bool, bool),
    ) {
        let base = base.map(u8::from);
        let (was, own, other) = deleted;
        let [b, o, t] = [(base, was), (ours, own), (theirs, other)].map(|(groups, deleted)| values(groups, deleted));
        let merged = merge(Some(&b), o.clone(), &t);
        let (groups, conflict) = expected(base, ours, theirs);
        prop_assert_eq!(merged.conflict, conflict);
        let trashed = merged.values.meta.deleted_at.is_some();
        prop_assert_eq!(&merged.values, &values(groups, trashed));
        let (we_edited, they_edited) = (ours != base, theirs != base);
        // An edit beats trash, and restoring beats leaving it there.
        let expected = match (was, own, other) {
            (false, true, true) | (true, true, true) => true,
            (false, true, false) => !they_edited,
            (false, false, true) => !we_edited,
            _ => false,
        };
        prop_assert_eq!(trashed, expected);
        prop_assert_eq!(merged.not_trashed, !was && own && !trashed);
        if !conflict {
            let other_way = merge(Some(&b), t.clone(), &o);
            prop_assert!(!other_way.conflict);
            prop_assert_eq!(&other_way.values, &merged.values);
        }
        // Whoever changed nothing takes what the other one made.
        prop_assert_eq!(merge(Some(&b), b.clone(), &t).values, t.clone());
        prop_assert_eq!(merge(Some(&b), o.clone(), &b).values, o);
    }

    /// Nobody knows what it was: what differs is ours, and a conflict.
    #[test]
    fn without_a_base_ours_is_current(
        ours in proptest::array::uniform7(0..3_u8),
        theirs in proptest::array::uniform7(0..3_u8),
        own: bool,
        other: bool,
    ) {
        let (o, t) = (values(ours, own), values(theirs, other));
        let merged = merge(None, o.clone(), &t);
        prop_assert_eq!(merged.conflict, ours != theirs);
        let trashed = merged.values.meta.deleted_at.is_some();
        prop_assert_eq!(merged.values, values(ours, trashed));
        // Ours, unless an edit beats it.
        prop_assert_eq!(trashed, own && (other || ours == theirs));
    }
}

#[test]
fn other_payloads_are_one_group() {
    let note = |text: &str, notes: &str| {
        let mut values = values([0; 7], false);
        values.meta.secret_type = SecretType::Other;
        values.payload = OtherPayload::new(text).with_notes(notes).into();
        values
    };
    let merged = merge(Some(&note("a", "n")), note("b", "n"), &note("a", "m"));
    assert!(merged.conflict);
    assert_eq!(merged.values, note("b", "n"));
    let merged = merge(Some(&note("a", "n")), note("b", "n"), &note("a", "n"));
    assert!(!merged.conflict);
    assert_eq!(merged.values, note("b", "n"));
}
