//! The cases that are made here.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::json;

use super::{cases, run::run};
use crate::vault::rule::Rule;

/// Rules that only operations on whole vaults break.
const LATER: [&str; 4] = ["OPEN-1", "OPEN-3", "ROTATE-3", "MIGRATE-2"];
/// Rules about what is written, which the units' own tests cover.
const WRITING: [&str; 3] = ["PAD-4", "KEY-5", "KEY-6"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../test-vectors/format-2")
}

#[test]
fn every_case_gives_what_it_should() {
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (area, cases) in cases::ALL {
        for case in cases() {
            let given = run(area, &case);
            if given != case["expect"] {
                wrong.push(format!("{area}: {}: {given}, not {}", case["name"], case["expect"]));
            }
            if let Some(rule) = case["expect"]["rule"].as_str() {
                *rules.entry(rule.to_owned()).or_default() += 1;
            }
            if let Some(rule) = case["expect"]["payload"]["rule"].as_str() {
                *rules.entry(rule.to_owned()).or_default() += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let untested: Vec<_> = Rule::ALL
        .iter()
        .map(|rule| rule.id())
        .filter(|id| !rules.contains_key(*id) && !LATER.contains(id) && !WRITING.contains(id))
        .collect();
    assert_eq!(untested, [""; 0], "rules without a refusal");
    let refusals: usize = rules.values().sum();
    println!("{refusals} refusals of {} rules", rules.len());
    assert!(refusals >= 200, "only {refusals}");
}

/// Writes the files, once: `cargo test -p inkseal --lib write_the_vectors -- --ignored`. A file that is
/// there stays as it is.
#[test]
#[ignore = "it writes files"]
fn write_the_vectors() {
    fs::create_dir_all(folder()).unwrap();
    for (area, cases) in cases::ALL {
        let path = folder().join(area).with_extension("json");
        if path.exists() {
            println!("{area} is there");
            continue;
        }
        let lines: Vec<String> = cases().iter().map(|case| format!("    {case}")).collect();
        let source = json!("Inkseal, from a fixed stream");
        let text = format!(
            "{{\n  \"area\": \"format-2\",\n  \"source\": {source},\n  \"cases\": [\n{}\n  ]\n}}\n",
            lines.join(",\n")
        );
        fs::write(path, text).unwrap();
    }
}
