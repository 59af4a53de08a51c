//! The cases: those that are made here, and those that are committed.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::{Value, json};

use super::{cases, operations, run::run};
use crate::vault::rule::Rule;

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
    // What only operations on whole vaults break.
    for case in operations::refused::committed() {
        if let Some(rule) = case["expect"]["rule"].as_str() {
            *rules.entry(rule.to_owned()).or_default() += 1;
        }
    }
    let untested: Vec<_> =
        Rule::ALL.iter().map(|rule| rule.id()).filter(|id| !rules.contains_key(*id)).collect();
    assert_eq!(untested, [""; 0], "rules without a refusal");
    let refusals: usize = rules.values().sum();
    println!("{refusals} refusals of {} rules", rules.len());
    assert!(refusals >= 200, "only {refusals}");
}

#[test]
fn committed_cases_stay() {
    let mut count = 0;
    for (area, _) in cases::ALL {
        let text = fs::read_to_string(folder().join(area).with_extension("json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(file["area"], "format-2");
        for case in file["cases"].as_array().unwrap() {
            assert_eq!(run(area, case), case["expect"], "{area}: {}", case["name"]);
            count += 1;
        }
    }
    println!("{count} cases of format 2");
    assert!(count >= 300, "only {count}");
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
