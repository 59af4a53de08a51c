//! JSON of every kind and spelling.

use std::collections::BTreeMap;

use inkseal::Members;
use proptest::{collection::vec, prelude::*, sample::select};

/// Text of any Unicode characters, control characters among them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(any::<char>(), 0..20).prop_map(String::from_iter),
        "[ -~]{0,40}",
        select(vec!["", "\u{FEFF}", "\0", "\"\\/\u{8}\n", "e\u{301}", "\u{1F512}", "null", "\u{FFFD}"])
            .prop_map(str::to_owned),
    ]
}

/// A JSON string, its characters as they are or escaped; some hold half of a surrogate pair.
pub(crate) fn json_string() -> impl Strategy<Value = String> {
    prop_oneof![
        text().prop_map(|text| serde_json::to_string(&text).unwrap()),
        text().prop_map(|text| {
            text.encode_utf16().fold("\"".to_owned(), |json, unit| format!("{json}\\u{unit:04x}")) + "\""
        }),
        Just(r#""a\uD83d""#.to_owned()),
    ]
}

/// A JSON value in any spelling: numbers past every type, white space, members that come twice.
pub(crate) fn json() -> impl Strategy<Value = String> {
    let number = r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,4})?";
    let leaf = prop_oneof![
        select(vec!["null", "true", "false", "{}", "[]"]).prop_map(str::to_owned),
        number,
        json_string()
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let space = || select(vec!["", " ", "\n\t", "\r"]);
        prop_oneof![
            (vec(inner.clone(), 0..4), space())
                .prop_map(|(values, space)| format!("[{space}{}{space}]", values.join(&format!("{space},")))),
            (vec((json_string(), inner), 0..4), space()).prop_map(|(members, space)| {
                let members: Vec<String> =
                    members.iter().map(|(name, value)| format!("{name}{space}:{space}{value}")).collect();
                format!("{{{}}}", members.join(&format!(",{space}")))
            }),
        ]
    })
}

/// Members that no version knows, by name. The first letter keeps them apart from those that are known.
pub(crate) fn unknown() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(text().prop_map(|name| format!("~{name}")), json(), 0..4)
}

pub(crate) fn members(members: &BTreeMap<String, String>) -> Members {
    let mut made = Members::default();
    for (name, value) in members {
        made.set(name, value).unwrap();
    }
    made
}

/// A text as a JSON string, if nothing in it needs an escape.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
