//! Whole vaults before and after every operation, from a fixed stream: a story whose states are committed in
//! `test-vectors/format-2/operations/`.

mod draft;
mod file;
mod flips;
pub(super) mod refused;
mod story;
mod traces;
mod view;
mod world;

use serde_json::{Value, json};

use self::world::{State, World, skipped, text};
use super::run::hex;
use crate::vault::{AgentToken, Commit, DeviceMemory, Digest, RecoveryCode, Review};

/// Writes down what a commit made, and what everybody sees of it.
fn record(
    world: &mut World,
    chapter: &str,
    name: &str,
    after: Option<&str>,
    operation: Value,
    commit: Commit,
) {
    let made = made(world, after, &commit);
    world.objects.extend(commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())));
    let mut json = json!({"name": name, "after": after, "operation": operation});
    json.as_object_mut().unwrap().extend(made.as_object().unwrap().clone());
    world.states.push(State { chapter: chapter.to_owned(), json });
    let state = world.state(name);
    let expect = world.openers(state);
    world.states.last_mut().unwrap().json["expect"] = expect;
}

/// All that a commit makes.
fn made(world: &World, after: Option<&str>, commit: &Commit) -> Value {
    let before = commit.device_memory().to_bytes();
    let mut store = after.map_or_else(Default::default, |after| world.store(world.state(after)));
    store.put(commit);
    let (notes, root) = (view::notes(commit.notes()), hex(commit.root()));
    let accepted = commit.clone().accepted();
    let reachable = store.run(|objects| accepted.vault.reachable(objects)).unwrap();
    let new = commit.objects().filter(|(name, _)| reachable.contains(name)).count();
    assert_eq!(new, commit.objects().len(), "a commit makes nothing that is not needed");
    let tokens = accepted.shown.tokens.iter().map(AgentToken::to_text);
    let codes = accepted.shown.recovery_codes.iter().map(RecoveryCode::to_text);
    json!({
        "root_hex": root,
        "objects": reachable.iter().map(Digest::to_string).collect::<Vec<_>>(),
        "shown": {
            "tokens": tokens.map(|token| token.expose().to_owned()).collect::<Vec<_>>(),
            "recovery_codes": codes.map(|code| code.expose().to_owned()).collect::<Vec<_>>(),
        },
        "notes": notes,
        "memory_before_hex": hex(before),
        "memory_after_hex": hex(accepted.vault.device_memory().to_bytes()),
    })
}

/// Each operation, done again from the state before it with the same stream, gives the very same bytes.
#[test]
fn every_operation_gives_the_same_bytes_again_slow() {
    let world = file::read();
    for state in &world.states {
        let after = state.json["after"].as_str();
        let commit = world.carry_out(after, &state.json["operation"]).unwrap();
        for (name, bytes) in commit.objects() {
            assert_eq!(world.objects[name], bytes, "{}", state.name());
        }
        for (member, value) in made(&world, after, &commit).as_object().unwrap() {
            assert_eq!(state.json[member], *value, "{}: {member}", state.name());
        }
        for memory in ["memory_before_hex", "memory_after_hex"] {
            let bytes = super::run::unhex(text(&state.json[memory]));
            assert_eq!(DeviceMemory::from_bytes(&bytes).unwrap().to_bytes(), bytes);
        }
    }
    println!("{} operations of format 2", world.states.len());
    assert!(world.states.len() >= 60, "only {}", world.states.len());
}

/// Each state is what it says to its owner, with the vault key or a code, and to every agent.
#[test]
fn every_state_opens_as_it_should_slow() {
    let world = file::read();
    let (mut refusals, mut opened) = (0, 0);
    for state in &world.states {
        let expect = &state.json["expect"];
        assert_eq!(world.openers(state), *expect, "{}", state.name());
        for openers in ["vault_keys", "recovery_codes", "tokens"] {
            for given in expect[openers].as_object().unwrap().values() {
                *(if given["error"].is_string() { &mut refusals } else { &mut opened }) += 1;
            }
        }
    }
    println!("{opened} openings and {refusals} refusals of {} states", world.states.len());
    assert!(opened >= 300 && refusals >= 100, "only {opened} and {refusals}");
}

/// MIGRATE-5: the new vault holds what the old one did.
#[test]
fn what_was_migrated_is_the_same() {
    let world = file::read();
    let state = world.state("migrate");
    let operation = &state.json["operation"];
    let (migrate, mut source) =
        (&operation["migrate"], crate::random::Source::fixed(text(&operation["seed"])));
    let old = world.old_vault(migrate);
    let review = Review::new_from(&old, &mut source).unwrap();
    let skipped = skipped(migrate);
    let (vault, mut store) = (world.owner(state), world.store(state));
    store.run(|objects| review.compare(&old, &vault, &skipped, objects)).unwrap();
}

/// Writes the files, once: `cargo test -p inkseal --lib write_the_operations -- --ignored`. What is there
/// stays as it is.
#[test]
#[ignore = "it writes files"]
fn write_the_operations() {
    if file::folder().exists() {
        println!("the operations are there");
        return;
    }
    let world = story::tell();
    file::write(&world, &traces::all(&world), &refused::all(&world));
}
