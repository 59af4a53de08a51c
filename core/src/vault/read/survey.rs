//! [`Survey`]: everything that a root reaches, read whole.

use crate::vault::{
    Digest, IdentityId, Objects, SecretId, Step, Vault, keys::key::RootKey, objects::grants::Grants,
    objects::record::Head, read::needs::Halt, read::record_keys::Keys, read::tree::Tree,
    write::stage::Values,
};
use crate::{Error, Result};

/// An object that is damaged or missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedObject {
    /// Its name.
    pub name: Digest,
    /// What it should hold.
    pub holds: Holds,
    /// What is wrong with it.
    pub error: Error,
}

/// What an object holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Which secrets there are, or some of them.
    Page,
    /// A secret as it is. Without it its history cannot be found either.
    Present(SecretId),
    /// An older record of a secret. Without it those before it cannot be found either.
    Older(SecretId),
    /// What an identity may read, and who it is.
    Grants(IdentityId),
}

/// A record that was found.
#[derive(Debug)]
pub(in crate::vault) struct Sealed<'o> {
    pub(in crate::vault) name: Digest,
    pub(in crate::vault) head: Head<'o>,
    payload: &'o [u8],
}

/// All that a root reaches, as far as it is there.
#[derive(Debug, Default)]
pub(in crate::vault) struct Survey<'o> {
    /// The secrets with their records, the present one first.
    pub(in crate::vault) secrets: Vec<(SecretId, Vec<Sealed<'o>>)>,
    pub(in crate::vault) identities: Vec<(IdentityId, Grants)>,
    /// The names of all objects.
    pub(in crate::vault) names: Vec<Digest>,
    pub(in crate::vault) damaged: Vec<DamagedObject>,
}

impl<'o> Survey<'o> {
    /// Reads everything. What is missing yet is noted in the tree.
    pub(in crate::vault) fn new(tree: &Tree<'o>, key: &RootKey) -> Result<Self> {
        let mut survey = Self::default();
        for (at, name) in tree.state.pages.iter().enumerate().filter(|(_, name)| !name.is_none()) {
            survey.names.push(*name);
            match tree.page(at) {
                Ok(page) => {
                    for (id, present) in &page.entries {
                        survey.read_records(tree, *id, *present);
                    }
                }
                Err(halt) => survey.note(*name, Holds::Page, halt),
            }
        }
        for (id, name) in &tree.state.identities {
            survey.names.push(*name);
            match tree.grants(id, &key.identity_key(*id)?.grants_key()?) {
                Ok(grants) => survey.identities.push((*id, grants)),
                Err(halt) => survey.note(*name, Holds::Grants(*id), halt),
            }
        }
        Ok(survey)
    }

    /// Walks along the records of a secret as far as the present one says that they are kept (REC-8).
    fn read_records(&mut self, tree: &Tree<'o>, id: SecretId, present: Digest) {
        let mut records: Vec<Sealed<'o>> = Vec::new();
        let mut next = Some((present, None));
        while let Some((name, older)) = next.take() {
            self.names.push(name);
            let found = tree.record(&id, &name).and_then(|(head, payload)| {
                if let Some(newer) = records.last() {
                    newer.head.lineage.check_follows(&head.lineage)?;
                }
                Ok(Sealed { name, head, payload })
            });
            match found {
                Ok(record) => {
                    let lineage = record.head.lineage;
                    let older: u32 = older.unwrap_or(lineage.history);
                    next = older.checked_sub(1).map(|older| (lineage.previous, Some(older)));
                    records.push(record);
                }
                Err(halt) => self.note(name, holds(id, records.len()), halt),
            }
        }
        self.secrets.push((id, records));
    }

    fn note(&mut self, name: Digest, holds: Holds, halt: Halt) {
        if let Halt::Refused(error) = halt {
            self.damaged.push(DamagedObject { name, holds, error });
        }
    }

    /// Opens the records of a secret, the present one first, as far as they open.
    pub(in crate::vault) fn open(
        damaged: &mut Vec<DamagedObject>,
        id: SecretId,
        records: &[Sealed<'_>],
        key: &RootKey,
    ) -> Vec<Values> {
        let mut opened = Vec::with_capacity(records.len());
        for record in records {
            match record.open(id, key) {
                Ok(values) => opened.push(values),
                Err(error) => {
                    let holds = holds(id, opened.len());
                    damaged.push(DamagedObject { name: record.name, holds, error });
                    break;
                }
            }
        }
        opened
    }
}

fn holds(id: SecretId, newer: usize) -> Holds {
    if newer == 0 { Holds::Present(id) } else { Holds::Older(id) }
}

impl Sealed<'_> {
    fn open(&self, id: SecretId, key: &RootKey) -> Result<Values> {
        let key = key.of_record(id, &self.head.lineage)?;
        let (meta, payload) = self.head.open(&key, self.payload)?;
        Ok(Values { meta, payload })
    }
}

impl Vault {
    /// Reads and opens everything, kept history and grants too, and says what is damaged. It needs all objects
    /// at once.
    ///
    /// # Errors
    /// None for what is damaged.
    pub fn verify(&self, objects: &Objects) -> Result<Step<Vec<DamagedObject>>> {
        let tree = self.tree(objects);
        let mut survey = Survey::new(&tree, &self.key)?;
        if !tree.lookup.lacks() {
            for (id, records) in &survey.secrets {
                Survey::open(&mut survey.damaged, *id, records, &self.key);
            }
        }
        tree.lookup.step(Ok(survey.damaged))
    }
}
