//! A device commits: every step of it can be the last one before a crash.

use super::{Device, Work};
use crate::{
    Error,
    vault::{
        Accepted, Commit, Draft, Note, Settled,
        tests::simulator::{
            look,
            plan::{Kind, Plan},
            storage::Answer,
            world::{Outcome, World},
        },
    },
};

impl Device {
    pub(super) fn seal(&mut self, world: &mut World, draft: &Draft, plan: Plan) {
        let Some(mut vault) = self.vault.take() else { return };
        let now = world.now;
        let again = plan.is_made_again();
        let root = vault.root().to_vec();
        let sealed =
            world.run(self.client, &root, |objects, source| vault.seal_from(draft, objects, now, source));
        self.vault = Some(vault);
        match sealed {
            Outcome::Done(commit) => {
                world.tally.made_again += u64::from(again);
                self.made(world, commit, plan);
            }
            Outcome::Overtaken => self.vault = None,
            Outcome::Refused(error) => {
                world.log(|| format!("device {}: refused: {error}", self.number));
                // What a plan wants may contradict itself, but not only when it is made again.
                let wrong = ["not_found", "invalid_input", "conflict"].contains(&error.code());
                if again || !wrong {
                    world.alarm("a seal", &error);
                }
            }
        }
    }

    /// Takes in what was sealed: what should come of it is compared with what does.
    pub(super) fn made(&mut self, world: &mut World, commit: Commit, mut plan: Plan) {
        let node = world.history.observe(&commit, &mut plan, self.number);
        world.log(|| {
            let parent = world.history.nodes[node].parent;
            format!("device {}: seals {node} on {parent:?}: {plan:?}, {:?}", self.number, commit.notes())
        });
        look::at_all(world, &commit.vault, node);
        world.tally.sealed += 1;
        world.tally.conflicts +=
            u64::try_from(commit.notes().iter().filter(|note| matches!(note, Note::Conflict { .. })).count())
                .unwrap();
        if plan.kind != Kind::Draft {
            // It is the user who knows the new vault key.
            let epoch = commit.vault.root.state().epoch;
            world.handles.extend(commit.vault.slot_key().cloned().map(|handle| (epoch, handle)));
        }
        self.work = Work::Sealed(Box::new(commit), plan);
    }

    pub(super) fn put(&mut self, world: &mut World, commit: Box<Commit>, plan: Plan, mut put: usize) {
        let next = 1 + world.dice.below(4);
        for (name, bytes) in commit.objects().skip(put).take(next) {
            if !world.storage.put(*name, bytes, world.now, &mut world.dice) {
                break;
            }
            world.history.stored.insert(*name);
            put += 1;
        }
        self.work = if put == commit.objects().len() {
            Work::Swapping(commit, plan)
        } else {
            Work::Putting(commit, plan, put)
        };
    }

    pub(super) fn swap(&mut self, world: &mut World, commit: Box<Commit>, plan: Plan) {
        if !commit.is_fresh(world.now) {
            // Its objects are too old: they are made anew (GARBAGE-2).
            if let Some(draft) = commit.draft() {
                self.seal(world, draft, plan);
            }
            return;
        }
        let node = world.history.node_of(commit.vault.root.digest());
        world.history.nodes[node].swapped = true;
        let expected = commit.expected().expect("a root that was read");
        let answer = world.storage.swap(self.client, expected, commit.root(), world.now, &mut world.dice);
        world.log(|| format!("device {}: swap: {answer:?}", self.number));
        self.work = match answer {
            Answer::Swapped => Work::Accepted(commit, plan),
            Answer::Refused | Answer::Unclear => Work::Asking(commit, plan),
        };
    }

    pub(super) fn ask(&mut self, world: &mut World, commit: Box<Commit>, plan: Plan) {
        let root = world.storage.root(self.client, &mut world.dice);
        let settled = match (commit.read_back(root.clone()), root) {
            (Err(Error::Locked | Error::WrongVaultKey), Some(root)) => {
                let opened = self.unlock(world, root, Some(commit.device_memory().clone()));
                opened.map(|vault| commit.settle(vault))
            }
            (settled, _) => settled,
        };
        match settled {
            Ok(settled) => self.settled(world, settled, commit, plan),
            Err(error) => {
                world.alarm("reading back", &error);
                // It asks again, or gives up after a while.
                if !world.dice.percent(25) {
                    self.work = Work::Asking(commit, plan);
                }
            }
        }
    }

    fn settled(&mut self, world: &mut World, settled: Settled, commit: Box<Commit>, plan: Plan) {
        match settled {
            Settled::Committed(accepted) => self.finish(world, accepted, &plan),
            Settled::TryAgain => self.work = Work::Swapping(commit, plan),
            Settled::Lost { draft, vault } => {
                let node = world.history.node_of(vault.root.digest());
                world.log(|| format!("device {}: lost to {node}", self.number));
                assert!(!world.history.plans(node).contains(&plan.number), "what stands is done again");
                self.keep(world, vault.device_memory());
                self.looked_at = world.now;
                self.vault = Some(vault);
                self.work = Work::Lost(Box::new(draft), plan);
            }
            // It is done anew after another look, if the user still wants it.
            Settled::Anew => self.vault = None,
        }
    }

    pub(super) fn finish(&mut self, world: &mut World, accepted: Accepted, plan: &Plan) {
        let Accepted { vault, shown, replaced } = accepted;
        let node = world.history.node_of(vault.root.digest());
        world.log(|| format!("device {}: committed at {node}", self.number));
        assert!(world.history.plans(node).contains(&plan.number), "what was lost is called committed");
        self.keep(world, vault.device_memory());
        world.tally.committed += 1;
        world.tally.rotations += u64::from(plan.kind == Kind::Rotate);
        world.tally.recovered += u64::from(plan.kind == Kind::Recover);
        world.tally.revokes += u64::from(plan.takes_away());
        world.tokens.extend(shown.tokens);
        let made = world.history.chain(node).find(|at| world.history.nodes[*at].plan == Some(plan.number));
        let epoch = world.content(made.expect("it is there")).epoch;
        world.codes.extend(shown.recovery_codes.into_iter().map(|code| (epoch, code)));
        if world.dice.percent(50) {
            // ROTATE-7.
            for name in &replaced {
                world.storage.objects.remove(name);
            }
        }
        self.vault = Some(vault);
    }
}
