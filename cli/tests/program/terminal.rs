//! With a person at a terminal. `setsid` of util-linux gives the program one.

use std::{
    fs::File,
    process::{Child, Stdio},
};

use crate::{
    harness::{Place, VAULT_KEY},
    pseudoterminal::Person,
};

/// Starts the program with everything of it on the person's terminal.
fn start(place: &Place, person: &Person, arguments: &[&str], environment: &[(&str, &str)]) -> Child {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_inkseal"));
    command.args(arguments);
    let terminal = || File::options().read(true).write(true).open(person.terminal()).unwrap();
    let mut session = person.in_session_of(&command);
    session
        .stdin(Stdio::from(terminal()))
        .stdout(terminal())
        .stderr(terminal())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("TERM", "xterm")
        .env("INKSEAL_VAULT", place.vault())
        .envs(environment.iter().copied());
    session.spawn().unwrap()
}

#[test]
fn a_new_vault_key_is_typed_twice_and_not_shown() {
    let place = Place::empty();
    let mut person = Person::new();
    let mut child = start(&place, &person, &["init"], &[]);
    person.waits_for("Vault key: ");
    assert!(person.seen.contains("at least 16 characters"));
    assert!(!person.has_echo());
    person.types(&format!("{VAULT_KEY}\n"));
    person.waits_for("The same again: ");
    person.types(&format!("{VAULT_KEY}\n"));
    person.waits_for("vault.json\".\r\n");
    assert!(child.wait().unwrap().success());
    assert!(!person.seen.contains(VAULT_KEY));
    assert!(place.vault().exists());
    place.run(&["verify"]).text();
}

#[test]
fn a_secret_is_prompted_for() {
    let place = Place::new();
    let mut person = Person::new();
    let mut child = start(&place, &person, &["add", "api_key", "typed"], &[]);
    // The vault key comes first, so that nobody takes one prompt for the other.
    person.waits_for("Vault key: ");
    assert!(!person.has_echo());
    person.types(&format!("{VAULT_KEY}\n"));
    person.waits_for("Api key: ");
    assert!(person.seen.contains("Deriving the key"));
    person.types("hush\n");
    assert!(child.wait().unwrap().success());
    assert_eq!(place.run(&["get", "typed", "api_key", "-n"]).text(), "hush");
}

#[test]
fn deleting_asks_and_takes_anything_but_yes_for_no() {
    let place = Place::new();
    for (answer, code, left) in [("\n", 7, 5), ("no\n", 7, 5), ("y\n", 0, 4)] {
        let mut person = Person::new();
        let mut child = start(&place, &person, &["remove", "note"], &[]);
        person.waits_for("[y/N] ");
        assert!(person.seen.contains("Delete the secret \"note\""));
        person.types(answer);
        assert_eq!(child.wait().unwrap().code(), Some(code), "{answer:?}");
        assert_eq!(place.json(&["list"]).as_array().unwrap().len(), left);
    }
}

#[test]
fn a_terminal_gets_colour_and_no_control_characters() {
    let place = Place::new();
    place.run(&["rename", "note", "a\x1b[2Jb"]).text();
    let data = place.write("data", "one\ntwo\x1b[2J\n");
    place.run(&["edit", "a\x1b[2Jb", "--data-file", &data]).text();

    let mut person = Person::new();
    let mut child = start(&place, &person, &["list"], &[]);
    person.waits_for("For webhooks\r\n");
    assert!(child.wait().unwrap().success());
    assert!(person.seen.contains("\x1b[1mNAME") && person.seen.contains("a\\u{1b}[2Jb"), "{:?}", person.seen);
    assert!(!person.seen.contains("\x1b[2J"));

    let mut person = Person::new();
    let mut child = start(&place, &person, &["list"], &[("NO_COLOR", "1")]);
    person.waits_for("For webhooks\r\n");
    assert!(child.wait().unwrap().success());
    assert!(!person.seen.contains('\x1b'), "{:?}", person.seen);

    let mut person = Person::new();
    let get = ["get", "a\x1b[2Jb", "data", "-n"];
    let mut child = start(&place, &person, &get, &[("INKSEAL_VAULT_KEY", VAULT_KEY)]);
    person.waits_for("two\\u{1b}[2J\r\n");
    assert!(child.wait().unwrap().success());
}
