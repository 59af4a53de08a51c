//! The states of the story, and how an operation leads from one to the next.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
};

use serde_json::{Value, json};

use super::{
    super::{
        run::{refusal, unhex},
        store::Store,
    },
    draft::draft,
};
use crate::{
    Result, inkbox,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
    vault::{
        AgentToken, Commit, DeviceMemory, Digest, LockedVault, RecoveryCode, Review, Rotation, Settled,
        Skipped, SlotKeyHandle, Vault, objects::root::UncheckedRoot,
    },
};

/// A state as a vector has it.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The file that it is in.
    pub(super) chapter: String,
    pub(super) json: Value,
}

/// The slot that a vault key opens among the slots of a root.
type Derived = HashMap<(String, Vec<u8>), Result<SlotKeyHandle>>;

/// All states, in the order in which they were made, and all objects of them.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) states: Vec<State>,
    pub(super) objects: BTreeMap<Digest, Vec<u8>>,
    /// What a vault key makes of the slots of a root: the Argon2id of each is done once.
    slots: RefCell<Derived>,
}

impl State {
    pub(super) fn name(&self) -> &str {
        text(&self.json["name"])
    }

    pub(super) fn root(&self) -> Vec<u8> {
        unhex(text(&self.json["root_hex"]))
    }

    pub(super) fn objects(&self) -> Vec<Digest> {
        texts(&self.json["objects"]).map(digest).collect()
    }
}

impl World {
    pub(super) fn state(&self, name: &str) -> &State {
        let found = self.states.iter().find(|state| state.name() == name);
        found.unwrap_or_else(|| panic!("no state is called {name}"))
    }

    /// The states that led to one, which is the last of them.
    pub(super) fn line(&self, name: &str) -> Vec<&State> {
        let state = self.state(name);
        let mut line = state.json["after"].as_str().map_or_else(Vec::new, |before| self.line(before));
        line.push(state);
        line
    }

    /// What storage has at a state.
    pub(super) fn store(&self, state: &State) -> Store {
        let names = state.objects().into_iter();
        let objects = names.map(|name| (name, self.objects[&name].clone())).collect();
        Store { objects, root: Some(state.root()), ..Store::default() }
    }

    /// The vault keys that a state has had, the present one last.
    pub(super) fn vault_keys(&self, name: &str) -> Vec<String> {
        let made = |state: &&State| {
            let operation = &state.json["operation"];
            let keys = [&operation["create"], &operation["change_vault_key"], &operation["rotate"]];
            let key = keys.into_iter().chain([&operation["migrate"]]).find(|value| !value.is_null())?;
            Some(text(&key["vault_key"]).to_owned())
        };
        self.line(name).iter().filter_map(made).collect()
    }

    /// What was shown with a state and those before it: tokens or recovery codes.
    pub(super) fn shown(&self, name: &str, what: &str) -> Vec<String> {
        let line = self.line(name);
        line.iter().flat_map(|state| texts(&state.json["shown"][what])).map(ToOwned::to_owned).collect()
    }

    /// The key of the slot of a root that a vault key opens.
    pub(super) fn slot(&self, root: &[u8], vault_key: &str) -> Result<SlotKeyHandle> {
        let slots = root[88..88 + 152 * usize::from(root[10])].to_vec();
        let mut known = self.slots.borrow_mut();
        let entry = known.entry((vault_key.to_owned(), slots));
        entry
            .or_insert_with(|| {
                let locked = LockedVault::parse(root.to_vec(), None)?;
                let vault = locked.unlock(vault_key.as_bytes(), &mut KdfMemory::new())?;
                Ok(vault.slot_key().unwrap().clone())
            })
            .clone()
    }

    /// A state as somebody opens it who has its vault key and remembers nothing.
    pub(super) fn unlock(&self, state: &State, vault_key: &str) -> Result<Vault> {
        let root = state.root();
        let slot = self.slot(&root, vault_key)?;
        LockedVault::parse(root, None)?.unlock_with(&slot)
    }

    /// A state as its owner opens it who remembers nothing.
    pub(super) fn owner(&self, state: &State) -> Vault {
        self.unlock(state, self.vault_keys(state.name()).last().unwrap()).unwrap()
    }

    /// What the device remembers that does an operation.
    pub(super) fn memory(&self, operation: &Value) -> Option<DeviceMemory> {
        let memory = operation["memory"].as_object()?;
        let when = if memory["when"] == "before" { "memory_before_hex" } else { "memory_after_hex" };
        let bytes = unhex(text(&self.state(text(&memory["of"])).json[when]));
        Some(DeviceMemory::from_bytes(&bytes).unwrap())
    }

    /// The vault that an operation starts from.
    fn start(&self, after: &State, operation: &Value) -> Result<Vault> {
        let (root, device) = (after.root(), self.memory(operation));
        if let Some(code) = operation["recovery_code"].as_str() {
            let key = UncheckedRoot::parse(root.clone())?.open_with_code(&RecoveryCode::parse(code)?)?;
            return LockedVault::parse(root, device)?.open(&key, None);
        }
        let slot = self.slot(&root, self.vault_keys(after.name()).last().unwrap())?;
        LockedVault::parse(root, device)?.unlock_with(&slot)
    }

    /// Does an operation on a state, with its stream.
    pub(super) fn carry_out(&self, after: Option<&str>, operation: &Value) -> Result<Commit> {
        let source = &mut Source::fixed(text(&operation["seed"]));
        let now = operation["now"].as_i64().unwrap();
        let mut memory = KdfMemory::new();
        if let Some(create) = operation.get("create") {
            let vault_key = text(&create["vault_key"]).as_bytes();
            return Vault::create_from(vault_key, &cost(create), &mut memory, now, source);
        }
        if let Some(migrate) = operation.get("migrate") {
            let (old, skipped) = (self.old_vault(migrate), skipped(migrate));
            let review = Review::new_from(&old, source)?;
            let vault_key = text(&migrate["vault_key"]).as_bytes();
            return review.migrate_from(&old, vault_key, &cost(migrate), &skipped, &mut memory, now, source);
        }
        let after = self.state(after.unwrap());
        let mut store = self.store(after);
        for missing in texts(&operation["missing"]) {
            assert!(store.objects.remove(&digest(missing)).is_some());
        }
        if let Some(attempt) = operation["made_again"].as_str() {
            let attempt = &self.state(attempt).json;
            let lost = self.carry_out(attempt["after"].as_str(), &attempt["operation"])?;
            let Settled::Lost { draft, mut vault } = lost.read_back(Some(after.root()))? else {
                panic!("it was not lost")
            };
            return store.run(|objects| vault.seal_from(&draft, objects, now, source));
        }
        let mut vault = self.start(after, operation)?;
        if let Some(change) = operation.get("change_vault_key") {
            let (key, cost) = (text(&change["vault_key"]).as_bytes(), cost(change));
            return store
                .run(|objects| vault.change_vault_key_from(key, &cost, objects, &mut memory, now, source));
        }
        if let Some(rotate) = operation.get("rotate") {
            let dropped: Vec<Digest> = texts(&rotate["dropped"]).map(digest).collect();
            let vault_key = text(&rotate["vault_key"]).as_bytes();
            let rotation = Rotation { vault_key, cost: cost(rotate), dropped: &dropped };
            return store.run(|objects| vault.rotate_from(&rotation, objects, &mut memory, now, source));
        }
        let draft = draft(operation)?;
        store.run(|objects| vault.seal_from(&draft, objects, now, source))
    }

    /// The vault of format 1 that is migrated, unlocked: itself, or the name of the state that came from it.
    pub(super) fn old_vault(&self, migrate: &Value) -> inkbox::Vault {
        let vault = match migrate["format_1"].as_str() {
            Some(state) => &self.state(state).json["operation"]["migrate"]["format_1"],
            None => &migrate["format_1"],
        };
        let mut old = inkbox::Vault::parse(&vault.to_string()).unwrap();
        old.unlock(text(&migrate["format_1_vault_key"]).as_bytes()).unwrap();
        old
    }

    /// What each key, code and token that there has been gives at a state.
    pub(super) fn openers(&self, state: &State) -> Value {
        let mut store = self.store(state);
        let owner = self.owner(state);
        let whole = super::view::of_owner(&mut store, &owner);
        // Whoever has the root key sees the same.
        let same = |opened: Result<Vault>| match opened {
            Ok(vault) => {
                assert_eq!(vault.key.expose(), owner.key.expose());
                json!("ok")
            }
            Err(error) => refusal(&error),
        };
        let keys = self.vault_keys(state.name()).into_iter();
        let keys: BTreeMap<_, _> = keys.map(|key| (key.clone(), same(self.unlock(state, &key)))).collect();
        let code = |code: &str| {
            let key = UncheckedRoot::parse(state.root())?.open_with_code(&RecoveryCode::parse(code)?)?;
            LockedVault::parse(state.root(), None)?.open(&key, None)
        };
        let codes = self.shown(state.name(), "recovery_codes").into_iter();
        let codes: BTreeMap<_, _> = codes.map(|text| (text.clone(), same(code(&text)))).collect();
        let tokens = self.shown(state.name(), "tokens").into_iter();
        let tokens: BTreeMap<_, _> = tokens
            .map(|text| {
                let token = AgentToken::parse(&text).unwrap();
                (text, super::view::of_agent(&mut store, &token))
            })
            .collect();
        json!({"owner": whole, "vault_keys": keys, "recovery_codes": codes, "tokens": tokens})
    }
}

/// The floor, unless an operation says otherwise.
fn cost(given: &Value) -> Argon2Params {
    let number =
        |name: &str, default| given[name].as_u64().map_or(default, |number| u32::try_from(number).unwrap());
    Argon2Params {
        memory_kib: number("memory_kib", 65_536),
        passes: number("passes", 3),
        lanes: number("lanes", 1),
    }
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

pub(super) fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().map_or(&[][..], |items| &items[..]).iter().map(text)
}

/// What a migration skips: a secret by its id, and after `#` the place of an entry that is none.
pub(super) fn skipped(migrate: &Value) -> Vec<Skipped> {
    let skipped = |text: &str| match text.strip_prefix('#') {
        Some(place) => Skipped::SecretEntry(place.parse().unwrap()),
        None => Skipped::Secret(text.to_owned()),
    };
    texts(&migrate["skipped"]).map(skipped).collect()
}

pub(super) fn digest(hex: &str) -> Digest {
    Digest::from_bytes(unhex(hex).try_into().unwrap())
}
