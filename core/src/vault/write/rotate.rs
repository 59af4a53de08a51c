//! `rotate`: a new root key, and everything sealed anew (FORMAT-2.md, "Vault key, rotation").

use std::{collections::HashSet, fmt};

use crate::vault::{
    Commit, Digest, Note, Objects, Step, Vault,
    keys::key::{DataKey, RootKey},
    keys::vault_key,
    objects::grants::Grants,
    objects::json::refused_new,
    objects::reader::counter,
    objects::root::{State, UncheckedRoot},
    read::record_keys::Keys,
    read::survey::Survey,
    rule::Rule,
    write::commit::Made,
    write::openers::NewSlots,
    write::rebuild::Rebuild,
};
use crate::{
    Error, Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

/// How a vault is to be rotated. The printed form does not show the vault key.
pub struct Rotation<'a> {
    /// The new vault key, which is secret.
    pub vault_key: &'a [u8],
    /// What its derivation costs.
    pub cost: Argon2Params,
    /// Damaged objects, by their names, that are to be left out with what only they lead to.
    /// [`Vault::verify`] says which are damaged. Any other damage stops the rotation (ROTATE-6).
    pub dropped: &'a [Digest],
}

impl fmt::Debug for Rotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vault_key: _, cost, dropped } = self;
        f.debug_struct("Rotation").field("cost", cost).field("dropped", dropped).finish_non_exhaustive()
    }
}

impl Vault {
    /// Rotates the vault: from then on no old vault key, recovery code, token or root key opens it. It gets
    /// four new recovery codes, and every identity a new token, which are [shown](crate::vault::Shown) when it is
    /// committed. It needs all objects at once. If others are first, it is done anew.
    ///
    /// One Argon2id for the new vault key, and one for each that the vault has.
    ///
    /// # Errors
    /// `weak_vault_key`, `invalid_input` (also for a vault key that the vault has, ROTATE-3), those of the
    /// derivations, and what is wrong with the first damaged object that is not named as dropped.
    pub fn rotate(
        &mut self,
        rotation: &Rotation<'_>,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Step<Commit>> {
        self.rotate_from(rotation, objects, memory, now, &mut Source::system())
    }

    pub(in crate::vault) fn rotate_from(
        &mut self,
        rotation: &Rotation<'_>,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
        source: &mut Source,
    ) -> Result<Step<Commit>> {
        vault_key::check_new(rotation.vault_key)?;
        let tree = self.tree(objects);
        let survey = Survey::new(&tree, &self.key)?;
        if let Step::Needs(needs) = tree.lookup.step(Ok(()))? {
            return Ok(Step::Needs(needs));
        }
        let epoch = counter(self.key.epoch().saturating_add(1)).map_err(refused_new)?;
        let key = RootKey::generate(self.id(), epoch, source)?;
        let mut made = self.reseal(survey, &key, rotation.dropped, source)?;
        let old = UncheckedRoot::of(self.root.clone());
        match old.open_with_vault_key(rotation.vault_key, memory) {
            Ok(_) => return Err(Rule::Rotate3.error()),
            Err(Error::WrongVaultKey) => {}
            Err(error) => return Err(error),
        }
        let slots = NewSlots::generate(rotation.vault_key, &rotation.cost, &key, memory, source)?;
        made.state.slots = slots.slots;
        made.slot = Some(slots.handle);
        made.recovery_codes = slots.codes;
        Commit::new(Some(self), made, now, source).map(Step::Done)
    }

    /// Seals everything anew, but for what is damaged and named as dropped.
    fn reseal(
        &self,
        survey: Survey<'_>,
        key: &RootKey,
        dropped: &[Digest],
        source: &mut Source,
    ) -> Result<Made> {
        let Survey { secrets, identities, names, mut damaged } = survey;
        let mut rebuild = Rebuild::new(key);
        let mut old_keys = Vec::with_capacity(secrets.len());
        for (id, records) in &secrets {
            let opened = Survey::open(&mut damaged, *id, records, &self.key);
            if let Some(present) = records.first() {
                old_keys.push(self.key.of_record(*id, &present.head.lineage)?);
            }
            let lineages = records.iter().map(|record| record.head.lineage);
            let mut revisions: Vec<_> = lineages.zip(opened).collect();
            revisions.reverse();
            rebuild.add(*id, revisions, source)?;
        }
        let dropped: HashSet<&Digest> = dropped.iter().collect();
        if let Some(found) = damaged.iter().find(|found| !dropped.contains(&found.name)) {
            return Err(found.error.clone());
        }
        let mut notes = Vec::new();
        for (id, mut grants) in identities {
            let mut lost = Vec::new();
            grants.keys = renew(&grants, &old_keys, &rebuild, |secret| lost.push(secret));
            grants.paused.retain(|secret| rebuild.key(secret).is_some());
            notes.extend(lost.into_iter().map(|secret| Note::NotGranted { identity: id, secret }));
            rebuild.grant(id, &grants, source)?;
        }
        notes.extend(damaged.into_iter().map(Note::Dropped));
        let old = self.root.state();
        let pages = rebuild.pages(old.page_bits(), source)?;
        let Rebuild { objects, identities, .. } = rebuild;
        let new_identities = identities.iter().map(|(id, _)| *id).collect();
        let state = State { epoch: key.epoch(), identities, pages, ..old.clone() };
        Ok(Made { objects, notes, new_identities, replaced: names, ..Made::new(state, key.clone(), None) })
    }
}

/// The new keys of what was granted: of what the old ones open, so that no grant opens more than before.
fn renew(
    grants: &Grants,
    old_keys: &[DataKey],
    rebuild: &Rebuild<'_>,
    mut lost: impl FnMut(crate::vault::SecretId),
) -> Vec<DataKey> {
    let mut keys = Vec::with_capacity(grants.keys.len());
    for key in &grants.keys {
        let old = old_keys.binary_search_by_key(key.secret(), |old| *old.secret());
        let opens = old.ok().and_then(|at| old_keys.get(at)).is_some_and(|old| old.expose() == key.expose());
        match rebuild.key(key.secret()).filter(|_| opens) {
            Some(new) => keys.push(new.clone()),
            None => lost(*key.secret()),
        }
    }
    keys
}
