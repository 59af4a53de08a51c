use crate::harness::Place;

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

#[test]
fn payloads_without_aad_open_only_by_name() {
    let place = Place::new();
    // Sealed under no id: the blob of one secret, put under another id, is what an early console left
    // only when its AAD was empty; under any other it stays refused.
    let mut file: serde_json::Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    file["secrets"][1]["encrypted_payload"] = file["secrets"][0]["encrypted_payload"].clone();
    place.write("vault.json", &file.to_string());
    assert_eq!(place.error(&["get", "weather", "api_key"], 6), "corrupt");
    assert_eq!(place.error(&["get", "weather", "api_key", "--legacy-no-aad"], 6), "corrupt");
}
