//! Names that are taken: a second secret of one is made only by who says so.

use serde_json::{Value, json};

use crate::harness::{PASSWORD, Place};

#[test]
fn a_taken_name_is_refused() {
    let place = Place::new();
    let before = place.read("vault.json");
    let id = place.id("note");
    for name in ["mail", &id] {
        for arguments in [
            &["add", "login", name, "--stdin"][..],
            &["generate", "--into", name],
            &["rename", "weather", name],
        ] {
            for key in [true, false] {
                let call = place.call(&[arguments, &["--json"]].concat()).stdin("hush");
                // It needs no key to tell.
                let call = if key { call } else { call.without("INKSEAL_VAULT_KEY") };
                assert_eq!(call.run().error(5), "already_exists", "{arguments:?}");
            }
            let people = place.call(arguments).stdin("hush").run();
            assert!(people.code == 5 && people.stderr.contains("--duplicate"), "{people:?}");
        }
    }
    assert_eq!(place.read("vault.json"), before);
    assert_eq!(place.error(&["add", "login", "x", "--stdin", "--update", "--duplicate"], 2), "invalid_input");
    assert_eq!(place.error(&["generate", "--update"], 2), "invalid_input");
    // Its own name is not in its way.
    assert_eq!(place.json(&["rename", "mail", "mail"])["name"], "mail");
}

#[test]
fn a_second_secret_of_a_name_can_be_made() {
    let place = Place::new();
    let add = ["add", "login", "mail", "--stdin", "--duplicate", "--json"];
    let added = place.call(&add).stdin("hush").run().json();
    assert_ne!(added["id"], json!(place.id("mail")));
    assert_eq!(place.json(&["generate", "--into", "mail", "--duplicate"])["name"], "mail");
    assert_eq!(place.json(&["rename", "weather", "mail", "--duplicate"])["name"], "mail");
    assert_eq!(place.json(&["list", "--search", "mail"]).as_array().unwrap().len(), 4);
    assert_eq!(place.error(&["get", "mail", "password"], 2), "invalid_input");
    // Which of them is to be changed nobody knows.
    let refused = place.call(&["add", "login", "mail", "--stdin", "--update", "--json"]).stdin("x").run();
    assert_eq!(refused.error(2), "invalid_input");
    let error: Value = serde_json::from_str(&refused.stderr).unwrap();
    assert_eq!(error["error"]["ids"].as_array().unwrap().len(), 4);
}

/// A script that runs twice: the first time it makes the secret, then it changes it.
#[test]
fn add_makes_or_changes() {
    let place = Place::new();
    place.run(&["identity", "add", "bot"]).text();
    let add = |password: &str, more: &[&str]| {
        let arguments = ["add", "login", "site", "--stdin", "--update", "--grant", "bot", "--json"];
        place.call(&[&arguments[..], more].concat()).stdin(password).run().json()
    };
    let made = add("one", &["--username", "u", "--description", "d"]);
    let changed = add("two", &["--url", "https://site"]);
    assert_eq!(changed["id"], made["id"]);
    assert_eq!(changed["description"], "d");
    let payload = json!({ "password": "two", "username": "u", "url": "https://site" });
    let shown = place.json(&["show", "site", "--reveal"]);
    assert_eq!((&shown["payload"], shown["access"].as_array().unwrap().len()), (&payload, 1));

    // The same again changes nothing at all.
    let before = place.read("vault.json");
    assert_eq!(add("two", &["--url", "https://site", "--description", "d"])["id"], made["id"]);
    assert_eq!(place.read("vault.json"), before);

    // Other fields alone; the description; more readers; a whole payload.
    let update =
        |arguments: &[&str]| place.json(&[&["add", "login", "site", "--update"], arguments].concat());
    update(&["--username", "v", "--description", "e", "--grant", "mailer"]);
    let shown = place.json(&["show", "site", "--reveal"]);
    assert_eq!((&shown["payload"]["username"], &shown["payload"]["password"]), (&json!("v"), &json!("two")));
    assert_eq!((&shown["description"], shown["access"].as_array().unwrap().len()), (&json!("e"), 2));
    let whole = place.write("whole", r#"{"password":"three"}"#);
    update(&["--json-file", &whole]);
    assert_eq!(place.json(&["show", "site", "--reveal"])["payload"], json!({ "password": "three" }));

    let other = place.call(&["add", "api_key", "site", "--stdin", "--update", "--json"]).stdin("k").run();
    assert_eq!(other.error(2), "type_mismatch");
    assert_eq!(place.run(&["get", "site", "password", "-n"]).text(), "three");
}

#[test]
fn generate_makes_or_changes() {
    let place = Place::new();
    let made = place.json(&["generate", "--into", "new", "--update", "--username", "u"]);
    let first = place.run(&["get", "new", "password"]).text().to_owned();
    let changed = place.json(&["generate", "--into", "new", "--update", "--url", "https://x"]);
    assert_eq!(made["id"], changed["id"]);
    assert_ne!(place.run(&["get", "new", "password"]).text(), first);
    assert_eq!(place.run(&["get", "new", "username", "-n"]).text(), "u");
    assert_eq!(place.error(&["generate", "--into", "note", "--update"], 2), "type_mismatch");

    // The rest of the login stays, also its TOTP.
    place.run(&["generate", "--into", "mail", "--update"]).text();
    assert_ne!(place.run(&["get", "mail", "password", "-n"]).text(), PASSWORD);
    place.run(&["totp", "mail"]).text();
}

/// An import brings what it brings, and says which names are no use any more.
#[test]
fn an_import_tells_of_names_that_several_secrets_have() {
    let (source, place) = (Place::new(), Place::new());
    source.run(&["rename", "note", "memo"]).text();
    let export = source.run(&["export", "--decrypted", "--yes"]);
    let mut export: Value = export.json();
    for secret in export["secrets"].as_array_mut().unwrap().iter_mut().skip(3) {
        let id = secret["id"].as_str().unwrap();
        let id = format!("{}{}", if id.starts_with('0') { '1' } else { '0' }, &id[1..]);
        secret["id"] = json!(id);
        secret["access"] = json!([]);
    }
    let imported = place.call(&["import", "-", "--json"]).stdin(&export.to_string()).run().json();
    assert_eq!(imported["added"].as_array().unwrap().len(), 2, "{imported}");
    assert_eq!(imported["ambiguous_names"], json!(["deploy"]));
    assert_eq!(place.error(&["get", "deploy", "private_key"], 2), "invalid_input");
}

#[test]
fn rename_is_content_with_what_was_done_before() {
    let place = Place::new();
    let rename = ["rename", "note", "memo", "--update"];
    let first = place.json(&rename);
    assert_eq!(place.json(&rename), first);
    assert_eq!(place.error(&["rename", "note", "memo"], 4), "not_found");
    assert_eq!(place.error(&["rename", "note", "nothing", "--update"], 4), "not_found");
    assert_eq!(place.error(&["rename", "memo", "mail", "--update"], 5), "already_exists");
}
