//! What an owner does beside changing secrets: another vault key, a rotation, the garbage.

use super::Device;
use crate::{
    kdf::{Argon2Params, KdfMemory},
    vault::{
        Rotation, Vault,
        tests::simulator::{
            plan::{Kind, Plan},
            world::{DAY, Outcome, World},
        },
    },
};

impl Device {
    pub(super) fn change_vault_key(&mut self, world: &mut World, mut vault: Vault) {
        let plan = Plan::new(world.new_plan(), Kind::ChangeVaultKey);
        let key = world.new_vault_key();
        let (cost, now) = (Argon2Params::FORMAT_1, world.now);
        let memory = &mut KdfMemory::new();
        let root = vault.root().to_vec();
        let changed = world.run(self.client, &root, |objects, source| {
            vault.change_vault_key_from(key.as_bytes(), &cost, objects, memory, now, source)
        });
        self.vault = Some(vault);
        match changed {
            Outcome::Done(commit) => self.made(world, commit, plan),
            Outcome::Overtaken => self.vault = None,
            // The slot that it was opened with was replaced by another device.
            Outcome::Refused(error) if error.code() == "not_found" => {}
            Outcome::Refused(error) => world.alarm("a change of the vault key", &error),
        }
    }

    pub(super) fn rotate(&mut self, world: &mut World, mut vault: Vault) {
        let plan = Plan::new(world.new_plan(), Kind::Rotate);
        let (key, now) = (world.new_vault_key(), world.now);
        let rotation = Rotation { vault_key: key.as_bytes(), cost: Argon2Params::FORMAT_1, dropped: &[] };
        let memory = &mut KdfMemory::new();
        let root = vault.root().to_vec();
        let rotated = world.run(self.client, &root, |objects, source| {
            vault.rotate_from(&rotation, objects, memory, now, source)
        });
        self.vault = Some(vault);
        match rotated {
            Outcome::Done(commit) => self.made(world, commit, plan),
            Outcome::Overtaken => self.vault = None,
            Outcome::Refused(error) => world.alarm("a rotation", &error),
        }
    }

    /// GARBAGE-1, as an honest device does it.
    pub(super) fn collect_garbage(&mut self, world: &mut World) {
        let old = |(_, put_at): &(Vec<u8>, i64)| world.now - put_at >= 7 * DAY;
        let listed: Vec<_> =
            world.storage.objects.iter().filter(|(_, put)| old(put)).map(|(name, _)| *name).collect();
        self.vault = None;
        self.look(world);
        let Some(vault) = self.vault.clone() else { return };
        match world.run(self.client, vault.root(), |objects, _| vault.reachable(objects)) {
            Outcome::Done(reachable) => {
                for name in listed.iter().filter(|name| !reachable.contains(name)) {
                    world.storage.objects.remove(name);
                }
            }
            Outcome::Overtaken => self.vault = None,
            Outcome::Refused(error) => world.alarm("garbage", &error),
        }
    }
}
