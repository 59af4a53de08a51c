//! What is refused to be done or opened at a state.

use serde_json::{Value, json};

use super::{
    super::run::{hex, refusal, unhex},
    file, story,
    world::{World, skipped, text},
};
use crate::{
    Result,
    random::Source,
    vault::{DeviceMemory, LockedVault, Review, rule::Rule},
};

/// All cases, with what they give.
pub(super) fn all(world: &World) -> Vec<Value> {
    let mut cases = writing();
    cases.extend(keys(world));
    cases.extend(access());
    cases.extend(migrations(world));
    cases.extend(openings(world));
    for case in &mut cases {
        case["expect"] = run(world, case);
    }
    cases
}

/// What a case gives: it never succeeds.
fn run(world: &World, case: &Value) -> Value {
    let result = if case.get("open").is_some() { open(world, case) } else { act(world, case) };
    let Err(error) = result else { return json!("ok") };
    let mut refused = refusal(&error);
    // What no reader would take is refused to the writer by the same rule.
    let named = error.to_string();
    let rule = Rule::ALL.iter().map(|rule| rule.id()).find(|id| named.starts_with(&format!("{id}: ")));
    if let Some(rule) = rule {
        refused["rule"] = json!(rule);
    }
    refused
}

fn act(world: &World, case: &Value) -> Result<()> {
    if let Some(state) = case["compare"].as_str() {
        let (state, migrate) = (world.state(state), &world.state("migrate").json["operation"]);
        let old = world.old_vault(&migrate["migrate"]);
        let review = Review::new_from(&old, &mut Source::fixed(text(&migrate["seed"])))?;
        let skipped = skipped(&migrate["migrate"]);
        let vault = world.owner(state);
        return world.store(state).run(|objects| review.compare(&old, &vault, &skipped, objects));
    }
    world.carry_out(case["after"].as_str(), &case["operation"]).map(drop)
}

/// A device that remembers a state is shown a root.
fn open(world: &World, case: &Value) -> Result<()> {
    let seen = world.state(text(&case["seen"]));
    let bytes = unhex(text(&seen.json["memory_after_hex"]));
    let mut device = DeviceMemory::from_bytes(&bytes).unwrap();
    if let Some(suite) = case["suite"].as_u64() {
        device.memory.suite = u16::try_from(suite).unwrap();
    }
    let root = match case["open"].as_str() {
        Some(state) => world.state(state).root(),
        None => unhex(text(&case["open"]["bytes_hex"])),
    };
    LockedVault::parse(root, Some(device)).map(drop)
}

fn operation(name: &str, after: Option<&str>, mut operation: Value) -> Value {
    operation["seed"] = json!(format!("inkseal/2 operations: refused: {name}"));
    operation["now"] = json!(1_796_000_000_000_i64);
    json!({"name": name, "after": after, "operation": operation})
}

const LAST: &str = "edit after all";

fn change(name: &str, change: Value) -> Value {
    operation(name, Some(LAST), json!({"draft": [change]}))
}

/// Changes of secrets.
fn writing() -> Vec<Value> {
    let (new, known) = (story::id("new"), story::id("github"));
    let add = |name: &str, length: u64| json!({"add": {"id": new, "name": name, "data_length": length}});
    vec![
        change("a payload past its cap", add("long", 1_048_562)),
        change("a name of 256 characters", add(&"n".repeat(256), 1)),
        change("no name", add("", 1)),
        change("a meta past its cap", json!({"edit": {"id": known, "description_length": 1 << 16}})),
        change("a second secret of one id", json!({"add": {"id": known, "name": "n", "data_length": 1}})),
        change("another type", json!({"edit": {"id": known, "data_length": 1}})),
        change("an edit of nothing", json!({"edit": {"id": new, "name": "n"}})),
        change("a purge of nothing", json!({"purge": {"id": new}})),
        change(
            "a revision that is not kept",
            json!({"settle": {"id": known, "revision": 1, "keep": "lost"}}),
        ),
    ]
}

/// Vault keys and what they cost.
fn keys(world: &World) -> Vec<Value> {
    let missing = &world.state("create a second identity").json["objects"][0];
    let with = |vault_key: &str| json!({"vault_key": vault_key});
    let rotate = |name: &str, after: &str, vault_key: &str| {
        operation(name, Some(after), json!({"rotate": with(vault_key)}))
    };
    let create = |name: &str, given: Value| operation(name, None, json!({"create": given}));
    vec![
        rotate("rotate to the present vault key", "edit after it", "a second vault key"),
        rotate("rotate to the present vault key, decomposed", "rotate", "a fourth vault key e\u{301}"),
        rotate("rotate to a short vault key", "rotate", "fifteen letters"),
        rotate("rotate to what is not assigned", "rotate", "a vault key of \u{378} and more"),
        operation(
            "rotate without an object",
            Some("create a second identity"),
            json!({"rotate": with("a vault key for nothing"), "missing": [missing]}),
        ),
        operation(
            "a vault key of 15 characters after NFC",
            Some("add a login"),
            json!({"change_vault_key": with("fifteen letter\u{73}\u{301}")}),
        ),
        create(
            "create with too little memory",
            json!({"vault_key": "a first vault key", "memory_kib": 65_535}),
        ),
        create("create with too few passes", json!({"vault_key": "a first vault key", "passes": 2})),
        create(
            "create with too much memory",
            json!({"vault_key": "a first vault key", "memory_kib": 524_289}),
        ),
        create("create with too many lanes", json!({"vault_key": "a first vault key", "lanes": 9})),
        create("create with an empty vault key", with("")),
    ]
}

/// Changes of access.
fn access() -> Vec<Value> {
    let (nobody, known) = (story::id("nobody"), story::id("github"));
    vec![
        change("a grant to nobody", json!({"grant": {"id": nobody, "secrets": [known]}})),
        change("a pause of nobody", json!({"pause": {"id": nobody}})),
        change("an identity without a handle", json!({"create_identity": {"handle": "", "secrets": []}})),
        change(
            "an identity for nothing there",
            json!({"create_identity": {"handle": "h", "secrets": [nobody]}}),
        ),
    ]
}

fn migrations(world: &World) -> Vec<Value> {
    let mut whole = world.state("migrate").json["operation"]["migrate"].clone();
    whole["format_1"] = json!("migrate");
    let migrate = |name: &str, member: &str, value: Value| {
        let mut given = whole.clone();
        given[member] = value;
        operation(name, None, json!({"migrate": given}))
    };
    vec![
        migrate("migrate with the old vault key", "vault_key", whole["format_1_vault_key"].clone()),
        migrate("migrate without naming a problem", "skipped", json!(["#4"])),
        migrate("migrate without naming any problem", "skipped", json!([])),
        migrate("migrate with a short vault key", "vault_key", json!("Short-Key-12345")),
        json!({"name": "compare what was changed", "compare": "edit what was migrated"}),
    ]
}

fn openings(world: &World) -> Vec<Value> {
    let format_1 = hex(world.state("migrate").json["operation"]["migrate"]["format_1"].to_string());
    let seen =
        |name: &str, open: Value| json!({"name": name, "seen": "edit what was migrated", "open": open});
    let mut later = seen("a suite below the remembered one", json!("edit what was migrated"));
    later["suite"] = json!(2);
    vec![
        seen("format 1 under the name of format 2", json!({"bytes_hex": format_1})),
        seen("nothing under the name of format 2", json!({"bytes_hex": ""})),
        seen("another vault under its name", json!(LAST)),
        later,
    ]
}

/// The committed cases, each of which gives what it should.
pub(in crate::vault::tests) fn committed() -> Vec<Value> {
    file::read_file("refused")["cases"].as_array().unwrap().clone()
}

#[test]
fn what_is_refused_slow() {
    let world = file::read();
    let cases = committed();
    for case in &cases {
        let given = run(&world, case);
        assert_eq!(given, case["expect"], "{}", case["name"]);
        assert!(given["error"].is_string(), "{}", case["name"]);
    }
    println!("{} refused operations and openings of format 2", cases.len());
    assert!(cases.len() >= 30, "only {}", cases.len());
}
