//! With a person at a terminal: `setsid` of util-linux gives the program one, `env` of the coreutils its interrupts.

use std::{
    fs::File,
    process::{Child, Stdio},
};

use crate::{
    harness::{PRIVATE_KEY, Place, VAULT_KEY},
    pseudoterminal::Person,
};

/// Starts the program with everything of it on the person's terminal.
fn start(place: &Place, person: &Person, arguments: &[&str], environment: &[(&str, &str)]) -> Child {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_inkseal"));
    command.args(arguments);
    start_command(place, person, &command, environment)
}

fn start_command(
    place: &Place,
    person: &Person,
    command: &std::process::Command,
    environment: &[(&str, &str)],
) -> Child {
    let terminal = || File::options().read(true).write(true).open(person.terminal()).unwrap();
    let mut session = person.in_session_of(command);
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

/// Adds a login on a terminal, whose password `typed` is, and returns how that ended and what was shown.
fn add_typed(place: &Place, options: &[&str], typed: &str) -> (i32, String) {
    let mut person = Person::new();
    let add = [&["add", "login", "typed"], options].concat();
    let mut child = start(place, &person, &add, &[("INKSEAL_VAULT_KEY", VAULT_KEY)]);
    person.waits_for("Password of \"typed\": ");
    person.types(typed);
    person.waits_for("\n");
    let code = child.wait().unwrap().code().unwrap();
    if code != 0 {
        while !person.seen.contains("error") {
            person.waits_for("\n");
        }
    }
    (code, person.seen)
}

/// The system's line mode would keep 4,095 bytes of it.
#[test]
fn a_long_paste_is_stored_whole() {
    let place = Place::new();
    let text = "0123456789".repeat(500);
    assert_eq!(add_typed(&place, &[], &format!("{text}\n")).0, 0);
    assert_eq!(place.run(&["get", "typed", "password"]).text(), text);
}

#[test]
fn of_two_pasted_lines_none_is_stored() {
    let place = Place::new();
    let before = place.read("vault.json");
    let (code, seen) = add_typed(&place, &[], "hush\nhush\n");
    assert!(code == 2 && seen.contains("--stdin") && !seen.contains("hush"), "{code}: {seen}");
    assert_eq!(place.read("vault.json"), before);
}

#[test]
fn nothing_typed_is_no_secret_and_the_end_of_the_input_cancels() {
    let place = Place::new();
    let before = place.read("vault.json");
    let (code, seen) = add_typed(&place, &[], "\n");
    assert!(code == 2 && seen.contains("--allow-empty"), "{code}: {seen}");
    for options in [&[][..], &["--allow-empty"]] {
        let (code, seen) = add_typed(&place, options, "\x04");
        assert!(code == 2 && seen.contains("cancelled"), "{code}: {seen}");
    }
    assert_eq!(place.read("vault.json"), before);
    let mut person = Person::new();
    let edit = ["edit", "mail", "--ask", "password"];
    let mut child = start(&place, &person, &edit, &[("INKSEAL_VAULT_KEY", VAULT_KEY)]);
    person.waits_for("Password of \"mail\": ");
    person.types("\n");
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert_eq!(place.read("vault.json"), before);
    assert_eq!(add_typed(&place, &["--allow-empty"], "\n").0, 0);
    assert_eq!(place.run(&["get", "typed", "password"]).text(), "");
}

/// A line end is added for people, where the text has none.
#[test]
fn a_field_on_a_terminal_ends_its_line_once() {
    let place = Place::new();
    let mut person = Person::new();
    let script = "exec 2>/dev/null; \"$0\" get deploy private_key; \"$0\" get mail username; printf end";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_inkseal")]);
    let mut child = start_command(&place, &person, &command, &[("INKSEAL_VAULT_KEY", VAULT_KEY)]);
    person.waits_for("end");
    assert!(child.wait().unwrap().success());
    assert_eq!(person.seen, format!("{PRIVATE_KEY}ada\nend").replace('\n', "\r\n"));
}

#[test]
fn json_on_a_terminal_steers_nothing() {
    let place = Place::new();
    let name = "pay\u{202e}lap\u{9b}2J";
    place.run(&["rename", "note", name]).text();
    for (arguments, end) in [(&["list", "--json"][..], "]\r\n"), (&["export"], "}\r\n")] {
        let mut person = Person::new();
        let mut child = start(&place, &person, arguments, &[]);
        while !person.seen.contains("lap") {
            person.waits_for(end);
        }
        assert!(child.wait().unwrap().success());
        assert!(person.seen.contains("pay\\u202elap\\u009b2J"), "{:?}", person.seen);
    }
    assert_eq!(place.json(&["list"])[4]["name"], name, "a program gets it as it is");
}

#[test]
fn a_list_is_cut_to_the_screen() {
    let place = Place::new();
    place.run(&["rename", "note", &"語".repeat(255)]).text();
    let mut person = Person::new();
    let terminal = File::open(person.terminal()).unwrap();
    let size = rustix::termios::Winsize { ws_row: 24, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0 };
    rustix::termios::tcsetwinsize(&terminal, size).unwrap();
    let mut child = start(&place, &person, &["list"], &[("NO_COLOR", "1")]);
    while person.seen.lines().count() < 6 {
        person.waits_for("\n");
    }
    assert!(child.wait().unwrap().success());
    for line in person.seen.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 60, "{line:?}");
    }
    assert!(person.seen.contains(&place.id("mail")), "an id is whole");
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
