//! What a device that has seen one state says of every other one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    super::run::refusal,
    file,
    world::{State, World},
};
use crate::vault::{Agent, AgentToken, Checkpoint, DeviceMemory, LockedVault};

/// For each state what is refused after it has been seen: by its owner, by a device that was given its
/// checkpoint and has the vault key of what it is shown, and by agents that have seen it. What is not named is
/// accepted.
pub(super) fn all(world: &World) -> Value {
    world.states.iter().map(|state| (state.name().to_owned(), of(world, state))).collect()
}

fn of(world: &World, seen: &State) -> Value {
    let owner = world.owner(seen);
    let checkpoint = Checkpoint::parse(&owner.checkpoint().to_string()).unwrap();
    let first = |state: &State| world.line(state.name())[0].name().to_owned();
    let others = world.states.iter().filter(|shown| first(shown) == first(seen));
    let (mut by_owner, mut by_checkpoint) = (BTreeMap::new(), BTreeMap::new());
    let mut by_agents: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    let agents: Vec<_> = world
        .shown(seen.name(), "tokens")
        .into_iter()
        .filter_map(|token| {
            let agent = Agent::open(seen.root(), &AgentToken::parse(&token).unwrap(), None).ok()?;
            Some((token, agent))
        })
        .collect();
    for shown in others {
        let name = shown.name().to_owned();
        if let Err(error) = owner.refresh(shown.root()) {
            by_owner.insert(name.clone(), refusal(&error)["rule"].clone());
        }
        let slot = world.owner(shown).slot_key().unwrap().clone();
        let device = DeviceMemory::of_checkpoint(checkpoint);
        let locked = LockedVault::parse(shown.root(), Some(device)).unwrap();
        if let Err(error) = locked.unlock_with(&slot) {
            by_checkpoint.insert(name.clone(), refusal(&error)["rule"].clone());
        }
        for (token, agent) in &agents {
            if let Err(error) = agent.refresh(shown.root()) {
                by_agents
                    .entry(token.clone())
                    .or_default()
                    .insert(name.clone(), refusal(&error)["rule"].clone());
            }
        }
    }
    json!({"owner": by_owner, "checkpoint": by_checkpoint, "tokens": by_agents})
}

#[test]
fn devices_refuse_what_is_old_or_forked_slow() {
    let world = file::read();
    let committed = &file::read_file("traces")["refused"];
    assert_eq!(all(&world), *committed);
    let mut rules = BTreeMap::<String, usize>::new();
    let mut count = |refused: &Value| {
        for rule in refused.as_object().unwrap().values() {
            *rules.entry(rule.as_str().unwrap().to_owned()).or_default() += 1;
        }
    };
    for state in committed.as_object().unwrap().values() {
        count(&state["owner"]);
        count(&state["checkpoint"]);
        state["tokens"].as_object().unwrap().values().for_each(&mut count);
    }
    println!("refused after what was seen: {rules:?}");
    let expected = ["DEV-1", "DEV-2", "DEV-3", "DEV-4", "DEV-6", "DEV-7", "OPEN-6", "OPEN-7", "OPEN-8"];
    assert!(expected.iter().all(|rule| rules.contains_key(*rule)), "{rules:?}");
}
