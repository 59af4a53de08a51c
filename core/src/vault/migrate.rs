//! From format 1 to format 2 (FORMAT-2.md, "Migration").

use std::collections::{BTreeMap, BTreeSet};

use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use super::{
    Commit, Digest, IdentityId, Objects, SecretId, Step, Vault, VaultId,
    commit::Made,
    contents,
    create::empty,
    grants::{Grants, Status},
    id::KeyId,
    json::refused_new,
    key::{DataKey, MAX_META, MAX_PAYLOAD, RootKey},
    meta::{Meta, is_short},
    objects::if_found,
    padding::pad,
    payload,
    rebuild::Rebuild,
    record::Lineage,
    rule::Rule,
    slots::NewSlots,
    stage::Values,
    vault_key,
};
use crate::{
    Error, Members, Result, SecretText,
    inkbox::{
        self,
        wire::{IdentityStatus, SecretMetadata},
    },
    kdf::{Argon2Params, KdfMemory},
    payload::{SecretPayload, SecretType},
    random::Source,
};

/// What a migration would do, for review: names and types were the word of whoever stored them (MIGRATE-1).
///
/// 1. [`Review::new`] of an unlocked vault of format 1, which is shown;
/// 2. [`migrate`](Self::migrate), with what is to be skipped named, gives the commit of a new vault;
/// 3. once that is committed, its root is opened anew and [compared](Self::compare);
/// 4. the device memory of the new vault is put in place for the local name, which pins it to format 2.
#[derive(Debug)]
pub struct Review {
    /// The secrets that can be kept, in the order of the old vault.
    pub secrets: Vec<Reviewed>,
    /// The identities that can be kept, with the access rules as their grants.
    pub identities: Vec<ReviewedIdentity>,
    /// What cannot be kept, and why: each has to be named as skipped.
    pub problems: Vec<Problem>,
}

/// A secret that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Its id in format 1.
    pub old_id: String,
    /// Its id in format 2: the same if it was a UUID.
    pub id: SecretId,
    /// Its name.
    pub name: SecretText,
    /// Its type.
    pub secret_type: SecretType,
}

/// An identity that can be kept. It gets a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedIdentity {
    /// Its id in format 1.
    pub old_id: String,
    /// Its id in format 2: the same if it was a UUID.
    pub id: IdentityId,
    /// Its handle.
    pub handle: SecretText,
    /// Its name.
    pub name: Option<SecretText>,
    /// Whether it is paused.
    pub paused: bool,
    /// The old ids of the secrets that it may read.
    pub secrets: Vec<String>,
}

/// A secret or identity that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its id in format 1; of an entry that is no secret, or that has another's id, `#` and its place in the
    /// list of secrets, from 1.
    pub old_id: String,
    /// Its name or handle, if it has one.
    pub name: Option<SecretText>,
    /// Why.
    pub error: Error,
}

impl Review {
    /// Reads an unlocked vault of format 1, and opens every secret.
    ///
    /// # Errors
    /// `locked` if it is; `io` if the system gives no random bytes.
    pub fn new(vault: &inkbox::Vault) -> Result<Self> {
        Self::new_from(vault, &mut Source::system())
    }

    pub(super) fn new_from(vault: &inkbox::Vault, source: &mut Source) -> Result<Self> {
        let mut review = Self { secrets: Vec::new(), identities: Vec::new(), problems: Vec::new() };
        let mut granted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (metadata, payload) in vault.open_each()? {
            for rule in &metadata.access {
                let readers = granted.entry(rule.identity_id.to_ascii_lowercase()).or_default();
                readers.push(metadata.id.clone());
            }
            match payload.and_then(|payload| convert(&metadata, payload, 0)) {
                Ok(values) => review.secrets.push(Reviewed {
                    id: uuid(&metadata.id)
                        .map_or_else(|| SecretId::generate(source), |id| Ok(SecretId::from_bytes(id)))?,
                    old_id: metadata.id,
                    name: values.meta.name,
                    secret_type: metadata.secret_type,
                }),
                Err(error) => {
                    let name = metadata.name.map(SecretText::from);
                    review.problems.push(Problem { old_id: metadata.id, name, error });
                }
            }
        }
        for (place, odd) in vault.verify()?.into_iter().enumerate().filter(|(_, report)| report.id.is_none())
        {
            let old_id = format!("#{}", place.saturating_add(1));
            let error = odd.error.unwrap_or(Error::Corrupt);
            review.problems.push(Problem { old_id, name: None, error });
        }
        for identity in vault.identities() {
            let handle = SecretText::from(identity.agent_handle);
            if !is_short(handle.expose()) {
                let error = refused_new(Rule::Grant5.error());
                review.problems.push(Problem { old_id: identity.id, name: Some(handle), error });
                continue;
            }
            review.identities.push(ReviewedIdentity {
                id: uuid(&identity.id)
                    .map_or_else(|| IdentityId::generate(source), |id| Ok(IdentityId::from_bytes(id)))?,
                secrets: granted.remove(&identity.id.to_ascii_lowercase()).unwrap_or_default(),
                old_id: identity.id,
                handle,
                name: identity.display_name.map(SecretText::from),
                paused: identity.status == IdentityStatus::Paused,
            });
        }
        Ok(review)
    }

    /// The commit of a new vault, which has all that is not skipped: secrets at their first revision, and
    /// identities with their grants. `skipped` are old ids: of every [`Problem`], and of whatever else is not
    /// to be kept. Recovery codes and tokens are [shown](super::Shown) when it is committed.
    ///
    /// Two Argon2id: whether the vault key is the old one, and that of the new vault.
    ///
    /// # Errors
    /// `invalid_input` if the vault key is the old one or an old recovery code (MIGRATE-2) or if a problem is
    /// not named as skipped (MIGRATE-4); `conflict` if the old vault is not as it was reviewed; `locked`, and
    /// those of [`Vault::create`].
    pub fn migrate(
        &self,
        vault: &inkbox::Vault,
        vault_key: &[u8],
        cost: &Argon2Params,
        skipped: &[&str],
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Commit> {
        self.migrate_from(vault, vault_key, cost, skipped, memory, now, &mut Source::system())
    }

    #[allow(clippy::too_many_arguments)] // one more than `migrate`, for tests
    pub(super) fn migrate_from(
        &self,
        vault: &inkbox::Vault,
        vault_key: &[u8],
        cost: &Argon2Params,
        skipped: &[&str],
        memory: &mut KdfMemory,
        now: i64,
        source: &mut Source,
    ) -> Result<Commit> {
        if self.problems.iter().any(|problem| !skipped.contains(&problem.old_id.as_str())) {
            return Err(Rule::Migrate4.error());
        }
        vault_key::check_new(vault_key)?;
        check_is_another(vault, vault_key, memory)?;
        let key = RootKey::generate(VaultId::generate(source)?, 1, source)?;
        let mut rebuild = Rebuild::new(&key);
        for reviewed in self.kept(skipped) {
            let values = reviewed.read(vault, now)?;
            let key_id = KeyId::generate(source)?;
            let lineage = Lineage { key_id, since: 1, revision: 1, previous: Digest::NONE, history: 0 };
            rebuild.add(reviewed.id, [(lineage, values)], source)?;
        }
        let identities: BTreeMap<_, _> = self
            .identities
            .iter()
            .filter(|identity| !skipped.contains(&identity.old_id.as_str()))
            .map(|identity| (identity.id, identity))
            .collect();
        let ids: BTreeMap<_, _> = self.kept(skipped).map(|kept| (&kept.old_id, kept.id)).collect();
        for (id, identity) in &identities {
            let secrets: BTreeSet<_> = identity.secrets.iter().filter_map(|old| ids.get(old)).collect();
            let keys = secrets.into_iter().filter_map(|secret| rebuild.key(secret).cloned()).collect();
            rebuild.grant(*id, &identity.grants(keys), source)?;
        }
        let pages = rebuild.pages(0, source)?;
        let slots = NewSlots::generate(vault_key, cost, &key, memory, source)?;
        let mut state = empty(&key, slots.slots);
        let Rebuild { objects, identities, .. } = rebuild;
        let new_identities = identities.iter().map(|(id, _)| *id).collect();
        (state.pages, state.identities) = (pages, identities);
        let made = Made {
            objects,
            new_identities,
            recovery_codes: slots.codes,
            ..Made::new(state, key.clone(), Some(slots.handle))
        };
        Commit::new(None, made, now, source)
    }

    /// Compares the new vault, opened anew, with the old one: every secret, with its name, type, description
    /// and payload, and that there is no other (MIGRATE-5). It needs all objects at once.
    ///
    /// # Errors
    /// `conflict` if they differ, and whatever does not open.
    pub fn compare(
        &self,
        old: &inkbox::Vault,
        new: &Vault,
        skipped: &[&str],
        objects: &Objects,
    ) -> Result<Step<()>> {
        let tree = new.tree(objects);
        let mut count = 0_usize;
        for at in 0..tree.state.pages.len() {
            match if_found(tree.page(at)) {
                Ok(page) => count = count.saturating_add(page.map_or(0, |page| page.entries.len())),
                Err(error) => return Err(error),
            }
        }
        if !tree.lookup.lacks() && count != self.kept(skipped).count() {
            return Err(Rule::Migrate5.error());
        }
        for reviewed in self.kept(skipped) {
            let opened = if_found(contents::open(&tree, &new.key, reviewed.id, None))?;
            // Nothing of the old vault is opened before everything is there.
            if tree.lookup.lacks() {
                continue;
            }
            let Some(opened) = opened else { continue };
            let Values { meta, payload } = reviewed.read(old, 0)?;
            let info = opened.info;
            let same = (info.name, info.secret_type, info.description, opened.payload)
                == (meta.name, meta.secret_type, meta.description, payload);
            if !same {
                return Err(Rule::Migrate5.error());
            }
        }
        tree.lookup.step(Ok(()))
    }

    /// The secrets that are not skipped.
    fn kept<'a>(&'a self, skipped: &'a [&str]) -> impl Iterator<Item = &'a Reviewed> {
        self.secrets.iter().filter(move |reviewed| !skipped.contains(&reviewed.old_id.as_str()))
    }
}

impl ReviewedIdentity {
    /// Its grants, with the keys of its secrets, which ascend.
    fn grants(&self, mut keys: Vec<DataKey>) -> Grants {
        let mut paused = Vec::new();
        let status = if self.paused {
            paused = std::mem::take(&mut keys).iter().map(|key| *key.secret()).collect();
            Status::Paused
        } else {
            Status::Active
        };
        let (handle, name) = (self.handle.clone(), self.name.clone());
        Grants { handle, name, status, paused, unknown: Members::default(), keys }
    }
}

impl Reviewed {
    /// The secret as it is in the old vault, which must be as it was reviewed.
    fn read(&self, vault: &inkbox::Vault, now: i64) -> Result<Values> {
        let opened = vault.open(&self.old_id)?;
        let values = convert(&opened.metadata, opened.payload, now)?;
        if (&values.meta.name, &values.meta.secret_type) != (&self.name, &self.secret_type) {
            return Err(Error::Conflict("the old vault has changed since it was reviewed".into()));
        }
        Ok(values)
    }
}

/// A secret of format 1 as format 2 has it. Refused if it does not fit, `unsupported` if it is lossy.
fn convert(metadata: &SecretMetadata, payload: SecretPayload, now: i64) -> Result<Values> {
    let name = metadata.name.as_deref().ok_or_else(|| refused_new(Rule::Meta1.error()))?;
    let created_at = metadata.created_at.as_deref().and_then(milliseconds);
    let updated_at = metadata.updated_at.as_deref().and_then(milliseconds).or(created_at).unwrap_or(now);
    let meta = Meta {
        name: name.into(),
        secret_type: metadata.secret_type.clone(),
        description: metadata.description.as_deref().map(SecretText::from),
        tags: Vec::new(),
        created_at: created_at.unwrap_or(now),
        updated_at,
        deleted_at: None,
        conflicts: Vec::new(),
        unknown: Members::default(),
    };
    pad(&[meta.to_json()?.expose().as_bytes()], MAX_META)?;
    pad(&[payload::to_json(&payload)?.expose().as_bytes()], MAX_PAYLOAD)?;
    Ok(Values { meta, payload })
}

/// Fails with MIGRATE-2 if a vault of format 1 has this vault key, as it is typed or as format 2 takes it.
fn check_is_another(vault: &inkbox::Vault, vault_key: &[u8], memory: &mut KdfMemory) -> Result<()> {
    let normalized = vault_key::normalize(vault_key)?;
    let is_old = vault.has_vault_key(vault_key, memory)?
        || (normalized.as_bytes() != vault_key && vault.has_vault_key(normalized.as_bytes(), memory)?);
    if is_old { Err(Rule::Migrate2.error()) } else { Ok(()) }
}

/// The bytes of an id that is a UUID with dashes (MIGRATE-3).
fn uuid(id: &str) -> Option<[u8; 16]> {
    let uuid = Uuid::try_parse(id).ok()?;
    uuid.hyphenated().to_string().eq_ignore_ascii_case(id).then(|| uuid.into_bytes())
}

/// A time of format 1 in milliseconds since 1970.
fn milliseconds(text: &str) -> Option<i64> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000_000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_dashes_in_any_case() {
        let text = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
        let bytes = uuid(text).unwrap();
        assert_eq!(SecretId::from_bytes(bytes).to_string(), text);
        assert_eq!(uuid(&text.to_uppercase()), Some(bytes));
        for other in ["", "0b9e6c4e5a0f4d0e9d530c1f6a2b7c11", "{0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11}"] {
            assert_eq!(uuid(other), None, "{other}");
        }
    }

    #[test]
    fn times_are_in_milliseconds() {
        assert_eq!(milliseconds("2026-01-02T03:04:05.678+00:00"), Some(1_767_323_045_678));
        assert_eq!(milliseconds("1969-12-31T23:59:59.9999Z"), Some(-1));
        assert_eq!(milliseconds("yesterday"), None);
    }
}
