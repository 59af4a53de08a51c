//! What a vault should hold, in plain maps: the reference that every root is compared with.
//!
//! Texts are numbers of which each is used once, so that what is there says who wrote it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    payload::{LoginPayload, OtherPayload, SecretPayload},
    totp::TotpConfig,
    vault::{Digest, IdentityId, SecretId, SecretInfo, id::KeyId},
};

/// What a number is as text.
pub(super) fn text(number: u32) -> String {
    format!("v{number}")
}

/// The groups of a payload: account, TOTP, URL, notes. Of a payload that is no login, all are one group.
pub(super) type Groups = [Option<u32>; 4];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values {
    pub(super) is_login: bool,
    pub(super) name: u32,
    pub(super) description: Option<u32>,
    pub(super) tag: Option<u32>,
    pub(super) groups: Groups,
    pub(super) trashed: bool,
}

impl Values {
    pub(super) fn payload(&self) -> SecretPayload {
        payload(self.is_login, &self.groups)
    }

    pub(super) fn check_info(&self, info: &SecretInfo) {
        let tags: Vec<_> = info.tags.iter().map(|tag| tag.expose().to_owned()).collect();
        let is = (
            info.name.expose().to_owned(),
            info.description.as_ref().map(|text| text.expose().to_owned()),
            tags,
            info.deleted_at.is_some(),
        );
        let tags = self.tag.map(text).into_iter().collect();
        let should_be = (text(self.name), self.description.map(text), tags, self.trashed);
        assert_eq!(is, should_be, "secret {} at revision {}", info.id, info.revision);
    }
}

pub(super) fn payload(is_login: bool, groups: &Groups) -> SecretPayload {
    let [account, totp, url, notes] = groups.map(|number| number.map(text));
    let account = account.unwrap_or_default();
    if !is_login {
        let mut payload = OtherPayload::new(account);
        payload.notes = notes.map(Into::into);
        return payload.into();
    }
    let mut login = LoginPayload::new(account.clone()).with_username(account);
    login.totp = totp.map(|issuer| {
        let mut totp = TotpConfig::new("JBSWY3DPEHPK3PXP");
        totp.issuer = Some(issuer.into());
        totp
    });
    login.url = url.map(Into::into);
    login.notes = notes.map(Into::into);
    login.into()
}

/// A revision, and the record in which a device first sealed it: a rotation seals it anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    pub(super) values: Values,
    pub(super) origin: Digest,
}

#[derive(Debug, Clone)]
pub(super) struct Secret {
    pub(super) revision: u64,
    pub(super) since: u64,
    pub(super) key_id: KeyId,
    pub(super) history: u32,
    pub(super) record: Digest,
    pub(super) conflicts: BTreeSet<u64>,
    /// The present one and those that are kept.
    pub(super) revisions: BTreeMap<u64, Revision>,
}

impl Secret {
    pub(super) fn values(&self) -> &Values {
        &self.revisions[&self.revision].values
    }

    pub(super) fn values_at(&self, revision: u64) -> Option<&Values> {
        self.revisions.get(&revision).map(|revision| &revision.values)
    }

    pub(super) fn origin(&self) -> Digest {
        self.revisions[&self.revision].origin
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) handle: u32,
    pub(super) active: bool,
    /// What it may read, or gets again when it is resumed.
    pub(super) secrets: BTreeSet<SecretId>,
    /// Storage kept its grants from an owner, so that nobody knows what is written there.
    pub(super) uncertain: bool,
}

/// What a vault holds at one root.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub(super) epoch: u64,
    pub(super) secrets: BTreeMap<SecretId, Secret>,
    pub(super) identities: BTreeMap<IdentityId, Identity>,
}

impl Content {
    /// Whether an identity may read a secret.
    pub(super) fn grants(&self, identity: &IdentityId, secret: &SecretId) -> bool {
        let identity = self.identities.get(identity);
        identity.is_some_and(|identity| identity.active && identity.secrets.contains(secret))
    }
}

/// What becomes of a secret that two sides changed: MERGE-3 to MERGE-5. Without a base both changed all that differs.
pub(super) struct Merged {
    pub(super) values: Values,
    pub(super) conflict: bool,
}

pub(super) fn merge(base: Option<&Values>, ours: &Values, theirs: &Values) -> Merged {
    let parts = |values: &Values| {
        let [account, totp, url, notes] = values.groups.map(|number| vec![number]);
        let payload =
            if values.is_login { vec![account, totp, url, notes] } else { vec![values.groups.to_vec()] };
        [vec![vec![Some(values.name)], vec![values.description], vec![values.tag]], payload].concat()
    };
    let (own, other) = (parts(ours), parts(theirs));
    let was = base.map(parts);
    let mut merged = other.clone();
    let (mut we_changed, mut they_changed, mut conflict) = (false, false, false);
    for (at, part) in own.iter().enumerate() {
        let differ = *part != other[at];
        let ours = was.as_ref().map_or(differ, |was| was[at] != *part);
        let theirs = was.as_ref().map_or(differ, |was| was[at] != other[at]);
        if ours {
            merged[at].clone_from(part);
        }
        we_changed |= ours;
        they_changed |= theirs;
        conflict |= ours && theirs && differ;
    }
    let trashed_before = base.map_or(theirs.trashed, |base| base.trashed);
    let trashed = if trashed_before {
        ours.trashed && theirs.trashed
    } else {
        match (ours.trashed, theirs.trashed) {
            (true, false) => !they_changed,
            (false, true) => !we_changed,
            (both, _) => both,
        }
    };
    let mut numbers = merged.into_iter().flatten();
    let mut next = || numbers.next().flatten();
    let values = Values {
        is_login: theirs.is_login,
        name: next().unwrap(),
        description: next(),
        tag: next(),
        groups: [next(), next(), next(), next()],
        trashed,
    };
    Merged { values, conflict }
}
