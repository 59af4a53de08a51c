//! [`AgentDevice`]: an agent with its token and what it remembers.

use super::world::{Outcome, World};
use crate::vault::{Agent, AgentToken, DeviceMemory, IdentityId};

pub(super) struct AgentDevice {
    /// Its number for storage.
    client: usize,
    identity: Option<IdentityId>,
    token: Option<AgentToken>,
    kept: Option<Vec<u8>>,
    /// What it has open: gone after a crash.
    open: Option<Agent>,
}

impl AgentDevice {
    pub(super) fn new(client: usize) -> Self {
        Self { client, identity: None, token: None, kept: None, open: None }
    }

    pub(super) fn step(&mut self, world: &mut World) {
        if self.identity.is_none() || world.dice.percent(10) {
            self.begin(world);
        }
        let Some(identity) = self.identity else { return };
        if world.dice.percent(30) {
            // It is given the newest token that was shown, if it is another one.
            let newest = world.token_of(identity).cloned();
            let seq = |token: &AgentToken| token.seq();
            if newest.as_ref().map(seq) != self.token.as_ref().map(seq) {
                (self.token, self.open) = (newest, None);
            }
        }
        if world.dice.percent(15) {
            self.open = None;
        }
        // Some read at the root that they know.
        if self.open.is_none() || !world.dice.percent(30) {
            self.look(world, identity);
        }
        self.open = self.open.take().filter(|agent| self.reads(world, agent, identity));
    }

    /// It is an agent that has nothing yet but a token.
    fn begin(&mut self, world: &mut World) {
        if let Some(token) = world.dice.pick(&world.tokens) {
            (self.identity, self.token) = (Some(token.identity_id()), Some(token.clone()));
            (self.kept, self.open) = (None, None);
        }
    }

    /// Reads the root.
    fn look(&mut self, world: &mut World, identity: IdentityId) {
        let Some(root) = world.storage.root(self.client, &mut world.dice) else { return };
        let token = self.token.clone().expect("an agent has a token");
        let memory = self.kept.as_ref().map(|kept| DeviceMemory::from_bytes(kept).unwrap());
        let opened = match &self.open {
            Some(open) => open.refresh(root),
            None => Agent::open(root, &token, memory),
        };
        let agent = match opened {
            Ok(agent) => agent,
            // Deleted, or it needs its new token.
            Err(error) if error.code() == "access_denied" => {
                world.log(|| format!("agent {identity}: {error}"));
                return;
            }
            Err(error) => return world.alarm("an agent's look", &error),
        };
        self.kept = Some(world.check_memory(self.kept.as_ref(), agent.device_memory()));
        let node = world.seen(&agent.device_memory().memory).expect("it has seen a root");
        assert!(world.history.nodes[node].seq >= token.seq(), "a root from before its token");
        world.tally.agent_looks += 1;
        self.open = Some(agent);
    }

    /// Reads what hangs below its root. Whether that still stands.
    fn reads(&self, world: &mut World, agent: &Agent, identity: IdentityId) -> bool {
        let node = world.seen(&agent.device_memory().memory).expect("it has seen a root");
        let content = world.content(node);
        let known = content.identities.get(&identity).expect("an identity that is there");
        if known.uncertain {
            return true;
        }
        match world.run(self.client, agent.root(), |objects, _| agent.list(objects)) {
            Outcome::Done(listing) => {
                assert!(known.active, "a paused agent reads at {node}");
                for damaged in &listing.damaged {
                    world.alarm("an agent's listing", &damaged.error);
                }
                let is: Vec<_> = listing.secrets.iter().map(|info| info.id).collect();
                let should_be: Vec<_> = known.secrets.iter().copied().collect();
                assert!(!listing.damaged.is_empty() || is == should_be, "what an agent sees at {node}");
                for info in &listing.secrets {
                    assert!(known.secrets.contains(&info.id), "an agent sees what was not granted");
                    content.secrets[&info.id].values().check_info(info);
                }
            }
            Outcome::Overtaken => return false,
            Outcome::Refused(error) if error.code() == "access_denied" => {
                assert!(!known.active, "it may read");
            }
            Outcome::Refused(error) => world.alarm("an agent's grants", &error),
        }
        let ids: Vec<_> = content.secrets.keys().copied().collect();
        let Some(&id) = world.dice.pick(&ids) else { return true };
        match world.run(self.client, agent.root(), |objects, _| agent.get(id, objects)) {
            Outcome::Done(opened) => {
                assert!(content.grants(&identity, &id), "an agent opens what was not granted");
                assert!(opened.payload == content.secrets[&id].values().payload());
            }
            Outcome::Overtaken => return false,
            Outcome::Refused(error) if content.grants(&identity, &id) => {
                world.alarm("an agent's secret", &error);
            }
            Outcome::Refused(error) => {
                let denied = ["not_found", "access_denied"].contains(&error.code());
                assert!(denied || world.is_hostile(), "{error}");
            }
        }
        true
    }
}
