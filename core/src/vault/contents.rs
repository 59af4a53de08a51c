//! What an owner or agent sees of secrets: [`SecretInfo`], [`Listing`], [`OpenedSecret`].

use super::{Objects, SecretId, Step, Vault, meta::Meta, record::Lineage};
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
        todo!()
    }
}

impl Vault {
    /// All secrets, those in the trash too. Opens no payload.
    ///
    /// # Errors
    /// None for what is damaged: the listing says it.
    pub fn list(&self, objects: &Objects) -> Result<Step<Listing>> {
        todo!()
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// `not_found`; `tampered`, `corrupt` or `malformed` if it is damaged.
    pub fn open(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        todo!()
    }

    /// The kept revisions of a secret, the present one first.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn history(&self, id: SecretId, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        todo!()
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
        todo!()
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); `type_mismatch` unless it is a login, `not_found` if it has no TOTP,
    /// and those of [`TotpConfig::code`](crate::totp::TotpConfig::code).
    pub fn totp(&self, id: SecretId, unix_seconds: u64, objects: &Objects) -> Result<Step<TotpCode>> {
        todo!()
    }

    /// The secrets that have conflicts.
    ///
    /// # Errors
    /// Those of [`list`](Self::list).
    pub fn conflicts(&self, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        todo!()
    }
}
