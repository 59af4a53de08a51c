//! What an owner or agent sees of secrets: [`SecretInfo`], [`Listing`], [`OpenedSecret`].

use super::{
    Digest, Objects, SecretId, Step, Vault,
    key::DataKey,
    meta::Meta,
    objects::{Found, Halt},
    record::{Head, Lineage},
    tree::{Kept, Tree},
};
use crate::{
    Error, Result, SecretText,
    payload::{SecretPayload, SecretType},
    totp::TotpCode,
};

/// What a listing shows of a secret. Names may tell much, so they are wiped like secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretInfo {
    /// Its id.
    pub id: SecretId,
    /// Its name.
    pub name: SecretText,
    /// Its type.
    pub secret_type: SecretType,
    /// Its description.
    pub description: Option<SecretText>,
    /// Its tags, ascending.
    pub tags: Vec<SecretText>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When this revision was made.
    pub updated_at: i64,
    /// When it was put into the trash, if it is there.
    pub deleted_at: Option<i64>,
    /// Older revisions that lost to this one and that kept history has: somebody should look at them.
    pub conflicts: Vec<u64>,
    /// Which revision this is, from 1.
    pub revision: u64,
    /// How many older revisions are kept.
    pub history: u32,
}

/// A secret with its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedSecret {
    /// What a listing shows of it.
    pub info: SecretInfo,
    /// What it holds.
    pub payload: SecretPayload,
}

/// Secrets, and what of them could not be read. Damage hides nothing but what is damaged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The secrets, ascending by id.
    pub secrets: Vec<SecretInfo>,
    /// What could not be read.
    pub damaged: Vec<Damaged>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Which secret; `None` if a page is damaged, which may have held many.
    pub secret: Option<SecretId>,
    /// Why.
    pub error: Error,
}

impl SecretInfo {
    pub(super) fn new(id: SecretId, lineage: &Lineage, meta: Meta) -> Self {
        Self {
            id,
            name: meta.name,
            secret_type: meta.secret_type,
            description: meta.description,
            tags: meta.tags,
            created_at: meta.created_at,
            updated_at: meta.updated_at,
            deleted_at: meta.deleted_at,
            // META-3.
            conflicts: meta.conflicts.into_iter().filter(|revision| lineage.keeps(*revision)).collect(),
            revision: lineage.revision,
            history: lineage.history,
        }
    }

    /// What of it is still there, where only so many older revisions are kept.
    pub(super) fn keep(&mut self, older: u32) {
        self.history = older;
        let oldest = self.revision.saturating_sub(older.into());
        self.conflicts.retain(|revision| *revision >= oldest);
    }

    /// Opens the meta of a record.
    pub(super) fn open(id: SecretId, head: &Head, key: &DataKey) -> Result<Self> {
        Ok(Self::new(id, &head.lineage, head.open_meta(key)?))
    }
}

impl OpenedSecret {
    /// Opens a whole record.
    pub(super) fn open(id: SecretId, head: &Head, sealed: &[u8], key: &DataKey) -> Result<Self> {
        let info = SecretInfo::open(id, head, key)?;
        let payload = head.open_payload(key, &info.secret_type, sealed)?;
        Ok(Self { info, payload })
    }

    /// The TOTP code of a login.
    pub(super) fn totp(&self, unix_seconds: u64) -> Result<TotpCode> {
        match &self.payload {
            SecretPayload::Login(login) => login
                .totp
                .as_ref()
                .ok_or_else(|| Error::NotFound("this login has no TOTP".into()))?
                .code(unix_seconds),
            _ => Err(Error::TypeMismatch {
                expected: SecretType::Login.as_str().into(),
                actual: self.info.secret_type.as_str().to_owned().into(),
            }),
        }
    }
}

impl Listing {
    /// Takes in what became of a secret; what needs objects yet is left out.
    pub(super) fn take(&mut self, id: SecretId, info: Found<SecretInfo>) {
        match info {
            Ok(info) => self.secrets.push(info),
            Err(Halt::Needs) => {}
            Err(Halt::Refused(error)) => self.damaged.push(Damaged { secret: Some(id), error }),
        }
    }
}

pub(super) fn not_kept() -> Error {
    Error::NotFound("this revision is not kept".into())
}

/// There is no such secret.
pub(super) fn no_such_secret() -> Error {
    Error::NotFound("there is no such secret".into())
}

impl Vault {
    /// All secrets, those in the trash too. Opens no payload.
    ///
    /// # Errors
    /// None for what is damaged: the listing says it.
    pub fn list(&self, objects: &Objects) -> Result<Step<Listing>> {
        let tree = self.tree(objects);
        let mut listing = Listing::default();
        let mut heads = Vec::new();
        for at in 0..tree.state.pages.len() {
            match tree.page(at) {
                Ok(page) => {
                    heads.extend(page.entries.iter().map(|(id, name)| (*id, tree.head(id, name))));
                }
                Err(Halt::Needs) => {}
                Err(Halt::Refused(error)) => listing.damaged.push(Damaged { secret: None, error }),
            }
        }
        // Nothing is opened before everything is there, so that nothing is opened twice.
        if !tree.lookup.lacks() {
            listing.secrets.reserve(heads.len());
            for (id, head) in heads {
                let info = head.and_then(|head| {
                    let key = self.data_key(id, &head.lineage)?;
                    Ok(SecretInfo::open(id, &head, &key)?)
                });
                listing.take(id, info);
            }
        }
        tree.lookup.step(Ok(listing))
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// `not_found`; `tampered`, `corrupt` or `malformed` if it is damaged.
    pub fn open(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        let tree = self.tree(objects);
        tree.lookup.step(self.open_in(&tree, id, None))
    }

    /// Opens a kept revision of a secret.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); `not_found` also if the revision is not kept.
    pub fn open_revision(
        &self,
        id: SecretId,
        revision: u64,
        objects: &Objects,
    ) -> Result<Step<OpenedSecret>> {
        let tree = self.tree(objects);
        tree.lookup.step(self.open_in(&tree, id, Some(revision)))
    }

    /// Opens a secret at a revision, or as it is.
    fn open_in(&self, tree: &Tree<'_>, id: SecretId, revision: Option<u64>) -> Found<OpenedSecret> {
        let present = tree.present(&id)?.ok_or_else(no_such_secret)?;
        let kept = match revision {
            Some(revision) => tree.revision(&id, &present, revision)?.ok_or_else(not_kept)?,
            None => return self.open_record(tree, id, &present),
        };
        let mut opened = self.open_record(tree, id, &kept.name)?;
        opened.info.keep(kept.older);
        Ok(opened)
    }

    fn open_record(&self, tree: &Tree<'_>, id: SecretId, name: &Digest) -> Found<OpenedSecret> {
        let (head, sealed) = tree.record(&id, name)?;
        let key = self.data_key(id, &head.lineage)?;
        Ok(OpenedSecret::open(id, &head, sealed, &key)?)
    }

    /// The kept revisions of a secret, the present one first.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn history(&self, id: SecretId, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        let tree = self.tree(objects);
        tree.lookup.step(self.history_in(&tree, id))
    }

    fn history_in(&self, tree: &Tree<'_>, id: SecretId) -> Found<Vec<SecretInfo>> {
        let present = tree.present(&id)?.ok_or_else(no_such_secret)?;
        let mut next = Some(tree.newest(&id, &present)?);
        let mut records = Vec::new();
        while let Some(kept) = next {
            next = tree.before(&id, &kept)?;
            records.push(kept);
        }
        let open = |kept: &Kept| {
            let mut info = SecretInfo::open(id, &kept.head, &self.data_key(id, &kept.head.lineage)?)?;
            info.keep(kept.older);
            Ok(info)
        };
        Ok(records.iter().map(open).collect::<Result<_>>()?)
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); `type_mismatch` unless it is a login, `not_found` if it has no TOTP,
    /// and those of [`TotpConfig::code`](crate::totp::TotpConfig::code).
    pub fn totp(&self, id: SecretId, unix_seconds: u64, objects: &Objects) -> Result<Step<TotpCode>> {
        match self.open(id, objects)? {
            Step::Done(opened) => opened.totp(unix_seconds).map(Step::Done),
            Step::Needs(needs) => Ok(Step::Needs(needs)),
        }
    }

    /// The secrets that have conflicts.
    ///
    /// # Errors
    /// Those of [`list`](Self::list).
    pub fn conflicts(&self, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        let in_conflict = |listing: Listing| {
            listing.secrets.into_iter().filter(|secret| !secret.conflicts.is_empty()).collect()
        };
        self.list(objects).map(|step| step.map(in_conflict))
    }
}
