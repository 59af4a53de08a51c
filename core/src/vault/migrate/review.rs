//! [`Review`]: a vault of format 1, read for a migration.

use std::collections::BTreeMap;

use super::{
    Problem, Reviewed, ReviewedIdentity, Skipped,
    convert::{convert, milliseconds, uuid},
};
use crate::{
    Error, Members, Result, SecretText,
    inkbox::{
        self,
        record::{Entry, IdentityRecord, SecretRecord},
        wire::{Identity, IdentityStatus},
    },
    random::Source,
    vault::{IdentityId, SecretId, objects::json::refused_new, objects::meta::is_short, rule::Rule},
};

/// What a migration would do, for review: names and types were the word of whoever stored them (MIGRATE-1).
///
/// 1. [`Review::new`] of an unlocked vault of format 1, which is shown;
/// 2. [`migrate`](Self::migrate), with what is to be skipped named, gives the commit of a new vault;
/// 3. once that is committed, its root is opened anew and [compared](Self::compare);
/// 4. the device memory of the new vault is put in place for the local name, which pins it to format 2.
///
/// Members that format 1 does not know, and the ids and times of access rules, are not taken over.
#[derive(Debug)]
pub struct Review {
    /// The secrets that can be kept, in the order of the old vault.
    pub secrets: Vec<Reviewed>,
    /// The identities that can be kept, with the access rules as their grants.
    pub identities: Vec<ReviewedIdentity>,
    /// What cannot be kept, and why: each has to be named as skipped. Of a secret or identity that cannot be kept
    /// as a whole, no members or rules are listed besides.
    pub problems: Vec<Problem>,
}

/// The secrets that each identity may read, by its id in small letters.
type Granted = BTreeMap<String, Vec<String>>;

impl Review {
    /// Reads an unlocked vault of format 1, and opens every secret.
    ///
    /// # Errors
    /// `locked` if it is; `io` if the system gives no random bytes.
    pub fn new(vault: &inkbox::Vault) -> Result<Self> {
        Self::new_from(vault, &mut Source::system())
    }

    pub(in crate::vault) fn new_from(vault: &inkbox::Vault, source: &mut Source) -> Result<Self> {
        if !vault.is_unlocked() {
            return Err(Error::Locked);
        }
        let mut review = Self { secrets: Vec::new(), identities: Vec::new(), problems: Vec::new() };
        let ids = vault.identity_records().iter().map(|record| record.id.to_ascii_lowercase());
        let mut granted: Granted = ids.map(|id| (id, Vec::new())).collect();
        for (place, entry) in (1..).zip(&vault.secret_records().0) {
            match entry {
                Entry::Record(record) => review.read_secret(vault, record, &mut granted, source)?,
                Entry::Odd(_) => review.list(Skipped::SecretEntry(place), None, no_secret()),
            }
        }
        for (place, entry) in (1..).zip(&vault.identity_records().0) {
            match entry {
                Entry::Record(record) => review.read_identity(record, &mut granted, source)?,
                Entry::Odd(_) => review.list(Skipped::IdentityEntry(place), None, no_identity()),
            }
        }
        Ok(review)
    }

    fn read_secret(
        &mut self,
        vault: &inkbox::Vault,
        record: &SecretRecord,
        granted: &mut Granted,
        source: &mut Source,
    ) -> Result<()> {
        let opened = vault.open(&record.id).and_then(|opened| convert(&opened.metadata, opened.payload, 0));
        let old_id = record.id.clone();
        let meta = match opened {
            Ok(values) => values.meta,
            Err(error) => {
                let name = record.name.as_deref().map(SecretText::from);
                self.list(Skipped::Secret(old_id), name, error);
                return Ok(());
            }
        };
        let times = [("created_at", &record.created_at), ("updated_at", &record.updated_at)];
        let no_times = times
            .into_iter()
            .filter(|(_, time)| time.as_deref().is_some_and(|time| milliseconds(time).is_none()));
        let names = ["description", "created_at", "updated_at", "access"];
        for name in others(&record.other, &names).chain(no_times.map(|(name, _)| name)) {
            self.list(Skipped::SecretMember(old_id.clone(), name), Some(meta.name.clone()), no_member(name));
        }
        for (place, entry) in (1..).zip(&record.access.0) {
            let readers = match entry {
                Entry::Record(rule) => granted.get_mut(&rule.identity_id.to_ascii_lowercase()),
                Entry::Odd(_) => None,
            };
            match readers {
                Some(readers) => readers.push(old_id.clone()),
                None => {
                    self.list(Skipped::Rule(old_id.clone(), place), Some(meta.name.clone()), no_reader());
                }
            }
        }
        let id =
            uuid(&old_id).map_or_else(|| SecretId::generate(source), |id| Ok(SecretId::from_bytes(id)))?;
        self.secrets.push(Reviewed { old_id, id, name: meta.name, secret_type: meta.secret_type });
        Ok(())
    }

    fn read_identity(
        &mut self,
        record: &IdentityRecord,
        granted: &mut Granted,
        source: &mut Source,
    ) -> Result<()> {
        let identity = Identity::from(record);
        let (old_id, handle) = (identity.id, SecretText::from(identity.agent_handle));
        if !is_short(handle.expose()) {
            self.list(Skipped::Identity(old_id), Some(handle), refused_new(Rule::Grant5.error()));
            return Ok(());
        }
        for name in others(&record.other, &["display_name", "status"]) {
            self.list(Skipped::IdentityMember(old_id.clone(), name), Some(handle.clone()), no_member(name));
        }
        self.identities.push(ReviewedIdentity {
            id: uuid(&old_id)
                .map_or_else(|| IdentityId::generate(source), |id| Ok(IdentityId::from_bytes(id)))?,
            secrets: granted.remove(&old_id.to_ascii_lowercase()).unwrap_or_default(),
            old_id,
            handle,
            name: identity.display_name.map(SecretText::from),
            paused: identity.status == IdentityStatus::Paused,
        });
        Ok(())
    }

    fn list(&mut self, what: Skipped, name: Option<SecretText>, error: Error) {
        self.problems.push(Problem { what, name, error });
    }
}

/// Which of the known members stand among the others, because they are not what they should be.
fn others(other: &Members, known: &[&'static str]) -> impl Iterator<Item = &'static str> {
    known.iter().copied().filter(|name| other.get(name).is_some_and(|json| json != "null"))
}

fn no_member(name: &str) -> Error {
    Error::Malformed(format!("its {name} is lossy or not of its kind").into())
}

fn no_reader() -> Error {
    Error::NotFound("there is no identity that this access rule names".into())
}

fn no_secret() -> Error {
    Error::Malformed("this entry has no id or one that another secret has".into())
}

fn no_identity() -> Error {
    Error::Malformed("this entry has no id or handle, or an id that another identity has".into())
}
