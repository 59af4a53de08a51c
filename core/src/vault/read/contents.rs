//! What an owner or agent sees of secrets: [`SecretInfo`], [`Listing`], [`OpenedSecret`].

use crate::vault::{
    Digest, Objects, SecretId, Step, Vault,
    keys::key::DataKey,
    objects::meta::Meta,
    objects::record::{Head, Lineage},
    read::credentials::mismatch,
    read::needs::{Found, Halt},
    read::record_keys::{Keys, no_such_secret},
    read::tree::{GivenHead, Kept, Tree},
};
use crate::{
    Error, Namesakes, Result, SecretText,
    payload::{SecretPayload, SecretType},
    stack::wiping_stack,
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
    pub(in crate::vault) fn new(id: SecretId, lineage: &Lineage, meta: Meta) -> Self {
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
    pub(in crate::vault) fn keep(&mut self, older: u32) {
        self.history = older;
        let oldest = self.revision.saturating_sub(older.into());
        self.conflicts.retain(|revision| *revision >= oldest);
    }

    /// Opens the meta of a record.
    pub(in crate::vault) fn open(id: SecretId, head: &Head<'_>, key: &DataKey) -> Result<Self> {
        Ok(Self::new(id, &head.lineage, head.open_meta(key)?))
    }
}

impl OpenedSecret {
    /// Opens a whole record.
    pub(in crate::vault) fn open(
        id: SecretId,
        head: &Head<'_>,
        sealed: &[u8],
        key: &DataKey,
    ) -> Result<Self> {
        let (meta, payload) = head.open(key, sealed)?;
        Ok(Self { info: SecretInfo::new(id, &head.lineage, meta), payload })
    }

    /// The TOTP code of a login.
    pub(in crate::vault) fn totp(&self, unix_seconds: u64) -> Result<TotpCode> {
        match &self.payload {
            SecretPayload::Login(login) => login
                .totp
                .as_ref()
                .ok_or_else(|| Error::NotFound("this login has no TOTP".into()))?
                .code(unix_seconds),
            other => Err(mismatch(&SecretType::Login, other)),
        }
    }
}

impl Listing {
    /// Those of one type, and what is damaged, whose type nobody knows.
    #[must_use]
    pub fn of_type(mut self, secret_type: &SecretType) -> Self {
        self.secrets.retain(|secret| secret.secret_type == *secret_type);
        self
    }

    /// The id of the secret that has this id or exactly this name.
    ///
    /// # Errors
    /// `not_found`, or `invalid_input` as [`Error::Ambiguous`] if several have the name.
    pub fn find(&self, name_or_id: &str) -> Result<SecretId> {
        let id = SecretId::parse(&name_or_id.to_ascii_lowercase()).ok();
        if let Some(found) = self.secrets.iter().find(|secret| Some(secret.id) == id) {
            return Ok(found.id);
        }
        let named = self.secrets.iter().filter(|secret| secret.name.expose() == name_or_id);
        match named.map(|secret| secret.id).collect::<Vec<_>>()[..] {
            [] => Err(Error::NotFound("there is no secret with this name or id".into())),
            [id] => Ok(id),
            ref ids => {
                let ids = ids.iter().map(ToString::to_string).collect();
                Err(Error::Ambiguous(Box::new(Namesakes { ids })))
            }
        }
    }

    /// Opens the heads that were found. Only called when nothing is missing, so that nothing is opened twice.
    pub(in crate::vault) fn open(
        &mut self,
        tree: &Tree<'_>,
        heads: Vec<(SecretId, Found<GivenHead<'_>>)>,
        keys: &impl Keys,
    ) {
        self.secrets.reserve(heads.len());
        // One for all, because each wiping takes as long as opening some of them.
        wiping_stack(|| self.open_each(tree, heads, keys));
    }

    fn open_each(&mut self, tree: &Tree<'_>, heads: Vec<(SecretId, Found<GivenHead<'_>>)>, keys: &impl Keys) {
        for (id, given) in heads {
            let info = given.and_then(|given| {
                let head = tree.decode(&id, &given)?;
                let mut info = SecretInfo::open(id, &head, &keys.of_record(id, &head.lineage)?)?;
                info.keep(keys.reach(&head.lineage));
                Ok(info)
            });
            match info {
                Ok(info) => self.secrets.push(info),
                Err(Halt::Needs) => {}
                Err(Halt::Refused(error)) => self.damaged.push(Damaged { secret: Some(id), error }),
            }
        }
    }
}

/// Opens a secret as it is, or at a revision that the keys reach.
pub(in crate::vault) fn open(
    tree: &Tree<'_>,
    keys: &impl Keys,
    id: SecretId,
    revision: Option<u64>,
) -> Found<OpenedSecret> {
    let present = tree.present(&id)?.ok_or_else(no_such_secret)?;
    let (name, older) = match revision {
        None => (present, None),
        Some(revision) => {
            let newest = newest(tree, keys, &id, &present)?;
            let kept = tree.back_to(&id, newest, revision)?.ok_or_else(not_kept)?;
            (kept.name, Some(kept.older))
        }
    };
    let (head, sealed) = tree.record(&id, &name)?;
    let opened = wiping_stack(|| OpenedSecret::open(id, &head, sealed, &keys.of_record(id, &head.lineage)?));
    let mut opened = opened?;
    opened.info.keep(older.unwrap_or_else(|| keys.reach(&head.lineage)));
    Ok(opened)
}

/// The revisions of a secret that the keys reach, the present one first.
pub(in crate::vault) fn history(tree: &Tree<'_>, keys: &impl Keys, id: SecretId) -> Found<Vec<SecretInfo>> {
    let present = tree.present(&id)?.ok_or_else(no_such_secret)?;
    let mut next = Some(newest(tree, keys, &id, &present)?);
    let mut records = Vec::new();
    while let Some(kept) = next {
        next = tree.before(&id, &kept)?;
        records.push(kept);
    }
    let open = |kept: &Kept<'_>| {
        let mut info = SecretInfo::open(id, &kept.head, &keys.of_record(id, &kept.head.lineage)?)?;
        info.keep(kept.older);
        Ok(info)
    };
    Ok(records.iter().map(open).collect::<Result<_>>()?)
}

/// The present record, to walk back from as far as the keys reach.
fn newest<'a>(tree: &Tree<'a>, keys: &impl Keys, id: &SecretId, present: &Digest) -> Found<Kept<'a>> {
    let mut newest = tree.newest(id, present)?;
    newest.older = keys.reach(&newest.head.lineage);
    Ok(newest)
}

pub(in crate::vault) fn not_kept() -> Error {
    Error::NotFound("this revision is not kept".into())
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
                    heads.extend(page.entries.iter().map(|(id, name)| (*id, tree.given_head(name))));
                }
                Err(Halt::Needs) => {}
                Err(Halt::Refused(error)) => listing.damaged.push(Damaged { secret: None, error }),
            }
        }
        if !tree.lookup.lacks() {
            listing.open(&tree, heads, &self.key);
        }
        tree.lookup.step(Ok(listing))
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// `not_found`; `tampered`, `corrupt` or `malformed` if it is damaged.
    pub fn open(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        let tree = self.tree(objects);
        tree.lookup.step(open(&tree, &self.key, id, None))
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
        tree.lookup.step(open(&tree, &self.key, id, Some(revision)))
    }

    /// The kept revisions of a secret, the present one first.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn history(&self, id: SecretId, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        let tree = self.tree(objects);
        tree.lookup.step(history(&tree, &self.key, id))
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); `type_mismatch` unless it is a login, `not_found` if it has no TOTP,
    /// and those of [`TotpConfig::code`](crate::totp::TotpConfig::code).
    pub fn totp_code(&self, id: SecretId, unix_seconds: u64, objects: &Objects) -> Result<Step<TotpCode>> {
        self.open(id, objects)?.try_map(|opened| opened.totp(unix_seconds))
    }

    /// The id of the secret that has this id or exactly this name.
    ///
    /// # Errors
    /// Those of [`list`](Self::list) and [`Listing::find`].
    pub fn find(&self, name_or_id: &str, objects: &Objects) -> Result<Step<SecretId>> {
        self.list(objects)?.try_map(|listing| listing.find(name_or_id))
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
