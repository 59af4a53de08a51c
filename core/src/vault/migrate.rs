//! From format 1 to format 2 (FORMAT-2.md, "Migration").

mod compare;
mod convert;
mod problem;
mod review;
mod reviewed;

use std::collections::{BTreeMap, BTreeSet};

use crate::vault::{
    Commit, Digest, VaultId, id::KeyId, keys::key::RootKey, keys::vault_key, objects::record::Lineage,
    rule::Rule, write::commit::Made, write::create::empty, write::openers::NewSlots, write::rebuild::Rebuild,
};
use crate::{
    Error, Result, inkbox,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
};

pub use problem::{Problem, Skipped};
pub use review::Review;
pub use reviewed::{Reviewed, ReviewedIdentity};

impl Review {
    /// The commit of a new vault, which has all that is not skipped: secrets at their first revision, and
    /// identities with their grants. `skipped` names every [`Problem`] by its `what`, and whatever other secrets and
    /// identities are not to be kept; anything else that it names makes no difference. Recovery codes and tokens are
    /// [shown](crate::vault::Shown) when it is committed.
    ///
    /// Two Argon2id: whether the vault key is the old one, and that of the new vault.
    ///
    /// # Errors
    /// `invalid_input` if the vault key is the old one or an old recovery code (MIGRATE-2) or if a problem is
    /// not named as skipped (MIGRATE-4); `conflict` if the old vault is not as it was reviewed; `locked`, and
    /// those of [`Vault::create`](crate::vault::Vault::create).
    pub fn migrate(
        &self,
        vault: &inkbox::Vault,
        vault_key: &[u8],
        cost: &Argon2Params,
        skipped: &[Skipped],
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Commit> {
        self.migrate_from(vault, vault_key, cost, skipped, memory, now, &mut Source::system())
    }

    #[allow(clippy::too_many_arguments)] // one more than `migrate`, for tests
    pub(in crate::vault) fn migrate_from(
        &self,
        vault: &inkbox::Vault,
        vault_key: &[u8],
        cost: &Argon2Params,
        skipped: &[Skipped],
        memory: &mut KdfMemory,
        now: i64,
        source: &mut Source,
    ) -> Result<Commit> {
        let named: BTreeSet<_> = skipped.iter().collect();
        if self.problems.iter().any(|problem| !named.contains(&problem.what)) {
            return Err(Rule::Migrate4.error());
        }
        if Self::new(vault)?.problems != self.problems {
            return Err(changed());
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
        let gone: BTreeSet<_> = skipped.iter().filter_map(Skipped::identity).collect();
        let identities: BTreeMap<_, _> = self
            .identities
            .iter()
            .filter(|identity| !gone.contains(identity.old_id.as_str()))
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

    /// The secrets that are not skipped.
    fn kept<'a>(&'a self, skipped: &'a [Skipped]) -> impl Iterator<Item = &'a Reviewed> {
        let gone: BTreeSet<_> = skipped.iter().filter_map(Skipped::secret).collect();
        self.secrets.iter().filter(move |reviewed| !gone.contains(reviewed.old_id.as_str()))
    }
}

/// Fails with MIGRATE-2 if a vault of format 1 has this vault key, as it is typed or as format 2 takes it.
fn check_is_another(vault: &inkbox::Vault, vault_key: &[u8], memory: &mut KdfMemory) -> Result<()> {
    let normalized = vault_key::normalize(vault_key)?;
    let is_old = vault.has_vault_key(vault_key, memory)?
        || (normalized.as_bytes() != vault_key && vault.has_vault_key(normalized.as_bytes(), memory)?);
    if is_old { Err(Rule::Migrate2.error()) } else { Ok(()) }
}

fn changed() -> Error {
    Error::Conflict("the old vault has changed since it was reviewed".into())
}
