//! [`Device`]: an owner's device. What it keeps survives a crash, as the caller of the core is told to keep it;
//! everything else is lost. A step does one thing, so that everything can happen between any two.

mod committing;
mod rescue;
mod upkeep;

use super::{
    look,
    plan::Plan,
    world::{DAY, World},
};
use crate::{
    Error, Result,
    vault::{Commit, DeviceMemory, Draft, LockedVault, SecretId, Vault},
};

pub(super) struct Device {
    /// Its number for storage.
    client: usize,
    /// Its number in history.
    number: usize,
    /// The bytes that it keeps.
    kept: Option<Vec<u8>>,
    /// What it has in its memory: gone after a crash.
    vault: Option<Vault>,
    looked_at: i64,
    work: Work,
}

/// Where it is in a commit.
enum Work {
    Nothing,
    /// Sealed, and nothing of it left the device.
    Sealed(Box<Commit>, Plan),
    /// What it has to remember before the swap is kept; so many objects are put.
    Putting(Box<Commit>, Plan, usize),
    /// Everything is put.
    Swapping(Box<Commit>, Plan),
    /// Storage refused, or nobody knows.
    Asking(Box<Commit>, Plan),
    /// Storage said yes.
    Accepted(Box<Commit>, Plan),
    /// Another was first.
    Lost(Box<Draft>, Plan),
}

impl Device {
    pub(super) fn new(client: usize) -> Self {
        Self { client, number: client, kept: None, vault: None, looked_at: 0, work: Work::Nothing }
    }

    pub(super) fn step(&mut self, world: &mut World) {
        if world.dice.percent(6) {
            return self.crash(world);
        }
        match std::mem::replace(&mut self.work, Work::Nothing) {
            Work::Nothing => self.idle(world),
            Work::Sealed(commit, plan) => {
                self.keep(world, commit.device_memory());
                self.work = Work::Putting(commit, plan, 0);
            }
            Work::Putting(commit, plan, put) => self.put(world, commit, plan, put),
            Work::Swapping(commit, plan) => self.swap(world, commit, plan),
            Work::Asking(commit, plan) => self.ask(world, commit, plan),
            Work::Accepted(commit, plan) => self.finish(world, commit.accepted(), &plan),
            Work::Lost(draft, plan) => {
                // Some give their changes up; the next draft tells the core.
                if !world.dice.percent(10) {
                    self.seal(world, &draft, plan);
                }
            }
        }
    }

    fn crash(&mut self, world: &mut World) {
        world.log(|| format!("device {}: crashes", self.number));
        world.tally.crashes += 1;
        if !matches!(self.work, Work::Nothing) {
            world.tally.given_up += 1;
        }
        self.vault = None;
        self.work = Work::Nothing;
        if world.dice.percent(5) {
            // It loses what it keeps too, and may be given a checkpoint instead.
            let old = self.kept.take().map(|kept| DeviceMemory::from_bytes(&kept).unwrap());
            let checkpoint = old.and_then(|memory| memory.checkpoint()).filter(|_| world.dice.percent(50));
            self.kept = checkpoint.map(|checkpoint| DeviceMemory::of_checkpoint(checkpoint).to_bytes());
            self.number = world.devices_ever;
            world.devices_ever += 1;
        }
    }

    /// Makes a memory durable.
    fn keep(&mut self, world: &World, memory: &DeviceMemory) {
        self.kept = Some(world.check_memory(self.kept.as_ref(), memory));
    }

    fn memory(&self) -> Option<DeviceMemory> {
        self.kept.as_ref().map(|kept| DeviceMemory::from_bytes(kept).unwrap())
    }

    fn idle(&mut self, world: &mut World) {
        let stale = world.now - self.looked_at > DAY;
        if self.vault.is_none() || stale || world.dice.percent(30) {
            return self.look(world);
        }
        let vault = self.vault.clone().expect("it has one");
        match world.dice.below(100) {
            0..=2 => self.collect_garbage(world),
            3..=4 => self.change_vault_key(world, vault),
            5..=8 => self.rotate(world, vault),
            9..=10 => self.recover(world),
            11..=18 => {
                // It reads at the root that it knows.
                if !look::at_some(world, self.client, &vault) {
                    self.vault = None;
                }
            }
            _ => {
                let node = world.history.node_of(vault.root.digest());
                let (content, number) = (world.content(node), world.new_plan());
                let id = SecretId::generate(&mut world.source).unwrap();
                let plan = Plan::drawn(number, &mut world.dice, &mut world.numbers, &content, id);
                self.seal(world, &plan.draft(), plan);
            }
        }
    }

    /// Reads the root, and then something of what hangs below it.
    fn look(&mut self, world: &mut World) {
        let Some(root) = world.storage.root(self.client, &mut world.dice) else { return };
        let refreshed = match &self.vault {
            Some(vault) => vault.refresh(root.clone()),
            None => Err(Error::Locked),
        };
        let opened = match refreshed {
            Err(Error::Locked) => self.unlock(world, root.clone(), self.memory()),
            other => other,
        };
        match opened {
            Ok(vault) => {
                self.keep(world, vault.device_memory());
                world.log(|| {
                    let node = world.history.node_of(vault.root.digest());
                    format!("device {}: looks at {node}", self.number)
                });
                self.looked_at = world.now;
                world.tally.looks += 1;
                self.vault = Some(vault.clone()).filter(|vault| look::at_some(world, self.client, vault));
            }
            Err(error) => {
                world.alarm("a look", &error);
                if matches!(error, Error::RolledBack(_) | Error::Forked(_)) && world.dice.percent(10) {
                    self.accept_rollback(world, root);
                }
            }
        }
    }

    /// The user tries every vault key that there ever was.
    fn unlock(&self, world: &World, root: Vec<u8>, memory: Option<DeviceMemory>) -> Result<Vault> {
        Self::unlock_locked(world, &LockedVault::parse(root, memory)?)
    }

    fn unlock_locked(world: &World, locked: &LockedVault) -> Result<Vault> {
        for (epoch, handle) in world.handles.iter().rev() {
            match locked.unlock_with(handle) {
                Err(Error::WrongVaultKey) => {}
                Ok(vault) => {
                    assert_eq!(vault.root.state().epoch, *epoch, "an old vault key opens a rotated vault");
                    return Ok(vault);
                }
                Err(error) => return Err(error),
            }
        }
        Err(Error::WrongVaultKey)
    }
}
