//! [`Tally`]: how much happened in runs.

/// How often something happened: a simulator in which nothing happens finds nothing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tally {
    pub(super) steps: u64,
    pub(super) sealed: u64,
    pub(super) committed: u64,
    pub(super) made_again: u64,
    pub(super) conflicts: u64,
    pub(super) crashes: u64,
    pub(super) given_up: u64,
    pub(super) alarms: u64,
    pub(super) overtaken: u64,
    pub(super) forks: u64,
    pub(super) rotations: u64,
    pub(super) looks: u64,
    pub(super) agent_looks: u64,
    pub(super) keys: u64,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.steps, other.steps),
            (&mut self.sealed, other.sealed),
            (&mut self.committed, other.committed),
            (&mut self.made_again, other.made_again),
            (&mut self.conflicts, other.conflicts),
            (&mut self.crashes, other.crashes),
            (&mut self.given_up, other.given_up),
            (&mut self.alarms, other.alarms),
            (&mut self.overtaken, other.overtaken),
            (&mut self.forks, other.forks),
            (&mut self.rotations, other.rotations),
            (&mut self.looks, other.looks),
            (&mut self.agent_looks, other.agent_looks),
            (&mut self.keys, other.keys),
        ];
        for (sum, more) in pairs {
            *sum += more;
        }
    }
}
