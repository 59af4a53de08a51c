//! What is given is all that was meant, or nothing is stored.

use crate::harness::{PASSWORD, PRIVATE_KEY, Place};

#[test]
fn what_is_empty_is_not_stored_unless_it_is_meant() {
    let place = Place::new();
    let before = place.read("vault.json");
    let empty = place.write("empty", "");
    let line = place.write("line", "\r\n");
    for arguments in [
        &["edit", "mail", "--stdin"][..],
        &["add", "login", "x", "--stdin"],
        &["add", "other", "x", "--stdin"],
        &["add", "ssh_key", "x", "--stdin"],
        &["add", "login", "x", "--password-file", &empty],
        &["add", "login", "x", "--password-file", &line],
        &["add", "login", "x", "--password-file", "-"],
        &["edit", "mail", "--notes-file", &empty],
        &["edit", "note", "--data-file", &line],
        &["edit", "mail", "--json-stdin"],
        &["add", "api_key", "x", "--json-file", &empty],
        &["edit", "mail", "--totp-uri-stdin"],
    ] {
        let refused = place.run(arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(refused.stderr.contains("--allow-empty"), "{refused:?}");
        assert_eq!(place.error(arguments, 2), "invalid_input", "{arguments:?}");
        let piped = place.call(&[&["--json"], arguments].concat()).stdin("\n").run();
        assert_eq!(piped.code, 2, "{arguments:?}: {piped:?}");
    }
    assert_eq!(place.read("vault.json"), before);
    place.run(&["edit", "mail", "--stdin", "--allow-empty"]).text();
    assert_eq!(place.run(&["get", "mail", "password"]).text(), "");
    place.run(&["add", "other", "x", "--data-file", &empty, "--allow-empty"]).text();
    assert_eq!(place.run(&["get", "x", "data"]).text(), "");
}

#[cfg(unix)]
#[test]
fn a_program_that_fails_and_a_closed_input_give_no_secret() {
    let place = Place::new();
    for script in [
        r#""$I" edit mail --stdin </dev/null"#,
        r#"false | "$I" edit mail --stdin"#,
        r#""$I" edit mail --stdin <&-"#,
        r#"false | "$I" verify --vault-key-file -"#,
    ] {
        let refused = place.shell(script);
        assert_eq!(refused.code, 2, "{script}: {refused:?}");
        assert!(refused.stderr.contains("is empty"), "{refused:?}");
    }
    assert_eq!(place.run(&["get", "mail", "password"]).text(), PASSWORD);
}

/// OpenSSH reads no key with CRLF, and none without a last line end.
#[test]
fn the_line_ends_of_an_ssh_key_are_mended_and_told() {
    let place = Place::new();
    let crlf = PRIVATE_KEY.replace('\n', "\r\n");
    for (number, given) in [crlf.as_str(), crlf.trim_end(), PRIVATE_KEY.trim_end()].into_iter().enumerate() {
        let name = format!("key {number}");
        let added = place.call(&["add", "ssh_key", &name, "--stdin"]).stdin(given).run();
        assert!(added.code == 0 && added.stderr.contains("CRLF"), "{added:?}");
        assert_eq!(place.run(&["get", &name, "private_key"]).text(), PRIVATE_KEY);
        let edited = place.call(&["edit", "deploy", "--private-key-file", "-"]).stdin(given).run();
        assert!(edited.code == 0 && edited.stderr.contains("CRLF"), "{edited:?}");
        assert_eq!(place.run(&["get", "deploy", "private_key"]).text(), PRIVATE_KEY);
    }
    let json = serde_json::json!({ "private_key": crlf }).to_string();
    place.call(&["add", "ssh_key", "json", "--json-stdin"]).stdin(&json).run().text();
    assert_eq!(place.run(&["get", "json", "private_key"]).text(), PRIVATE_KEY);
    for (name, given) in [("whole", PRIVATE_KEY), ("no PEM", "hush\r\nhush")] {
        let added = place.call(&["add", "ssh_key", name, "--stdin"]).stdin(given).run();
        assert!(added.code == 0 && added.stderr.is_empty(), "{added:?}");
        assert_eq!(place.run(&["get", name, "private_key"]).text(), given);
    }
}

#[test]
fn a_field_that_goes_to_a_file_is_the_field() {
    let place = Place::new();
    assert_eq!(place.run(&["get", "deploy", "private_key"]).text(), PRIVATE_KEY);
    assert_eq!(place.run(&["get", "mail", "password"]).text(), PASSWORD);
    assert!(!place.run(&["show", "mail", "--raw"]).text().ends_with('\n'));
}

/// Format 1 derives from bytes, and systems type `ö` in two ways.
#[test]
fn a_vault_key_in_another_unicode_form_opens_and_is_told() {
    let (composed, decomposed) = ("Correct-H\u{f6}rse-Battery-9", "Correct-Ho\u{308}rse-Battery-9");
    for (made, typed) in [(composed, decomposed), (decomposed, composed)] {
        let place = Place::empty();
        place.call(&["init"]).env("INKSEAL_VAULT_KEY", made).run().text();
        let opened = place.call(&["verify"]).env("INKSEAL_VAULT_KEY", typed).run();
        assert!(opened.code == 0 && opened.stderr.contains("Unicode form"), "{opened:?}");
        let as_made = place.call(&["verify"]).env("INKSEAL_VAULT_KEY", made).run();
        assert!(as_made.code == 0 && !as_made.stderr.contains("Unicode form"), "{as_made:?}");
        let change = place.call(&["key", "change", "--json"]).env("INKSEAL_VAULT_KEY", typed);
        change.env("INKSEAL_NEW_VAULT_KEY", "Another-Horse-Battery-7").run().text();
        let wrong = place.call(&["verify", "--json"]).env("INKSEAL_VAULT_KEY", typed).run();
        assert_eq!(wrong.error(3), "wrong_vault_key");
    }
}

#[test]
fn of_a_wrong_key_is_told_what_is_odd_about_its_form() {
    let place = Place::new();
    for (content, oddity) in [
        ("\u{feff}Correct-Horse-Battery-9\n", "byte order mark"),
        ("Correct-Horse-Battery-9\n\n", "line end"),
        ("Correct-Horse-Battery-9 \n", "ends in a space"),
        ("Correct-Horse\nBattery-9\n", "several lines"),
    ] {
        let file = place.write("key", content);
        for mode in [&[][..], &["--json"]] {
            let wrong = place.run(&[&["verify", "--vault-key-file", &file], mode].concat());
            assert_eq!(wrong.code, 3, "{wrong:?}");
            assert!(wrong.stderr.contains(oddity) && !wrong.stderr.contains("Horse"), "{wrong:?}");
        }
    }
    let wrong = place.call(&["verify"]).env("INKSEAL_VAULT_KEY", "Correct-Horse-Battery-9\n").run();
    assert!(wrong.code == 3 && wrong.stderr.contains("INKSEAL_VAULT_KEY ends in a line end"), "{wrong:?}");
    let wrong = place.call(&["verify"]).env("INKSEAL_VAULT_KEY", "Plainly-Wrong-Key-1").run();
    assert!(wrong.code == 3 && !wrong.stderr.contains("what came from"), "{wrong:?}");
    let crlf = place.write("key", "Correct-Horse-Battery-9\r\n");
    place.run(&["verify", "--vault-key-file", &crlf]).text();
}

/// What nobody has seen must not be all that opens a vault.
#[cfg(target_os = "linux")]
#[test]
fn codes_that_cannot_be_shown_are_not_made() {
    let place = Place::empty();
    let full = place.shell(r#""$I" init >/dev/full"#);
    assert!(full.code == 1 && !place.vault().exists(), "{full:?}");
    let place = Place::new();
    let before = place.read("vault.json");
    let full = place.shell(r#""$I" key codes --yes >/dev/full"#);
    assert!(full.code == 1 && place.read("vault.json") == before, "{full:?}");
}

/// A shell gives what a command prints as a pipe.
#[cfg(target_os = "linux")]
#[test]
fn a_vault_from_a_command_is_read_and_not_written() {
    let place = Place::new();
    let get = place.shell(r#""$I" get mail username --vault <(cat vault.json)"#);
    assert_eq!(get.text(), "ada");
    let rename = place.shell(r#""$I" rename mail x --vault <(cat vault.json)"#);
    assert!(rename.code == 2 && rename.stderr.contains("pipe"), "{rename:?}");
    assert!(!place.path(".vault.json.lock").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_held_lock_is_told_and_given_up() {
    use std::{io::Read, process};
    let place = Place::new();
    let mut holder = process::Command::new("flock")
        .arg(place.path(".vault.json.lock"))
        .args(["sh", "-c", "echo; read line"])
        .stdin(process::Stdio::piped())
        .stdout(process::Stdio::piped())
        .spawn()
        .unwrap();
    holder.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    let named = format!("process {}", holder.id());
    let refused = place.run(&["rename", "note", "x", "--lock-timeout", "1"]);
    assert_eq!(refused.code, 5, "{refused:?}");
    let (told, error) = refused.stderr.split_once('\n').unwrap();
    assert!(told.starts_with("Waiting for ") && told.contains(&named), "{refused:?}");
    assert!(error.contains("error: ") && error.contains(&named), "{refused:?}");
    assert_eq!(place.error(&["rename", "note", "x", "--lock-timeout", "0"], 5), "conflict");
    place.run(&["list", "--lock-timeout", "0"]).text();
    drop(holder.stdin.take());
    place.run(&["rename", "note", "x"]).text();
    holder.wait().unwrap();
}

/// Both read a vault with 20,000 identities; one of them also prints as many rules with their handles.
#[test]
fn the_time_of_access_grows_as_its_rules_do() {
    use std::time::Instant;
    let place = Place::new();
    let mut file: serde_json::Value = serde_json::from_str(&place.read("vault.json")).unwrap();
    let id = |number: usize| format!("00000000-0000-4000-8000-{number:012x}");
    let numbers = || 0..20_000_usize;
    file["identities"] = numbers()
        .map(|n| serde_json::json!({ "id": id(n), "agent_handle": format!("agent-{n}"), "status": "active" }))
        .collect();
    file["secrets"][0]["access"] =
        numbers().map(|n| serde_json::json!({ "identity_id": id(n).to_uppercase() })).collect();
    place.write("vault.json", &file.to_string());
    let time = |arguments: &[&str]| {
        let times = (0..3).map(|_| {
            let began = Instant::now();
            assert!(place.run(arguments).text().contains("agent-19999"));
            began.elapsed()
        });
        times.min().unwrap()
    };
    let list = time(&["identity", "list"]);
    let access = time(&["access", "mail"]);
    assert!(access < list * 6, "{access:?}, and to list the identities {list:?}");
}
