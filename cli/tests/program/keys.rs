use serde_json::json;

use crate::harness::{PASSWORD, Place, VAULT_KEY};

const NEW_KEY: &str = "Another-Horse-Battery-7";

#[test]
fn init_shows_four_recovery_codes_once() {
    let place = Place::empty();
    let made = place.run(&["init", "--org", "org_test_123", "--json"]).json();
    assert_eq!(made["vault"], place.vault().to_str().unwrap());
    assert_eq!(made["organization_id"], "org_test_123");
    let keys = place.json(&["key", "list"]);
    assert_eq!(keys.as_array().unwrap().len(), 5);
    assert_eq!(place.json(&["key", "list", "--type", "primary"])[0]["id"], made["vault_key_id"]);
    assert_eq!(place.json(&["key", "list", "--type", "recovery"]).as_array().unwrap().len(), 4);
    let info = place.json(&["info"]);
    assert_eq!(info["id"], made["vault_id"]);
    assert_eq!((&info["key_count"], &info["recovery_key_count"]), (&json!(1), &json!(4)));
    let codes: Vec<&str> =
        made["recovery_codes"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    assert_eq!(codes.len(), 4);
    assert!(codes.iter().all(|code| code.len() == 39 && !place.read("vault.json").contains(code)));

    // Each way of giving a code opens it; a code used to recover is used up.
    let by_env = place.call(&["verify"]).without("INKSEAL_VAULT_KEY").env("INKSEAL_RECOVERY_CODE", codes[0]);
    by_env.run().text();
    let by_stdin = place.call(&["verify", "--recovery-code-file", "-"]).stdin(&format!("{}\n", codes[1]));
    by_stdin.run().text();

    let new = place.write("new", NEW_KEY);
    let recover = ["key", "recover", "--new-vault-key-file", &new, "--recovery-code-file", "-", "--json"];
    let key = place.call(&recover).stdin(codes[0]).run().json();
    assert_eq!(key["key_type"], "primary");
    assert_eq!(place.call(&recover).stdin(codes[0]).run().error(3), "wrong_vault_key");
    assert_eq!(place.error(&["verify"], 3), "wrong_vault_key");
    place.run(&["verify", "--vault-key-file", &new]).text();
    assert_eq!(place.json(&["info"])["recovery_key_count"], 3);

    // New codes: the old ones go.
    let codes_call = ["key", "codes", "--vault-key-file", &new, "--json"];
    assert_eq!(place.run(&[&codes_call[..], &["--no-input"]].concat()).error(2), "invalid_input");
    let fresh = place.run(&[&codes_call[..], &["--yes"]].concat()).json();
    assert_eq!(fresh["recovery_codes"].as_array().unwrap().len(), 4);
    let stale = place.call(&["verify", "--recovery-code-file", "-", "--json"]).stdin(codes[1]).run();
    assert_eq!(stale.error(3), "wrong_vault_key");
    let code = fresh["recovery_codes"][3].as_str().unwrap();
    place.call(&["verify", "--recovery-code-file", "-"]).stdin(code).run().text();
}

#[test]
fn init_never_overwrites() {
    let place = Place::new();
    let before = place.read("vault.json");
    assert_eq!(place.error(&["init"], 5), "already_exists");
    assert_eq!(place.read("vault.json"), before);
}

#[test]
fn a_weak_vault_key_is_refused_and_nothing_is_made() {
    let place = Place::empty();
    let weak = place.call(&["init", "--json"]).env("INKSEAL_VAULT_KEY", "too short").run();
    assert_eq!(weak.error(2), "weak_vault_key");
    assert_eq!(place.error(&["init", "--org", "short"], 2), "invalid_input");
    assert!(!place.vault().exists());
}

#[cfg(target_os = "linux")]
#[test]
fn the_default_vault_is_in_the_users_data_folder() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::empty();
    let default = |arguments: &[&str]| place.call(arguments).without("INKSEAL_VAULT").run();
    default(&["init"]).text();
    let vault = place.path(".local/share/inkseal/vault.json");
    assert_eq!(vault.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(vault.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(default(&["info", "--json"]).json()["vault"], vault.to_str().unwrap());
}

#[test]
fn the_vault_key_changes_and_secrets_stay() {
    let place = Place::new();
    let changed = place.call(&["key", "change", "--json"]).env("INKSEAL_NEW_VAULT_KEY", NEW_KEY).run().json();
    assert_eq!(changed["key_type"], "primary");
    assert_eq!(place.error(&["get", "mail", "password"], 3), "wrong_vault_key");
    let key = place.write("key", &format!("{NEW_KEY}\n"));
    assert_eq!(place.run(&["get", "mail", "password", "-n", "--vault-key-file", &key]).text(), PASSWORD);
    let weak = place.call(&["key", "change", "--json"]).env("INKSEAL_NEW_VAULT_KEY", "weak").run();
    assert_eq!(weak.error(2), "weak_vault_key");
}

#[test]
fn keys_are_removed_except_the_last_primary() {
    let place = Place::new();
    let primary = place.json(&["key", "list", "--type", "primary"])[0]["id"].as_str().unwrap().to_owned();
    let recovery = place.json(&["key", "list", "--type", "recovery"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(place.error(&["key", "remove", &primary, "--yes"], 5), "conflict");
    assert_eq!(place.error(&["key", "remove", "none", "--yes"], 4), "not_found");
    assert_eq!(place.error(&["key", "remove", &recovery, "--no-input"], 2), "invalid_input");
    assert_eq!(place.json(&["key", "remove", &recovery, "--yes"])["id"], recovery.as_str());
    assert_eq!(place.json(&["key", "list"]).as_array().unwrap().len(), 4);
}

#[test]
fn the_vault_key_comes_from_a_file_or_standard_input() {
    let place = Place::new();
    let call = |arguments: &[&str]| place.call(arguments).without("INKSEAL_VAULT_KEY");
    let key = place.write("key", &format!("{VAULT_KEY}\n"));
    let get = ["get", "mail", "username", "-n", "--vault-key-file"];
    assert_eq!(call(&[&get[..], &[&key]].concat()).run().text(), "ada");
    assert_eq!(call(&[&get[..], &["-"]].concat()).stdin(VAULT_KEY).run().text(), "ada");
    assert_eq!(call(&[&get[..], &["-", "--json"]].concat()).stdin("wrong").run().error(3), "wrong_vault_key");
    assert_eq!(call(&["get", "mail", "username", "--no-input", "--json"]).run().error(3), "locked");
    let missing = call(&["--json", "--vault-key-file", "missing", "get", "mail", "username"]).run();
    assert_eq!(missing.error(1), "io");
}
