//! The story: what is done to a vault, step by step, and to one that comes from format 1.

mod access;
mod keys;
mod migration;
mod secrets;
mod unreadable;
mod writers;

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    record,
    world::{World, text},
};
use crate::{
    random::Source,
    vault::{AgentToken, SecretId},
};

const LAPTOP: &str = "laptop";
const PHONE: &str = "phone";

/// A world in which something is done.
struct Story {
    world: World,
    chapter: &'static str,
    head: Option<String>,
    now: i64,
    /// The memory of each device: of which state, and when.
    devices: HashMap<&'static str, Value>,
}

impl Story {
    /// A device does something, and it stands.
    fn by(&mut self, device: &'static str, name: &str, operation: Value) {
        self.record(device, name, operation, "after");
        self.head = Some(name.to_owned());
    }

    fn change(&mut self, name: &str, draft: Value) {
        self.by(LAPTOP, name, json!({"draft": draft}));
    }

    /// A device tries something, and it is lost, or nobody knows.
    fn attempt(&mut self, device: &'static str, name: &str, draft: Value) {
        self.record(device, name, json!({"draft": draft}), "before");
    }

    /// What was tried and lost is made again.
    fn again(&mut self, device: &'static str, name: &str, attempt: &str) {
        self.devices.remove(device);
        self.by(device, name, json!({"made_again": attempt}));
    }

    fn record(&mut self, device: &'static str, name: &str, mut operation: Value, when: &str) {
        self.now += 1000;
        operation["seed"] = json!(format!("inkseal/2 operations: {name}"));
        operation["now"] = json!(self.now);
        if let Some(memory) = self.devices.get(device) {
            operation["memory"] = memory.clone();
        }
        let after = self.head.as_deref();
        let commit =
            self.world.carry_out(after, &operation).unwrap_or_else(|error| panic!("{name}: {error}"));
        record(&mut self.world, self.chapter, name, after, operation, commit);
        self.devices.insert(device, json!({"of": name, "when": when}));
    }

    /// The id of the identity that was made last.
    fn new_identity(&self) -> String {
        self.identity_of(self.head.as_deref().unwrap())
    }

    /// The id of the identity that a state made.
    fn identity_of(&self, state: &str) -> String {
        let tokens = self.world.shown(state, "tokens");
        AgentToken::parse(tokens.last().unwrap()).unwrap().identity_id().to_string()
    }
}

/// The id of a secret, which is drawn for its name.
pub(super) fn id(name: &str) -> String {
    let seed = format!("inkseal/2 operations: id of {name}");
    SecretId::generate(&mut Source::fixed(seed)).unwrap().to_string()
}

fn add(name: &str, kind: &str, payload: Value) -> Value {
    json!({"add": {"id": id(name), "name": name, "type": kind, "payload": payload}})
}

fn edit(name: &str, kind: &str, payload: Value) -> Value {
    json!({"edit": {"id": id(name), "type": kind, "payload": payload}})
}

fn github(password: &str) -> Value {
    json!({"username": "ada", "password": password, "url": "https://example.com/", "notes": "first"})
}

/// The whole story.
pub(super) fn tell() -> World {
    let (world, devices) = (World::default(), HashMap::new());
    let mut story = Story { world, chapter: "secrets", head: None, now: 1_795_000_000_000, devices };
    secrets::secrets(&mut story);
    story.chapter = "access";
    let ci = access::access(&mut story);
    story.chapter = "writers";
    writers::writers(&mut story, &ci);
    story.chapter = "keys";
    keys::keys(&mut story);
    story.chapter = "migration";
    (story.head, story.devices) = (None, HashMap::new());
    migration::migration(&mut story);
    story.chapter = "unreadable";
    (story.head, story.devices) = (Some("pause".to_owned()), HashMap::new());
    unreadable::unreadable(&mut story);
    story.world
}
