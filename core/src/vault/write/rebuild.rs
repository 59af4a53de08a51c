//! [`Rebuild`]: all objects of a vault made anew, by a rotation or migration.

use std::collections::BTreeMap;

use crate::vault::{
    IdentityId, SecretId,
    id::Digest,
    keys::key::{DataKey, RootKey},
    objects::grants::Grants,
    objects::json::refused_new,
    objects::object::Object,
    objects::page::{self, Page},
    objects::record::{self, Lineage},
    objects::root::MAX_IDENTITIES,
    rule::Rule,
    write::stage::Values,
};
use crate::{Result, random::Source};

/// The objects of a vault under a new root key.
#[derive(Debug)]
pub(in crate::vault) struct Rebuild<'k> {
    key: &'k RootKey,
    pub(in crate::vault) objects: Vec<Object>,
    /// The present record of each secret and its key.
    present: BTreeMap<SecretId, (Digest, DataKey)>,
    pub(in crate::vault) identities: Vec<(IdentityId, Digest)>,
}

impl<'k> Rebuild<'k> {
    pub(in crate::vault) fn new(key: &'k RootKey) -> Self {
        Self { key, objects: Vec::new(), present: BTreeMap::new(), identities: Vec::new() }
    }

    /// Seals the revisions of a secret, the oldest first. Of their lineages the key id, since and revision
    /// stay (ROTATE-4).
    pub(in crate::vault) fn add(
        &mut self,
        secret: SecretId,
        revisions: impl IntoIterator<Item = (Lineage, Values)>,
        source: &mut Source,
    ) -> Result<()> {
        let (mut previous, mut history) = (Digest::NONE, 0_u32);
        for (old, mut values) in revisions {
            let lineage = Lineage { previous, history, ..old };
            values.meta.conflicts.retain(|revision| lineage.keeps(*revision));
            let key = self.key.data_key(secret, &lineage.key_id)?;
            let record = record::seal(&lineage, &key, &values.meta, &values.payload, source)?;
            previous = record.digest;
            history = history.saturating_add(1);
            self.objects.push(record);
            self.present.insert(secret, (previous, key));
        }
        Ok(())
    }

    /// The key of a secret as it is now.
    pub(in crate::vault) fn key(&self, secret: &SecretId) -> Option<&DataKey> {
        self.present.get(secret).map(|(_, key)| key)
    }

    /// Seals the grants of an identity. The ids ascend from call to call.
    pub(in crate::vault) fn grant(
        &mut self,
        id: IdentityId,
        grants: &Grants,
        source: &mut Source,
    ) -> Result<()> {
        if self.identities.len() >= MAX_IDENTITIES {
            return Err(refused_new(Rule::Root3.about("identities")));
        }
        let object = grants.seal(&self.key.identity_key(id)?.grants_key()?, source)?;
        self.identities.push((id, object.digest));
        self.objects.push(object);
        Ok(())
    }

    /// Makes the pages, and gives the digests of all.
    pub(in crate::vault) fn pages(&mut self, least_bits: u32, source: &mut Source) -> Result<Vec<Digest>> {
        let ids: Vec<SecretId> = self.present.keys().copied().collect();
        let bits = page::bits_for(&ids, least_bits);
        let mut pages = vec![Page::default(); 1_usize.checked_shl(bits).unwrap_or_default()];
        for (id, (record, _)) in &self.present {
            if let Some(page) = pages.get_mut(page::place(id, bits)) {
                page.entries.push((*id, *record));
            }
        }
        let mut digests = Vec::with_capacity(pages.len());
        for page in pages {
            let object = page.encode(self.key.vault(), source)?;
            digests.push(object.as_ref().map_or(Digest::NONE, |object| object.digest));
            self.objects.extend(object);
        }
        Ok(digests)
    }
}
