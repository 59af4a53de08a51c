use serde_json::json;

use crate::harness::{API_KEY, PASSWORD, PRIVATE_KEY, Place};

#[test]
fn list_gives_metadata_and_nothing_else() {
    let place = Place::new();
    let list = place.call(&["list", "--json"]).without("INKSEAL_VAULT_KEY").run().json();
    let names: Vec<&str> = list.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["mail", "weather", "storage", "deploy", "note"]);
    let members: Vec<&String> = list[0].as_object().unwrap().keys().collect();
    assert_eq!(members, ["created_at", "description", "id", "name", "secret_type", "updated_at"]);
    assert_eq!(list[4]["description"], "For webhooks");
    assert_eq!(list[0]["description"], json!(null));

    assert_eq!(place.json(&["list", "--type", "ssh_key"])[0]["name"], "deploy");
    assert_eq!(place.json(&["list", "--search", "EATH"])[0]["name"], "weather");
    assert_eq!(place.json(&["list", "--search", "eath", "--type", "login"]), json!([]));
}

#[test]
fn show_hides_until_it_is_told_to_reveal() {
    let place = Place::new();
    let hidden = place.run(&["show", "mail", "--json"]);
    assert!(!hidden.stdout.contains("rd\\\\1") && !hidden.stdout.contains("GEZDGNBV"));
    let hidden = hidden.json();
    assert_eq!(hidden["fields"], json!(["password", "username", "url", "totp"]));
    assert_eq!(hidden["access"].as_array().unwrap().len(), 1);
    assert!(hidden.get("payload").is_none());

    let shown = place.json(&["show", "mail", "--reveal"]);
    assert_eq!(shown["payload"]["password"], PASSWORD);
    assert_eq!(shown["payload"]["totp"]["digits"], 8);
    assert_eq!(shown["name"], "mail");

    let raw = place.run(&["show", "deploy", "--raw"]);
    assert_eq!(raw.json(), json!({ "private_key": PRIVATE_KEY }));

    let people = place.run(&["show", "mail"]);
    assert_eq!(people.text().matches("(hidden)").count(), 4);
    let people = place.run(&["show", "mail", "--reveal"]);
    assert!(people.text().contains("totp: {\"secret\":") && !people.text().contains("(hidden)"));
}

#[test]
fn a_name_that_is_taken_and_one_that_is_not_there_are_told() {
    let place = Place::new();
    let added = place.call(&["add", "other", "mail", "--stdin", "--duplicate"]).stdin("x").run();
    assert!(added.stderr.contains("Another secret has this name"), "{}", added.stderr);
    let missing = place.call(&["get", "nowhere", "password"]).run();
    assert!(missing.stderr.contains("\"nowhere\""), "{}", missing.stderr);
    assert_eq!(place.json(&["list", "--type", "api-key"]).as_array().unwrap().len(), 1);
}

/// For people too: the TOTP, and members that this version does not know, as their JSON.
#[test]
fn show_reveals_every_member() {
    let place = Place::new();
    let shown = place.run(&["show", "mail", "--reveal"]);
    assert!(shown.text().contains("GEZDGNBVGY3TQOJQ") && !shown.stdout.contains("(hidden)"), "{shown:?}");
    assert!(shown.stdout.contains(&format!("password: {PASSWORD}\n")), "{shown:?}");
    let payload = r#"{"api_key":"k1","colour":"blue\u001b[2J","size":1.50,"odd":{"a":[true]}}"#;
    place.call(&["add", "api_key", "odd", "--json-stdin"]).stdin(payload).run().text();
    let shown = place.run(&["show", "odd", "--reveal"]);
    for line in ["api_key: k1\n", "colour: \"blue\\u001b[2J\"\n", "size: 1.50\n", "odd: {\"a\":[true]}\n"] {
        assert!(shown.text().contains(line), "{line}: {shown:?}");
    }
    let hidden = place.run(&["show", "odd"]);
    assert_eq!(hidden.text().matches("(hidden)").count(), 4);
}

#[test]
fn get_prints_one_field() {
    let place = Place::new();
    assert_eq!(place.run(&["get", "mail", "password"]).text(), PASSWORD);
    assert_eq!(place.run(&["get", "mail", "password", "-n"]).text(), PASSWORD);
    assert_eq!(place.run(&["get", &place.id("weather"), "api_key", "-n"]).text(), API_KEY);
    let got = place.json(&["get", "mail", "username"]);
    assert_eq!(got, json!({ "secret": "mail", "field": "username", "value": "ada" }));
    assert_eq!(place.error(&["get", "mail", "email"], 4), "not_found");
    assert_eq!(place.error(&["get", "no", "password"], 4), "not_found");
}

#[test]
fn a_whole_payload_can_be_given_and_unknown_members_stay() {
    let place = Place::new();
    let payload = r#"{"api_key":"k1","colour":"blue","size":1.50}"#;
    let added = place.call(&["add", "api_key", "odd", "--json-stdin", "--json"]).stdin(payload).run().json();
    assert_eq!(added["secret_type"], "api_key");
    assert_eq!(place.run(&["get", "odd", "colour", "-n"]).text(), "blue");
    assert_eq!(place.run(&["get", "odd", "size", "-n"]).text(), "1.50");

    let edited =
        place.call(&["edit", "odd", "--stdin", "--endpoint", "https://e", "--json"]).stdin("k2\n").run();
    assert_eq!(edited.json()["id"], added["id"]);
    let raw = place.run(&["show", "odd", "--raw"]);
    assert_eq!(
        raw.json(),
        json!({ "api_key": "k2", "endpoint": "https://e", "colour": "blue", "size": 1.5 })
    );
    assert!(raw.stdout.contains("1.50"));

    place.run(&["edit", "odd", "--clear", "colour", "--clear", "endpoint"]).text();
    assert_eq!(place.run(&["show", "odd", "--raw"]).json(), json!({ "api_key": "k2", "size": 1.5 }));

    let whole = place.write("whole", r#"{"api_key":"k3"}"#);
    place.run(&["edit", "odd", "--json-file", &whole]).text();
    assert_eq!(place.run(&["show", "odd", "--raw"]).json(), json!({ "api_key": "k3" }));
}

#[test]
fn edit_changes_only_what_the_type_has() {
    let place = Place::new();
    assert_eq!(place.error(&["edit", "mail"], 2), "invalid_input");
    assert_eq!(place.error(&["edit", "mail", "--endpoint", "x"], 2), "invalid_input");
    assert_eq!(place.error(&["edit", "mail", "--clear", "password"], 2), "invalid_input");
    assert_eq!(place.error(&["edit", "mail", "--clear", "colour"], 2), "invalid_input");
    let uri = place.write("uri", crate::harness::TOTP_URI);
    assert_eq!(place.error(&["edit", "note", "--totp-uri-file", &uri], 2), "type_mismatch");
    place.run(&["edit", "mail", "--email", "ada@example", "--clear", "totp"]).text();
    let payload = place.json(&["show", "mail", "--reveal"])["payload"].clone();
    let expected = json!({ "password": PASSWORD, "username": "ada", "email": "ada@example", "url": "https://mail.example" });
    assert_eq!(payload, expected);
}

#[test]
fn files_lose_one_line_end_except_keys_and_data() {
    let place = Place::new();
    let file = place.write("file", "two\nlines\n\n");
    place.run(&["add", "login", "l", "--password-file", &file, "--notes-file", &file]).text();
    assert_eq!(place.run(&["get", "l", "password", "-n"]).text(), "two\nlines\n");
    assert_eq!(place.run(&["get", "l", "notes", "-n"]).text(), "two\nlines\n");
    place.run(&["add", "other", "o", "--data-file", &file]).text();
    assert_eq!(place.run(&["get", "o", "data", "-n"]).text(), "two\nlines\n\n");
    let (public, passphrase) = (place.write("public", "ssh-ed25519 AA\n"), place.write("pass", "hush\r\n"));
    let files = ["--private-key-file", &file, "--public-key-file", &public, "--passphrase-file", &passphrase];
    place.run(&[&["add", "ssh-key", "s", "--fingerprint", "SHA256:x"], &files[..]].concat()).text();
    let expected = json!({
        "private_key": "two\nlines\n\n", "public_key": "ssh-ed25519 AA", "fingerprint": "SHA256:x",
        "passphrase": "hush"
    });
    assert_eq!(place.json(&["show", "s", "--reveal"])["payload"], expected);
    let (access, secret) = (place.write("access", "AK\n"), place.write("secret", "SK\n"));
    place.run(&["add", "key_pair", "k", "--access-key-file", &access, "--secret-key-file", &secret]).text();
    let expected = json!({ "access_key": "AK", "secret_key": "SK" });
    assert_eq!(place.json(&["show", "k", "--reveal"])["payload"], expected);
    let key = place.write("key", "AKEY\n");
    place.run(&["add", "api_key", "a", "--api-key-file", &key]).text();
    assert_eq!(place.run(&["get", "a", "api_key", "-n"]).text(), "AKEY");
}

#[test]
fn metadata_changes_work_without_a_key() {
    let place = Place::new();
    let locked = |arguments: &[&str]| {
        place.call(&[arguments, &["--json", "--no-input"]].concat()).without("INKSEAL_VAULT_KEY").run()
    };
    assert_eq!(locked(&["rename", "note", "memo"]).json()["name"], "memo");
    assert_eq!(locked(&["describe", "memo", "new text"]).json()["description"], "new text");
    assert_eq!(locked(&["describe", "memo", "--clear"]).json()["description"], json!(null));
    assert_eq!(locked(&["remove", "memo"]).error(2), "invalid_input");
    assert_eq!(locked(&["remove", "memo", "--yes"]).json()["name"], "memo");
    assert_eq!(locked(&["show", "memo"]).error(3), "locked");
    assert_eq!(place.error(&["show", "memo"], 4), "not_found");
    assert_eq!(place.error(&["rename", "mail", ""], 2), "invalid_input");
    assert_eq!(place.json(&["list"]).as_array().unwrap().len(), 4);
}

#[test]
fn a_name_of_several_secrets_is_refused_with_their_ids() {
    let place = Place::new();
    place.run(&["rename", "weather", "mail", "--duplicate"]).text();
    let ids: Vec<_> = place
        .json(&["list", "--search", "mail"])
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].clone())
        .collect();
    for arguments in
        [vec!["get", "mail", "password"], vec!["remove", "mail", "--yes"], vec!["rename", "mail", "x"]]
    {
        let refused = place.run(&[&arguments[..], &["--json"]].concat());
        assert_eq!(refused.error(2), "invalid_input");
        let error: serde_json::Value = serde_json::from_str(&refused.stderr).unwrap();
        assert_eq!(error["error"]["ids"].as_array().unwrap(), &ids);
    }
    let people = place.run(&["get", "mail", "password"]);
    assert!(ids.iter().all(|id| people.stderr.contains(id.as_str().unwrap())), "{people:?}");
    let id = ids[0].as_str().unwrap().to_uppercase();
    assert_eq!(place.run(&["get", &id, "username", "-n"]).text(), "ada");
}

#[test]
fn a_second_secret_of_a_name_that_is_wanted_is_noted() {
    let place = Place::new();
    let note = "Another secret has this name";
    let add = |name: &str, more: &[&str]| {
        place.call(&[&["add", "api_key", name, "--stdin"], more].concat()).stdin("k").run()
    };
    for (outcome, is_noted) in [
        (add("fresh", &[]), false),
        (add("mail", &["--duplicate"]), true),
        (add("mail", &["--json", "--duplicate"]), false),
        (place.run(&["rename", "note", "memo"]), false),
        (place.run(&["rename", "memo", "weather", "--duplicate"]), true),
        (place.run(&["generate", "--into", "newer"]), false),
        (place.run(&["generate", "--into", "storage", "--duplicate"]), true),
    ] {
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert_eq!(outcome.stderr.contains(note), is_noted, "{outcome:?}");
    }
}

#[test]
fn generate_makes_passwords_and_passphrases() {
    let place = Place::new();
    let password = place.run(&["generate", "--length", "40", "--no-symbols", "--no-uppercase"]);
    let password = password.text().trim_end();
    assert_eq!(password.len(), 40);
    assert!(password.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    let phrase = place.json(&["generate", "--words", "6", "--separator", "/"])["password"].clone();
    assert_eq!(phrase.as_str().unwrap().split('/').count(), 6);
    assert_ne!(place.run(&["generate", "-n"]).text(), place.run(&["generate", "-n"]).text());
    assert_eq!(place.error(&["generate", "--words", "6", "--length", "3"], 2), "invalid_input");

    let made = place.run(&["generate", "--into", "new", "--username", "u", "--grant", "mailer", "--json"]);
    assert_eq!(made.json()["secret_type"], "login");
    let shown = place.json(&["show", "new", "--reveal", "--as", "mailer"]);
    assert_eq!(shown["payload"]["username"], "u");
    assert_eq!(shown["payload"]["password"].as_str().unwrap().chars().count(), 24);
    assert!(!made.stdout.contains(shown["payload"]["password"].as_str().unwrap()));
}
