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
    pub(super) recovered: u64,
    pub(super) overridden: u64,
    pub(super) revokes: u64,
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
            (&mut self.recovered, other.recovered),
            (&mut self.overridden, other.overridden),
            (&mut self.revokes, other.revokes),
            (&mut self.looks, other.looks),
            (&mut self.agent_looks, other.agent_looks),
            (&mut self.keys, other.keys),
        ];
        for (sum, more) in pairs {
            *sum += more;
        }
    }

    /// Whether all that a simulator is for happened often enough in so many runs.
    pub(super) fn is_enough_for(&self, runs: u64) -> bool {
        let often = [self.made_again, self.conflicts, self.given_up, self.forks, self.agent_looks, self.keys];
        let seldom = [self.rotations, self.recovered, self.overridden, self.overtaken, self.revokes];
        often.iter().all(|count| *count > runs / 10) && seldom.iter().all(|count| *count > runs / 40)
    }
}
