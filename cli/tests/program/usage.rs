use std::process::Command;

use crate::harness::{Outcome, Place};

/// Everything that reads standard input, twice.
#[test]
fn two_readers_of_standard_input_are_a_usage_error() {
    let place = Place::new();
    for arguments in [
        &["add", "login", "x", "--stdin", "--vault-key-file", "-"][..],
        &["--vault-key-file", "-", "add", "login", "x", "--password-file", "-"],
        &["add", "login", "x", "--stdin", "--totp-uri-stdin"],
        &["add", "login", "x", "--password-file", "-", "--notes-file", "-"],
        &["add", "login", "x", "--json-stdin", "--recovery-code-file", "-"],
        &["edit", "mail", "--stdin", "--totp-uri-file", "-"],
        &["totp", "set", "mail", "--secret-stdin", "--vault-key-file", "-"],
        &["totp", "set", "mail", "--uri-file", "-", "--vault-key-file", "-"],
        &["inject", "--vault-key-file", "-"],
        &["run", "--env-file", "-", "--vault-key-file", "-", "--", "true"],
        &["run", "--env-file", "-", "--env-file", "-", "--", "true"],
        &["env", "--env-file", "x", "--env-file", "-", "--vault-key-file", "-"],
        &["key", "change", "--vault-key-file", "-", "--new-vault-key-file", "-"],
        &["key", "recover", "--recovery-code-file", "-", "--new-vault-key-file", "-"],
        &["import", "-", "--source-key-file", "-"],
        &["import", "x", "--keys", "-", "--org", "o", "--vault-key-file", "-"],
        &["webhook", "verify", "--secret", "note", "--headers", "-"],
        &["webhook", "verify", "--secret", "note", "--headers", "x", "--vault-key-file", "-"],
    ] {
        let before = place.read("vault.json");
        assert_eq!(place.error(arguments, 2), "invalid_input", "{arguments:?}");
        let people = place.run(arguments);
        assert!(people.code == 2 && people.stderr.contains("standard input"), "{people:?}");
        assert_eq!(place.read("vault.json"), before);
    }
}

#[test]
fn usage_errors_are_json_where_json_is_asked_for() {
    let place = Place::new();
    for arguments in [
        &["--json"][..],
        &["--json", "nonsense"],
        &["get", "--json"],
        &["get", "mail", "--json", "--nonsense"],
        &["add", "passport", "x", "--json"],
        &["totp", "--json"],
        &["totp", "mail", "--at", "soon", "--json"],
        &["totp", "mail", "--watch", "--at", "1", "--json"],
        &["describe", "mail", "--json"],
        &["access", "--json"],
        &["run", "--json"],
        &["import", "x", "--keys", "y", "--json"],
        &["show", "mail", "--raw", "--reveal", "--json"],
    ] {
        assert_eq!(place.run(arguments).error(2), "invalid_input", "{arguments:?}");
    }
    let people = place.run(&["get"]);
    assert_eq!((people.code, people.stdout.as_str()), (2, ""));
    assert!(people.stderr.contains("Usage:"));
}

#[test]
fn a_vault_key_and_a_recovery_code_together_are_refused() {
    let place = Place::new();
    let key = place.write("key", "x");
    let both = ["verify", "--vault-key-file", &key, "--recovery-code-file", &key];
    assert_eq!(place.error(&both, 2), "invalid_input");
}

#[test]
fn what_must_be_asked_is_an_error_without_input() {
    let place = Place::new();
    for arguments in [
        &["add", "login", "x", "--no-input"][..],
        &["add", "key_pair", "x", "--access-key", "a", "--no-input"],
        &["add", "ssh_key", "x"],
        &["edit", "mail", "--ask", "notes", "--no-input"],
        &["remove", "mail", "--no-input"],
        &["key", "change", "--no-input"],
    ] {
        assert_eq!(place.error(arguments, 2), "invalid_input", "{arguments:?}");
    }
}

/// Secret values have no option that takes them, so they cannot be in the list of processes.
#[test]
fn no_option_takes_a_secret_value() {
    for command in [&["add"][..], &["edit"], &["totp", "set"], &["key", "change"], &["init"], &["import"]] {
        let help = Command::new(env!("CARGO_BIN_EXE_inkseal")).args(command).arg("--help").output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        for option in help.lines().map(str::trim_start).filter(|line| line.starts_with("--")) {
            let name = option.split_whitespace().next().unwrap();
            let value = option.split_whitespace().nth(1).unwrap_or_default();
            let secret = [
                "password",
                "api-key",
                "secret",
                "private",
                "passphrase",
                "data",
                "notes",
                "uri",
                "code",
                "vault-key",
            ];
            if secret.iter().any(|word| name.contains(word)) && value.starts_with('<') {
                assert!(name.ends_with("-file") && value == "<FILE>", "{option}");
            }
        }
    }
}

#[test]
fn help_version_completions_and_manual() {
    let place = Place::empty();
    let ok = |arguments: &[&str]| -> Outcome {
        let outcome = place.run(arguments);
        outcome.text();
        outcome
    };
    assert!(ok(&["--help"]).stdout.contains("Exit codes"));
    assert!(ok(&["help", "add"]).stdout.contains("Usage: inkseal add"));
    assert!(ok(&["help", "key", "change"]).stdout.contains("old key reads on"));
    assert!(!ok(&["--help"]).stdout.contains("clear-clipboard"));
    assert!(ok(&["--version"]).stdout.starts_with("inkseal "));
    assert!(ok(&["show", "--help"]).stdout.contains("not authenticated"));
    assert!(ok(&["key", "change", "--help"]).stdout.contains("old key reads on"));
    assert!(ok(&["grant", "--help"]).stdout.contains("not cryptography"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(ok(&["completions", shell]).stdout.contains("credentials"), "{shell}");
    }
    assert!(place.json(&["completions", "bash"])["script"].as_str().unwrap().contains("credentials"));
    assert_eq!(place.json(&["man", "pages"])["folder"], "pages");
    assert!(place.path("pages/inkseal-totp-set.1").exists());
    assert!(place.read("pages/inkseal.1").contains("inkseal"));
}

#[test]
fn an_empty_variable_names_no_vault() {
    let place = Place::new();
    assert_eq!(place.call(&["generate", "--json"]).env("INKSEAL_VAULT", "").run().code, 0);
    let usage = place.call(&["frobnicate", "--json"]).run();
    assert!(usage.stderr.contains("unrecognized subcommand") && !usage.stderr.contains("Usage"));
}
