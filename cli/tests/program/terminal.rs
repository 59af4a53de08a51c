//! With a person at a terminal: `setsid` of util-linux gives the program one, `env` of the coreutils its interrupts.

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
    person.waits_for("Api key of \"typed\": ");
    assert!(person.seen.contains("Deriving the key"));
    assert!(!person.has_echo());
    person.types("hush\n");
    assert!(child.wait().unwrap().success());
    assert_eq!(place.run(&["get", "typed", "api_key", "-n"]).text(), "hush");
}

/// The name of a file's secret can be anybody's.
#[test]
fn prompts_name_the_secret_after_the_vault_key() {
    let place = Place::new();
    place.run(&["rename", "mail", "m\x1b[2J"]).text();
    for (arguments, prompt, field, typed, got) in [
        (
            ["edit", "m\x1b[2J", "--ask", "password"],
            "Password of \"m\\u{1b}[2J\": ",
            "password",
            "new",
            "new",
        ),
        (
            ["totp", "set", "m\x1b[2J", "--digits=6"],
            "TOTP of \"m\\u{1b}[2J\" (otpauth URI or base32 secret): ",
            "password",
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            "new",
        ),
    ] {
        let mut person = Person::new();
        let mut child = start(&place, &person, &arguments, &[]);
        person.waits_for("Vault key: ");
        person.types(&format!("{VAULT_KEY}\n"));
        person.waits_for(prompt);
        person.types(&format!("{typed}\n"));
        assert!(child.wait().unwrap().success());
        assert_eq!(place.run(&["get", "m\x1b[2J", field, "-n"]).text(), got);
    }
    assert_eq!(place.run(&["totp", "m\x1b[2J", "--at", "59"]).text().trim_end().len(), 6);
}

#[test]
fn a_weak_vault_key_is_typed_once_and_asked_for_again() {
    let place = Place::empty();
    let mut person = Person::new();
    let mut child = start(&place, &person, &["init"], &[]);
    person.waits_for("Vault key: ");
    assert!(person.seen.contains("A vault key has at least 16 characters"), "{:?}", person.seen);
    person.types("short\n");
    person.waits_for("Vault key: ");
    assert!(person.seen.contains("must have at least 16 characters"), "{:?}", person.seen);
    person.types(&format!("{VAULT_KEY}\n"));
    person.waits_for("The same again: ");
    person.types(&format!("{VAULT_KEY}\n"));
    person.waits_for("vault.json\".\r\n");
    assert!(child.wait().unwrap().success());
    assert_eq!(person.seen.matches("The same again").count(), 1);

    let place = Place::empty();
    let mut person = Person::new();
    let mut child = start(&place, &person, &["init"], &[]);
    for _ in 0..3 {
        person.waits_for("Vault key: ");
        person.types("short\n");
    }
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(!place.vault().exists());
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
