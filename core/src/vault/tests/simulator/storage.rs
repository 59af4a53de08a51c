//! [`Storage`]: keeps the vault of a run, honestly or not.

use std::collections::BTreeMap;

use super::dice::Dice;
use crate::vault::{Digest, Need, Part, objects::record};

/// How storage behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It does what it is asked, at once.
    Prompt,
    /// It loses requests and answers and carries swaps out late, but never lies.
    Slow,
    /// It does what it likes.
    Hostile,
}

/// What it says to a swap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Swapped,
    Refused,
    Unclear,
}

/// How long a swap can be under way, in milliseconds.
const LATEST: i64 = 12 * 60 * 60 * 1000;

#[derive(Debug)]
struct Late {
    branch: usize,
    expected: Vec<u8>,
    root: Vec<u8>,
    sent_at: i64,
}

#[derive(Debug)]
pub(super) struct Storage {
    pub(super) manner: Manner,
    /// Each with the time at which it was put.
    pub(super) objects: BTreeMap<Digest, (Vec<u8>, i64)>,
    /// The present root of each branch. An honest storage has one.
    branches: Vec<Vec<u8>>,
    /// Which branch each client is shown.
    views: BTreeMap<usize, usize>,
    /// All roots that it was ever given.
    roots: Vec<Vec<u8>>,
    late: Vec<Late>,
}

impl Storage {
    pub(super) fn new(manner: Manner, root: Vec<u8>) -> Self {
        Self {
            manner,
            objects: BTreeMap::new(),
            branches: vec![root.clone()],
            views: BTreeMap::new(),
            roots: vec![root],
            late: Vec::new(),
        }
    }

    fn is_hostile(&self) -> bool {
        self.manner == Manner::Hostile
    }

    fn branch(&self, client: usize) -> usize {
        self.views.get(&client).copied().unwrap_or_default()
    }

    pub(super) fn root(&self, client: usize, dice: &mut Dice) -> Option<Vec<u8>> {
        let honest = self.branches[self.branch(client)].clone();
        if !self.is_hostile() || dice.percent(80) {
            return Some(honest);
        }
        match dice.below(12) {
            0 => None,
            1 => Some(Vec::new()),
            2 => Some(b"INKSEAL1 is no format of this vault".to_vec()),
            3 => Some(flipped(honest, dice)),
            4 => Some(honest[..dice.below(honest.len())].to_vec()),
            5 | 6 => dice.pick(&self.branches).cloned(),
            _ => dice.pick(&self.roots).cloned(),
        }
    }

    pub(super) fn object(&self, need: &Need, dice: &mut Dice) -> Option<Vec<u8>> {
        let bytes = self.objects.get(need.name()).map(|(bytes, _)| bytes.clone());
        if self.is_hostile() && dice.percent(1) {
            return match (dice.below(4), bytes) {
                (0, Some(bytes)) => Some(flipped(bytes, dice)),
                (1, Some(bytes)) => Some(bytes[..dice.below(bytes.len())].to_vec()),
                (2, _) => {
                    let others: Vec<_> = self.objects.keys().copied().collect();
                    dice.pick(&others).map(|other| self.objects[other].0.clone())
                }
                _ => None,
            };
        }
        let bytes = bytes?;
        if need.part() == Part::Head && dice.percent(50) {
            return record::split(&bytes).map(|(head, _)| head.to_vec());
        }
        Some(bytes)
    }

    /// Whether an object was put: storage can lose the request.
    pub(super) fn put(&mut self, name: Digest, bytes: &[u8], now: i64, dice: &mut Dice) -> bool {
        if self.manner == Manner::Slow && dice.percent(10) {
            return false;
        }
        self.objects.insert(name, (bytes.to_vec(), now));
        true
    }

    /// Swaps the root as an honest storage does.
    fn compare_and_swap(&mut self, branch: usize, expected: &[u8], root: &[u8]) -> bool {
        let swaps = self.branches[branch] == expected;
        if swaps {
            self.branches[branch] = root.to_vec();
        }
        swaps
    }

    pub(super) fn swap(
        &mut self,
        client: usize,
        expected: &[u8],
        root: &[u8],
        now: i64,
        dice: &mut Dice,
    ) -> Answer {
        let branch = self.branch(client);
        self.roots.push(root.to_vec());
        let trouble = match self.manner {
            Manner::Prompt => 0,
            Manner::Slow => 35,
            Manner::Hostile => 30,
        };
        if !dice.percent(trouble) {
            let swapped = self.compare_and_swap(branch, expected, root);
            return if swapped { Answer::Swapped } else { Answer::Refused };
        }
        let what = if self.is_hostile() { dice.below(7) } else { dice.below(3) };
        match what {
            // The request is lost.
            0 => {}
            // The answer is lost.
            1 => {
                self.compare_and_swap(branch, expected, root);
            }
            // The request comes late.
            2 => {
                let (expected, root) = (expected.to_vec(), root.to_vec());
                self.late.push(Late { branch, expected, root, sent_at: now });
            }
            // It lies, either way.
            3 => return Answer::Swapped,
            4 => {
                self.compare_and_swap(branch, expected, root);
                return Answer::Refused;
            }
            // It carries the swap out on a branch that this client is not shown.
            5 => {
                self.branches.push(root.to_vec());
                return if dice.percent(50) { Answer::Refused } else { Answer::Unclear };
            }
            // It swaps whatever was there.
            _ => {
                self.branches[branch] = root.to_vec();
                return [Answer::Swapped, Answer::Unclear][dice.below(2)];
            }
        }
        Answer::Unclear
    }

    /// Something happens that no client asked for now.
    pub(super) fn stir(&mut self, clients: usize, now: i64, dice: &mut Dice) {
        if !self.late.is_empty() && dice.percent(50) {
            let late = self.late.swap_remove(dice.below(self.late.len()));
            if self.is_hostile() || now - late.sent_at < LATEST {
                self.compare_and_swap(late.branch, &late.expected, &late.root);
            }
        }
        if !self.is_hostile() {
            return;
        }
        match dice.below(8) {
            // It forks, for some of its clients.
            0 | 1 => {
                let branch = dice.below(self.branches.len());
                self.branches.push(self.branches[branch].clone());
                for client in 0..clients {
                    if dice.percent(40) {
                        self.views.insert(client, self.branches.len() - 1);
                    }
                }
            }
            // Clients are shown another branch: a fork is rejoined.
            2 | 3 => {
                self.views.insert(dice.below(clients), dice.below(self.branches.len()));
            }
            4 => self.views.clear(),
            5 if dice.percent(40) => {
                let branch = dice.below(self.branches.len());
                self.branches[branch].clone_from(&self.roots[dice.below(self.roots.len())]);
            }
            _ => {}
        }
    }
}

fn flipped(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let at = dice.below(bytes.len());
    bytes[at] ^= 1 << dice.below(8);
    bytes
}
