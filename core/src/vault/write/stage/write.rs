//! Writes what was planned.

use std::collections::BTreeMap;

use super::{Planned, PlannedGrants, Stage, Values};
use crate::{
    Error, Result,
    random::Source,
    vault::{
        Digest, IdentityId, SecretId,
        id::KeyId,
        keys::key::DataKey,
        objects::json::refused_new,
        objects::object::Object,
        objects::reader::counter,
        objects::record::{self, Lineage},
        objects::root::MAX_IDENTITIES,
        read::needs::Halt,
        rule::Rule,
        write::commit::Made,
    },
};

/// What is put together for storage.
#[derive(Debug, Default)]
struct Written {
    objects: Vec<Object>,
    /// The present record of each secret that changed; `None` if it goes.
    records: BTreeMap<SecretId, Option<Digest>>,
    /// The keys of the secrets that got one.
    keys: BTreeMap<SecretId, DataKey>,
}

impl Stage<'_> {
    /// Makes the objects, and what the root says. It draws at random, so that no attempt is like another.
    pub(in crate::vault) fn write(mut self, source: &mut Source) -> Result<Made> {
        let mut written = Written::default();
        for (id, planned) in std::mem::take(&mut self.secrets) {
            let record = match planned {
                Planned::Purged => None,
                Planned::New(values) => Some(self.write_new(id, &values, &mut written, source)?),
                Planned::Next { values, present, lineage, rekey, forget } => {
                    let next = self.next(&values, present, &lineage, forget)?;
                    Some(self.write_next(id, &values, next, rekey, &mut written, source)?)
                }
            };
            written.records.insert(id, record);
        }
        let mut state = self.vault.root.state().clone();
        let Written { mut objects, records, keys } = written;
        state.pages = self.write_pages(&records, &mut objects, source)?;
        state.identities.retain(|(id, _)| !self.gone.contains(id));
        let mut new_identities = Vec::new();
        for planned in std::mem::take(&mut self.created) {
            self.identities.insert(IdentityId::generate(source)?, planned);
        }
        for (id, planned) in std::mem::take(&mut self.identities) {
            if planned.new {
                new_identities.push(id);
            }
            if planned.new || (planned.changed && !self.gone.contains(&id)) {
                let grants = self.write_grants(id, planned, &keys, source)?;
                match state.identities.binary_search_by_key(&id, |(id, _)| *id) {
                    Ok(at) => {
                        if let Some((_, digest)) = state.identities.get_mut(at) {
                            *digest = grants.digest;
                        }
                    }
                    Err(at) => state.identities.insert(at, (id, grants.digest)),
                }
                objects.push(grants);
            }
        }
        if state.identities.len() > MAX_IDENTITIES {
            return Err(refused_new(Rule::Root3.about("identities")));
        }
        if let Some(slots) = self.slots {
            state.slots = slots;
        }
        Ok(Made {
            objects,
            draft: Some(self.draft),
            notes: self.notes,
            new_identities,
            granted: self.granted,
            ..Made::new(state, self.vault.key.clone(), self.vault.slot.clone())
        })
    }

    fn write_new(
        &self,
        id: SecretId,
        values: &Values,
        written: &mut Written,
        source: &mut Source,
    ) -> Result<Digest> {
        let key_id = KeyId::generate(source)?;
        let lineage = Lineage { key_id, since: 1, revision: 1, previous: Digest::NONE, history: 0 };
        self.write_record(id, values, &lineage, written, source)
    }

    /// The lineage of the next revision, under the same key (REC-6, REC-9).
    fn next(&self, values: &Values, present: Digest, lineage: &Lineage, forget: bool) -> Result<Lineage> {
        let revision = counter(lineage.revision.saturating_add(1)).map_err(refused_new)?;
        // Nobody has to look at what lost if it is gone.
        let oldest = values.meta.conflicts.first().copied().unwrap_or(revision);
        let in_conflict = u32::try_from(revision.saturating_sub(oldest)).unwrap_or(u32::MAX);
        let kept = if forget { 0 } else { self.draft.kept.max(in_conflict) };
        let history = lineage.history.saturating_add(1).min(kept);
        let previous = if history == 0 { Digest::NONE } else { present };
        Ok(Lineage { revision, previous, history, ..*lineage })
    }

    fn write_next(
        &self,
        id: SecretId,
        values: &Values,
        mut lineage: Lineage,
        rekey: bool,
        written: &mut Written,
        source: &mut Source,
    ) -> Result<Digest> {
        if rekey {
            lineage.key_id = KeyId::generate(source)?;
            lineage.since = lineage.revision;
        }
        self.write_record(id, values, &lineage, written, source)
    }

    fn write_record(
        &self,
        id: SecretId,
        values: &Values,
        lineage: &Lineage,
        written: &mut Written,
        source: &mut Source,
    ) -> Result<Digest> {
        let key = self.vault.data_key(id, lineage)?;
        let record = record::seal(lineage, &key, &values.meta, &values.payload, source)?;
        let digest = record.digest;
        written.objects.push(record);
        written.keys.insert(id, key);
        Ok(digest)
    }

    /// The grants with the keys of all that may be read.
    fn write_grants(
        &self,
        id: IdentityId,
        planned: PlannedGrants,
        keys: &BTreeMap<SecretId, DataKey>,
        source: &mut Source,
    ) -> Result<Object> {
        let PlannedGrants { mut grants, readable, .. } = planned;
        let key = |secret: &SecretId| match keys.get(secret).or_else(|| grants.key(secret)) {
            Some(key) => Ok(key.clone()),
            None => self.present_key(*secret),
        };
        grants.keys = readable.iter().map(key).collect::<Result<_>>()?;
        grants.seal(&self.vault.key.identity_key(id)?.grants_key()?, source)
    }

    /// The key of a secret that the commit does not change. Its record was read when that was planned.
    fn present_key(&self, secret: SecretId) -> Result<DataKey> {
        match self.lineage(&secret) {
            Ok(Some(lineage)) => self.vault.data_key(secret, &lineage),
            Ok(None) | Err(Halt::Needs) => Err(Error::NotFound("there is no such secret".into())),
            Err(Halt::Refused(error)) => Err(error),
        }
    }
}
