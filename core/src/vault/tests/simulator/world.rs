//! [`World`]: one run. A vault, its storage, devices and agents, of which chance lets one take a step at a time.

use std::rc::Rc;

use super::{
    agent::AgentDevice,
    device::Device,
    dice::Dice,
    history::History,
    knowledge,
    model::Content,
    plan::Numbers,
    storage::{Manner, Storage},
    tally::Tally,
};
use crate::{
    Error, Result,
    kdf::Argon2Params,
    random::Source,
    vault::{
        AgentToken, Digest, IdentityId, Need, Objects, RecoveryCode, SlotKeyHandle, Step, Vault, VaultId,
        device::memory::DeviceMemory,
        device::seen::{Memory, Seen},
        id::WriterId,
        keys::key::{RootKey, SlotKey},
        objects::slot::{Opener, Parameters, Slot},
        write::create,
    },
};

const OWNERS: usize = 3;
const AGENTS: usize = 4;
const START: i64 = 1_795_000_000_000;
const HOUR: i64 = 60 * 60 * 1000;
pub(super) const DAY: i64 = 24 * HOUR;

/// What came of an operation.
pub(super) enum Outcome<T> {
    Done(T),
    Refused(Error),
    /// Another root stands by now, and storage need not have what the older one names.
    Overtaken,
}

pub(super) struct World {
    pub(super) dice: Dice,
    pub(super) numbers: Numbers,
    pub(super) source: Source,
    pub(super) storage: Storage,
    pub(super) history: History,
    pub(super) now: i64,
    /// What the user can unlock the vault with, the newest last: a person who remembers every vault key. Each with
    /// the epoch that it is of.
    pub(super) handles: Vec<(u64, SlotKeyHandle)>,
    /// Every recovery code that was ever shown, each with its epoch.
    pub(super) codes: Vec<(u64, RecoveryCode)>,
    /// Every token that was ever shown.
    pub(super) tokens: Vec<AgentToken>,
    pub(super) plans: u32,
    /// How many devices there were: one that loses its memory is another one from then on.
    pub(super) devices_ever: usize,
    pub(super) vault_keys: usize,
    pub(super) tally: Tally,
    trace: bool,
}

/// Runs one seed. Panics if a promise is broken.
pub(super) fn run(seed: u64, trace: bool) -> Tally {
    let mut dice = Dice::new(seed);
    let manner =
        [Manner::Prompt, Manner::Slow, Manner::Slow, Manner::Hostile, Manner::Hostile, Manner::Hostile]
            [dice.below(6)];
    let mut source = Source::fixed(format!("inkseal/2 simulator {seed}"));
    let (vault, code) = first_vault(&mut dice, &mut source);
    let mut world = World {
        storage: Storage::new(manner, vault.root().to_vec()),
        history: History::begin(&vault),
        dice,
        numbers: Numbers::default(),
        source,
        now: START,
        handles: vault.slot_key().cloned().into_iter().map(|handle| (1, handle)).collect(),
        codes: vec![(1, code)],
        tokens: Vec::new(),
        plans: 0,
        devices_ever: OWNERS,
        vault_keys: 0,
        tally: Tally::default(),
        trace,
    };
    world.log(|| format!("seed {seed}: {manner:?}"));
    world.live();
    world.tally
}

/// A vault without secrets, made without a derivation. In some runs it has had nearly as many writers as a root
/// can name.
fn first_vault(dice: &mut Dice, source: &mut Source) -> (Vault, RecoveryCode) {
    let key = RootKey::generate(VaultId::generate(source).unwrap(), 1, source).unwrap();
    let parameters = Parameters::generate(Opener::VaultKey(Argon2Params::FORMAT_1), source).unwrap();
    let slot_key = SlotKey::derive(|key| source.fill(key)).unwrap();
    let slot = Slot::seal(parameters, &slot_key, &key, source).unwrap();
    let handle = SlotKeyHandle { slot: slot.id, key: slot_key };
    let code = RecoveryCode::generate_from(source).unwrap();
    let parameters = Parameters::generate(Opener::RecoveryCode, source).unwrap();
    let code_slot = Slot::seal(parameters, &code.slot_key(&parameters.salt).unwrap(), &key, source).unwrap();
    let mut slots = vec![slot, code_slot];
    slots.sort_by_key(|slot| slot.id);
    let mut state = create::empty(&key, slots);
    let writers = if dice.percent(10) { 62 } else { 1 };
    state.seq = writers;
    state.writers = (1..=writers).map(|seq| (WriterId::generate(source).unwrap(), seq)).collect();
    state.writers.sort_unstable();
    if writers > 1 {
        state.previous = Digest::of(b"the root before");
    }
    let root = state.sign(&key).unwrap();
    let device = DeviceMemory::new(*key.vault()).accept(&root).unwrap();
    (Vault { root, key, slot: Some(handle), device }, code)
}

impl World {
    fn live(&mut self) {
        let mut owners: Vec<_> = (0..OWNERS).map(Device::new).collect();
        let mut agents: Vec<_> = (0..AGENTS).map(|at| AgentDevice::new(OWNERS + at)).collect();
        let steps = 40 + self.dice.below(100);
        for _ in 0..steps {
            self.tally.steps += 1;
            self.pass_time();
            if self.dice.percent(12) {
                self.storage.stir(OWNERS + AGENTS, self.now, &mut self.dice);
            }
            if self.dice.percent(15) {
                let at = self.dice.below(agents.len());
                agents[at].step(self);
            } else {
                let at = self.dice.below(owners.len());
                owners[at].step(self);
            }
        }
        for agent in &mut agents {
            agent.step(self);
        }
        knowledge::check(self);
    }

    fn pass_time(&mut self) {
        let most = match self.dice.below(100) {
            0 => 9 * DAY,
            1..=3 => 2 * DAY,
            _ => HOUR / 10,
        };
        self.now += i64::try_from(self.dice.below(usize::try_from(most).unwrap())).unwrap();
    }

    pub(super) fn log(&self, line: impl FnOnce() -> String) {
        if self.trace {
            eprintln!("{}", line());
        }
    }

    pub(super) fn is_hostile(&self) -> bool {
        self.storage.manner == Manner::Hostile
    }

    /// Something was refused that an honest storage never gives cause for.
    pub(super) fn alarm(&mut self, what: &str, error: &Error) {
        self.log(|| format!("  alarm: {what}: {error}"));
        assert!(self.is_hostile(), "a false alarm: {what}: {error}");
        self.tally.alarms += 1;
        self.tally.forks += u64::from(error.code() == "forked");
    }

    pub(super) fn new_plan(&mut self) -> u32 {
        self.plans += 1;
        self.plans
    }

    pub(super) fn new_vault_key(&mut self) -> String {
        self.vault_keys += 1;
        format!("vault key number {}", self.vault_keys)
    }

    /// Gives storage's answers to what an operation on a root needs, until it is done.
    pub(super) fn run<T>(
        &mut self,
        client: usize,
        root: &[u8],
        mut operation: impl FnMut(&Objects, &mut Source) -> Result<Step<T>>,
    ) -> Outcome<T> {
        let mut objects = Objects::new();
        for _ in 0..200 {
            match operation(&objects, &mut self.source) {
                Ok(Step::Done(done)) => return Outcome::Done(done),
                Err(error) => return Outcome::Refused(error),
                Ok(Step::Needs(needs)) => {
                    for need in &needs {
                        let object = self.storage.object(need, &mut self.dice);
                        if object.is_none() && self.is_overtaken(client, root) {
                            self.tally.overtaken += 1;
                            return Outcome::Overtaken;
                        }
                        objects.supply(need, object);
                    }
                }
            }
        }
        panic!("an operation does not end");
    }

    /// OBJ-4: whoever misses an object reads the root again before blaming anybody.
    fn is_overtaken(&mut self, client: usize, root: &[u8]) -> bool {
        self.storage.root(client, &mut self.dice).is_some_and(|present| present != root)
    }

    /// The same with all objects that were ever made, whatever storage does.
    pub(super) fn know<T>(&self, mut operation: impl FnMut(&Objects) -> Result<Step<T>>) -> Result<T> {
        let mut objects = Objects::new();
        let get = |need: &Need| self.history.objects.get(need.name()).cloned();
        loop {
            match operation(&objects)? {
                Step::Done(done) => return Ok(done),
                Step::Needs(needs) => needs.iter().for_each(|need| objects.supply(need, get(need))),
            }
        }
    }

    /// A device is about to keep another memory: what it says was seen must have all that was seen before.
    pub(super) fn check_memory(&self, kept: Option<&Vec<u8>>, next: &DeviceMemory) -> Vec<u8> {
        let bytes = next.to_bytes();
        let read = DeviceMemory::from_bytes(&bytes).expect("what was written");
        assert_eq!(read, *next, "a memory that is read back");
        if let Some(kept) = kept {
            let old = DeviceMemory::from_bytes(kept).unwrap();
            match (&old.memory.seen, &next.memory.seen) {
                (Seen::Root(old), Seen::Root(new)) => {
                    let nodes = [old, new].map(|root| self.history.node_of(root.digest()));
                    self.history.check_moved(nodes[0], nodes[1]);
                }
                (Seen::Root(_), _) => panic!("a device forgot what it has seen"),
                (Seen::Checkpoint(checkpoint), Seen::Root(new)) => {
                    self.history.check_checkpoint(checkpoint, self.history.node_of(new.digest()));
                }
                _ => {}
            }
        }
        bytes
    }

    /// The node that a memory has accepted.
    pub(super) fn seen(&self, memory: &Memory) -> Option<usize> {
        match &memory.seen {
            Seen::Root(root) => Some(self.history.node_of(root.digest())),
            _ => None,
        }
    }

    /// What should be there at a node.
    pub(super) fn content(&self, node: usize) -> Rc<Content> {
        self.history.content(node)
    }

    /// The newest token of an identity.
    pub(super) fn token_of(&self, identity: IdentityId) -> Option<&AgentToken> {
        self.tokens.iter().rev().find(|token| token.identity_id() == identity)
    }
}
