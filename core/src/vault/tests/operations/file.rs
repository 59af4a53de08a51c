//! The files of the story: one for each chapter, the objects of all of them, what devices refuse, and what is
//! refused to be done.

use std::{fs, path::PathBuf};

use serde::Serialize;
use serde_json::{Serializer, Value, json, ser::PrettyFormatter};

use super::{
    super::run::{hex, unhex},
    world::{State, World, digest, text},
};

const SOURCE: &str = "Inkseal, from a fixed stream";
const CHAPTERS: [&str; 6] = ["secrets", "access", "writers", "keys", "migration", "unreadable"];

pub(super) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../test-vectors/format-2/operations")
}

/// A committed file.
pub(super) fn read_file(name: &str) -> Value {
    let path = folder().join(name).with_extension("json");
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(file["area"], "format-2");
    file
}

/// The committed states.
pub(super) fn read() -> World {
    let mut world = World::default();
    for (name, bytes) in read_file("objects")["objects"].as_object().unwrap() {
        world.objects.insert(digest(name), unhex(text(bytes)));
    }
    for chapter in CHAPTERS {
        for json in read_file(chapter)["states"].as_array().unwrap() {
            world.states.push(State { chapter: chapter.to_owned(), json: json.clone() });
        }
    }
    world
}

pub(super) fn write(world: &World, traces: &Value, refused: &[Value]) {
    fs::create_dir_all(folder()).unwrap();
    let objects: serde_json::Map<_, _> =
        world.objects.iter().map(|(name, bytes)| (name.to_string(), json!(hex(bytes)))).collect();
    write_file("objects", "objects", &json!(objects));
    for chapter in CHAPTERS {
        let states = world.states.iter().filter(|state| state.chapter == chapter);
        write_file(chapter, "states", &states.map(|state| state.json.clone()).collect());
    }
    // A line for each state, for there are many.
    let lines: Vec<String> = traces
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, refused)| format!("  {}: {refused}", json!(name)))
        .collect();
    let traces = format!("{{\n{}\n }}", lines.join(",\n"));
    let text = format!(
        "{{\n \"area\": \"format-2\",\n \"source\": {},\n \"refused\": {traces}\n}}\n",
        json!(SOURCE)
    );
    fs::write(folder().join("traces.json"), text).unwrap();
    write_file("refused", "cases", &json!(refused));
}

fn write_file(name: &str, member: &str, content: &Value) {
    let file = json!({"area": "format-2", "source": SOURCE, member: content});
    let mut bytes = Vec::new();
    let mut json = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    file.serialize(&mut json).unwrap();
    bytes.push(b'\n');
    fs::write(folder().join(name).with_extension("json"), bytes).unwrap();
}
