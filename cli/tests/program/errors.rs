use inkseal::inkbox::{MasterKey, OrgKey};
use serde_json::{Value, json};

use crate::harness::{Place, VAULT_KEY};

/// Each exit code, and the error code that stands for it, as JSON and for people.
#[test]
fn every_exit_code() {
    let place = Place::new();
    let cases: [(&[&str], i32, &str); 7] = [
        (&["get", "mail", "username", "--vault-key-file", "missing"], 1, "io"),
        (&["edit", "mail"], 2, "invalid_input"),
        (&["get", "mail", "password", "--recovery-code-file", "wrong"], 3, "wrong_vault_key"),
        (&["rename", "missing", "x"], 4, "not_found"),
        (&["init"], 5, "already_exists"),
        (&["info", "--vault", "wrong"], 6, "malformed"),
        (&["inject", "-i", "wrong", "-o", "out", "--as", "mailer"], 7, "access_denied"),
    ];
    place.write("wrong", "{{ inkseal://mail/password }}");
    place.run(&["identity", "pause", "mailer"]).text();
    for (arguments, exit_code, code) in cases {
        assert_eq!(place.error(arguments, exit_code), code, "{arguments:?}");
        let people = place.run(arguments);
        assert_eq!((people.code, people.stdout.as_str()), (exit_code, ""));
        assert!(people.stderr.starts_with("error: "), "{people:?}");
        assert!(!people.stderr.contains('\x1b'), "colour goes to terminals only");
    }
    assert!(!place.path("out").exists());
}

#[test]
fn a_missing_vault_is_not_found() {
    let place = Place::empty();
    for arguments in
        [&["list"][..], &["info"], &["get", "a", "b"], &["verify"], &["export"], &["key", "list"]]
    {
        assert_eq!(place.error(arguments, 4), "not_found", "{arguments:?}");
    }
    assert_eq!(place.error(&["info", "--vault", "."], 2), "invalid_input");
}

/// What a locked vault needs depends on the command; people and programs are told the same.
#[test]
fn a_locked_vault_says_which_key_it_needs() {
    let place = Place::new();
    let cases: [(&[&str], &[&str]); 3] = [
        (
            &["get", "mail", "password"],
            &["--vault-key-file", "INKSEAL_VAULT_KEY", "--recovery-code-file", "INKSEAL_RECOVERY_CODE"],
        ),
        (&["key", "change"], &["current vault key", "--vault-key-file", "INKSEAL_VAULT_KEY"]),
        (&["key", "recover"], &["the recovery code", "--recovery-code-file", "INKSEAL_RECOVERY_CODE"]),
    ];
    for (arguments, needed) in cases {
        for mode in [&["--no-input"][..], &["--no-input", "--json"]] {
            let locked = place.call(&[arguments, mode].concat()).without("INKSEAL_VAULT_KEY").run();
            assert_eq!(locked.code, 3, "{locked:?}");
            for word in needed {
                assert!(locked.stderr.contains(word), "{word}: {locked:?}");
            }
            assert_eq!(locked.stderr.contains("INKSEAL_VAULT_KEY"), !arguments.contains(&"recover"));
        }
    }
}

#[test]
fn nothing_is_written_when_the_key_is_wrong() {
    let place = Place::new();
    let before = place.read("vault.json");
    let wrong = place.call(&["add", "api_key", "x", "--stdin", "--json"]).env("INKSEAL_VAULT_KEY", "wrong");
    assert_eq!(wrong.stdin("hush").run().error(3), "wrong_vault_key");
    assert_eq!(place.read("vault.json"), before);
}

/// The names of a file can be anybody's; where standard output is no terminal JSON keeps them as they
/// are, and error texts and tables show them escaped.
#[test]
fn names_that_steer_a_terminal_are_escaped() {
    let place = Place::new();
    place.run(&["rename", "note", "a\x1b]0;x\x07\u{202e}b"]).text();
    let table = place.run(&["list"]);
    assert!(table.text().contains("a\\u{1b}]0;x\\u{7}\\u{202e}b"), "{table:?}");
    assert_eq!(place.json(&["list"])[4]["name"], "a\x1b]0;x\x07\u{202e}b");
    let error = place.run(&["show", "\x1b[2J", "--no-input"]);
    assert!(error.code == 4 && !error.stderr.contains('\x1b'));
}

/// What an early console left: a payload sealed with no id. The vault is made around a case of the test
/// vectors.
#[test]
fn payloads_without_aad_open_only_by_name() {
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/../test-vectors/inkbox/reading.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(vectors).unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    let case = cases.iter().find(|case| case["name"] == "no AAD: the legacy call").unwrap();
    let org_key = case["org_key_hex"].as_str().unwrap();
    let org_key: Vec<u8> =
        (0..32).map(|byte| u8::from_str_radix(&org_key[2 * byte..2 * byte + 2], 16).unwrap()).collect();

    let place = Place::new();
    let mut file: Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    let organization_id = file["info"]["organization_id"].as_str().unwrap();
    let master = MasterKey::derive(VAULT_KEY.as_bytes(), organization_id).unwrap();
    let primary = file["keys"].as_array_mut().unwrap().iter_mut().find(|key| key["key_type"] == "primary");
    let primary = primary.unwrap();
    let wrapped = master.wrap(&OrgKey::from_bytes(&org_key).unwrap(), primary["id"].as_str().unwrap());
    primary["wrapped_org_encryption_key"] = wrapped.unwrap().into();
    file["secrets"] = json!([{
        "id": case["secret_id"], "name": "old", "secret_type": case["secret_type"],
        "encrypted_payload": case["encrypted_payload"],
    }]);
    place.write("vault.json", &file.to_string());

    let get = ["get", "old", "password"];
    assert_eq!(place.error(&get, 6), "corrupt");
    assert_eq!(place.run(&[&get[..], &["--legacy-no-aad"]].concat()).text(), "pw");
    assert_eq!(place.run(&["verify"]).code, 6);
    place.run(&["edit", "old", "--username", "v", "--legacy-no-aad"]).text();
    assert_eq!(place.run(&get).text(), "pw", "it is sealed with its id now");
    assert_eq!(place.run(&["verify"]).code, 0);
}
