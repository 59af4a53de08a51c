//! What a user does in an emergency: takes a recovery code, or accepts a state that is not the one that was seen.

use super::Device;
use crate::{
    Error, Result,
    kdf::{Argon2Params, KdfMemory},
    vault::{
        LockedVault, Recovery, Rotation,
        tests::simulator::{
            look,
            plan::{Kind, Plan},
            world::{Outcome, World},
        },
    },
};

impl Device {
    /// The user tries every recovery code that was ever shown, and rotates with the one that opens.
    pub(super) fn recover(&mut self, world: &mut World) {
        let Some(root) = world.storage.root(self.client, &mut world.dice) else { return };
        let mut recovery = match self.with_a_code(world, root.clone()) {
            Ok(recovery) => recovery,
            // Nobody was shown the codes of the last rotation.
            Err(Error::WrongVaultKey) => return,
            Err(error) => return world.alarm("a recovery code", &error),
        };
        self.keep(world, recovery.device_memory());
        // The other vault value of this device must not seal any more.
        self.vault = None;
        let node = world.seen(&recovery.device_memory().memory).expect("it has seen a root");
        let content = world.content(node);
        world.log(|| format!("device {}: recovers at {node}", self.number));
        match world.run(self.client, &root, |objects, _| recovery.list(objects)) {
            Outcome::Done(listing) => look::check_listing(world, &content, &listing),
            Outcome::Overtaken => return,
            Outcome::Refused(error) => panic!("a listing says what is damaged: {error}"),
        }
        let plan = Plan::new(world.new_plan(), Kind::Recover);
        let (key, now) = (world.new_vault_key(), world.now);
        let rotation = Rotation { vault_key: key.as_bytes(), cost: Argon2Params::FORMAT_1, dropped: &[] };
        let memory = &mut KdfMemory::new();
        let rotated = world.run(self.client, &root, |objects, source| {
            recovery.0.rotate_from(&rotation, objects, memory, now, source)
        });
        match rotated {
            Outcome::Done(commit) => self.made(world, commit, plan),
            Outcome::Overtaken => {}
            Outcome::Refused(error) => world.alarm("a rotation with a recovery code", &error),
        }
    }

    fn with_a_code(&self, world: &World, root: Vec<u8>) -> Result<Recovery> {
        let locked = LockedVault::parse(root, self.memory())?;
        for (epoch, code) in world.codes.iter().rev() {
            match locked.recover(code) {
                Err(Error::WrongVaultKey) => {}
                Ok(recovery) => {
                    assert_eq!(locked.root.epoch(), *epoch, "an old recovery code opens a rotated vault");
                    return Ok(recovery);
                }
                Err(error) => return Err(error),
            }
        }
        Err(Error::WrongVaultKey)
    }

    /// The user was told that this is an older or another state, and wants it nevertheless (DEV-9).
    pub(super) fn accept_rollback(&mut self, world: &mut World, root: Vec<u8>) {
        let Some(memory) = self.memory() else { return };
        let seen = memory.checkpoint().map(|checkpoint| checkpoint.seq());
        let Ok(locked) = LockedVault::parse(root, Some(memory)) else { return };
        let shown = locked.seq();
        let Some(seen) = seen else { return };
        assert!(locked.clone().accept_rollback(seen + 1, shown).is_err(), "not what the user was told");
        assert!(locked.clone().accept_rollback(seen, shown + 1).is_err(), "not what the user was told");
        let locked = locked.accept_rollback(seen, shown).expect("the states that are remembered and shown");
        match Self::unlock_locked(world, &locked) {
            Ok(vault) => {
                // From now on it is a device that has seen this state and nothing else.
                let device = vault.device_memory();
                assert!(
                    device.memory.writer.is_none() && !device.is_committing(),
                    "it is the writer that it was"
                );
                self.kept = None;
                self.number = world.devices_ever;
                world.devices_ever += 1;
                self.keep(world, device);
                world.tally.overridden += 1;
                world.log(|| format!("device {}: accepts seq {shown} after {seen}", self.number));
                self.looked_at = world.now;
                self.vault = Some(vault);
            }
            Err(error) => world.alarm("an override", &error),
        }
    }
}
