use serde_json::{Value, json};

use crate::harness::{PASSWORD, Place, VAULT_KEY};

/// A vault of its own, with another key, and what it was made with.
fn other_vault() -> Place {
    let place = Place::empty();
    place.run(&["init"]).text();
    place
}

fn import(place: &Place, arguments: &[&str]) -> crate::harness::Outcome {
    place.call(&[&["import"], arguments, &["--json"]].concat()).env("INKSEAL_SOURCE_KEY", VAULT_KEY).run()
}

#[test]
fn export_is_the_vault_file() {
    let place = Place::new();
    let exported = place.call(&["export"]).without("INKSEAL_VAULT_KEY").run();
    assert_eq!(exported.text().trim_end(), place.read("vault.json").trim_end());
    let out = place.path("out");
    let written = place.json(&["export", "-o", out.to_str().unwrap()]);
    assert_eq!(written["secret_count"], 5);
    assert_eq!(place.read("out").trim_end(), place.read("vault.json").trim_end());
}

/// What is written over the vault it was made from is the end of both.
#[test]
fn nothing_is_written_over_the_vault() {
    let place = Place::new();
    let before = place.read("vault.json");
    std::fs::create_dir(place.path("folder")).unwrap();
    let template = place.write("template", "{{ inkseal://mail/username }}");
    for vault in ["vault.json", "./vault.json", "folder/../vault.json", place.vault().to_str().unwrap()] {
        for arguments in [
            &["export", "--decrypted", "--yes", "-o", vault][..],
            &["export", "-o", vault],
            &["inject", "-i", &template, "-o", vault],
        ] {
            assert_eq!(place.error(arguments, 2), "invalid_input", "{arguments:?}");
            assert_eq!(place.read("vault.json"), before);
        }
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("vault.json", place.path("link")).unwrap();
        let by_link = ["export", "--decrypted", "--yes", "--vault", "link", "-o", "vault.json"];
        assert_eq!(place.error(&by_link, 2), "invalid_input");
        assert_eq!(place.read("vault.json"), before);
    }
}

#[test]
fn a_decrypted_export_has_everything_and_asks_first() {
    let place = Place::new();
    assert_eq!(place.error(&["export", "--decrypted", "--no-input"], 2), "invalid_input");
    let exported = place.run(&["export", "--decrypted", "--yes"]).json();
    let secrets = exported["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 5);
    assert_eq!(secrets[0]["payload"]["password"], PASSWORD);
    assert_eq!(secrets[0]["access"].as_array().unwrap().len(), 1);
    for member in ["id", "name", "secret_type", "description", "created_at", "updated_at"] {
        assert!(secrets[0].get(member).is_some(), "{member}");
    }
}

#[test]
fn an_export_that_is_not_whole_says_so() {
    let place = Place::new();
    let mut file: Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    let blob = file["secrets"][1]["encrypted_payload"].as_str().unwrap().to_owned();
    file["secrets"][1]["encrypted_payload"] = format!("{}AAAA", &blob[4..]).into();
    place.write("vault.json", &file.to_string());
    let out = place.path("out");
    let exported = place.call(&["export", "--decrypted", "--yes", "-o", out.to_str().unwrap()]).run();
    assert_eq!(exported.code, 6);
    assert!(exported.stderr.contains("1 secret does not open"), "{}", exported.stderr);
    assert_eq!(place.read("out").matches("\"error\"").count(), 1);
}

#[test]
fn a_vault_file_is_imported_once() {
    let (source, place) = (Place::new(), other_vault());
    let file = source.vault().to_str().unwrap().to_owned();
    let imported = import(&place, &[&file]).json();
    assert_eq!(imported["added"].as_array().unwrap().len(), 5);
    assert_eq!(place.run(&["get", "mail", "password", "-n", "--as", "mailer"]).text(), PASSWORD);

    let again = import(&place, &[&file]).json();
    assert_eq!(again["added"], json!([]));
    assert_eq!(again["unchanged"].as_array().unwrap().len(), 5);

    source.run(&["edit", "mail", "--username", "eve"]).text();
    let id = source.id("mail");
    source.run(&["rename", "note", "memo"]).text();
    let differing = import(&place, &[&file]);
    assert_eq!(differing.code, 5);
    let report: Value = serde_json::from_str(&differing.stdout).unwrap();
    assert_eq!(report["unchanged"].as_array().unwrap().len(), 3);
    assert!(report["differing"].as_array().unwrap().contains(&json!(id)));
    assert_eq!(place.run(&["get", "mail", "username", "-n"]).text(), "ada");

    let wrong = place.call(&["import", &file, "--json"]).env("INKSEAL_SOURCE_KEY", "wrong").run();
    assert_eq!(wrong.error(3), "wrong_vault_key");
    let locked = place.run(&["import", &file, "--no-input", "--json"]);
    assert_eq!(locked.error(3), "locked");
    assert!(locked.stderr.contains("--source-key-file or in INKSEAL_SOURCE_KEY"), "{locked:?}");
}

#[test]
fn a_decrypted_export_is_imported() {
    let (source, place) = (Place::new(), other_vault());
    let export = source.run(&["export", "--decrypted", "--yes"]);
    let imported = place.call(&["import", "-", "--json"]).stdin(export.text()).run().json();
    assert_eq!(imported["added"].as_array().unwrap().len(), 5);
    assert_eq!(place.run(&["get", "mail", "password", "-n"]).text(), PASSWORD);
    let again = place.call(&["import", "-", "--json"]).stdin(export.text()).run().json();
    assert_eq!(again["unchanged"].as_array().unwrap().len(), 5);
}

#[test]
fn an_unlock_answer_is_imported() {
    let (source, place) = (Place::new(), other_vault());
    let file: Value = serde_json::from_str(&source.read("vault.json")).unwrap();
    let keys = file["keys"].as_array().unwrap();
    let primary = keys.iter().find(|key| key["key_type"] == "primary").unwrap();
    let answer = json!({
        "wrapped_org_encryption_key": primary["wrapped_org_encryption_key"],
        "encrypted_secrets": file["secrets"],
    });
    let list: Vec<Value> =
        keys.iter().map(|key| json!({ "id": key["id"], "key_type": key["key_type"] })).collect();
    let answer = source.write("answer", &answer.to_string());
    let keys = source.write("keys", &Value::from(list).to_string());
    let organization_id = file["info"]["organization_id"].as_str().unwrap();
    assert_eq!(import(&place, &[&answer]).error(2), "invalid_input");
    let imported = import(&place, &[&answer, "--keys", &keys, "--org", organization_id]).json();
    assert_eq!(imported["added"].as_array().unwrap().len(), 5);
    assert_eq!(place.run(&["get", "weather", "api_key"]).code, 0);
}

#[test]
fn other_files_are_refused() {
    let place = Place::new();
    for text in ["", "[]", "{}", "{\"secrets\": 1}", "no json"] {
        let file = place.write("file", text);
        assert_eq!(place.error(&["import", &file], 6), "malformed", "{text}");
    }
    let file = place.write("file", r#"{"format": "inkbox-vault/9"}"#);
    assert_eq!(import(&place, &[&file]).error(7), "unsupported");
    assert_eq!(import(&place, &["missing"]).error(1), "io");
}

/// The vault with the payload of a secret damaged.
fn damage(place: &Place, name: &str) {
    let mut file: Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    let secret = file["secrets"].as_array_mut().unwrap().iter_mut().find(|s| s["name"] == name).unwrap();
    let blob = secret["encrypted_payload"].as_str().unwrap();
    let first = if blob.starts_with('A') { "B" } else { "A" };
    secret["encrypted_payload"] = json!(format!("{first}{}", &blob[1..]));
    place.write("vault.json", &file.to_string());
}

#[test]
fn verify_finds_what_does_not_open() {
    let place = Place::new();
    let sound = place.json(&["verify"]);
    assert_eq!(sound["secrets"].as_array().unwrap().len(), 5);
    assert!(sound["secrets"].as_array().unwrap().iter().all(|secret| secret.get("error").is_none()));

    damage(&place, "weather");
    let found = place.run(&["verify", "--json"]);
    assert_eq!(found.code, 6);
    let report: Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(report["secrets"][1]["error"]["code"], "corrupt");
    assert_eq!(report["secrets"][1]["secret_type"], "api_key");
    assert!(report["secrets"][0].get("error").is_none());
    assert_eq!(place.run(&["verify"]).code, 6);
    assert_eq!(place.error(&["get", "weather", "api_key"], 6), "corrupt");
    assert_eq!(place.run(&["get", "mail", "username", "-n"]).text(), "ada");

    let exported = place.run(&["export", "--decrypted", "--yes"]);
    assert_eq!(exported.code, 6);
    let exported: Value = serde_json::from_str(&exported.stdout).unwrap();
    assert_eq!(exported["secrets"][1]["error"]["code"], "corrupt");
    let other = other_vault();
    let failed = import(&other, &[place.vault().to_str().unwrap()]);
    assert_eq!(failed.code, 6);
    let report: Value = serde_json::from_str(&failed.stdout).unwrap();
    assert_eq!(report["failed"][0]["error"]["code"], "corrupt");
    assert_eq!(report["added"].as_array().unwrap().len(), 4);
}

#[test]
fn a_payload_of_another_shape_is_shown_raw() {
    let place = Place::new();
    let mut file: Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    file["secrets"][4]["secret_type"] = json!("passkey");
    file["secrets"][1]["secret_type"] = json!("login");
    place.write("vault.json", &file.to_string());
    let exported = place.run(&["export", "--decrypted", "--yes"]).json();
    assert!(exported["secrets"][4]["raw"].as_str().unwrap().contains("whsec_"));
    assert!(exported["secrets"][1]["raw"].as_str().unwrap().contains("api_key"));
    assert_eq!(place.run(&["get", "note", "data", "-n"]).text(), crate::harness::DATA);
    assert_eq!(place.error(&["get", "weather", "api_key"], 6), "malformed");
    assert!(place.run(&["show", "weather", "--raw"]).text().contains("api_key"));
    assert_eq!(place.json(&["show", "note"])["fields"], json!(["data"]));
}
