//! References in the environment and in templates: where they may stand, how they are written, which one fails.

use serde_json::{Value, json};

use crate::harness::{API_KEY, DATA, Outcome, PASSWORD, PRIVATE_KEY, Place};

fn message(outcome: &Outcome) -> String {
    let error: Value = serde_json::from_str(&outcome.stderr).unwrap();
    error["error"]["message"].as_str().unwrap().to_owned()
}

/// A place where a name has two secrets.
fn with_namesakes() -> Place {
    let place = Place::new();
    place.run(&["rename", "weather", "twice"]).text();
    place.run(&["rename", "storage", "twice", "--duplicate"]).text();
    place
}

#[cfg(unix)]
#[test]
fn a_reference_inside_a_value_has_braces() {
    let place = Place::new();
    let print = ["run", "--no-masking", "--", "sh", "-c", "printf '%s' \"$U\""];
    let run = |value: &str| place.call(&print).env("U", value).run();
    let url = "postgres://{{ inkseal://mail/username }}:{{inkseal://mail/password | url}}@h/db";
    assert_eq!(run(url).text(), "postgres://ada:pa%20ss%22w%C3%B6rd%5C1@h/db");
    // Other braces are not ours.
    assert_eq!(run("{{ user }}").text(), "{{ user }}");

    let file = place.write("file", "U='postgres://u:{{ inkseal://weather/api_key }}@h/db'\n");
    let print = ["run", "--env-file", &file, "--no-masking", "--", "sh", "-c", "printf '%s' \"$U\""];
    assert_eq!(place.run(&print).text(), format!("postgres://u:{API_KEY}@h/db"));
}

#[cfg(unix)]
#[test]
fn what_is_inside_a_value_is_masked_by_itself() {
    let place = Place::new();
    let print = ["run", "--", "sh", "-c", "echo \"$U\"; echo \"${U#*:}\""];
    let run = place.call(&print).env("U", "u:{{ inkseal://weather/api_key }}@h").run();
    assert_eq!(run.text(), "u:<concealed by inkseal>@h\n<concealed by inkseal>@h\n");
}

#[test]
fn a_bare_reference_inside_a_value_is_refused_with_a_hint() {
    let place = Place::new();
    for value in [
        "postgres://u:inkseal://mail/password@h/db",
        " inkseal://mail/password",
        "{{ inkseal://mail/password }} inkseal://mail/password",
        "{{ x inkseal://mail/password }}",
        "inkseal://mail/username:inkseal://mail/password",
    ] {
        let file = place.write("file", &format!("U='{value}'\n"));
        let calls = [
            place.call(&["run", "--json", "--", "true"]).env("U", value),
            place.call(&["env", "--json"]).env("U", value),
            place.call(&["run", "--env-file", &file, "--json", "--", "true"]),
        ];
        for call in calls {
            // Nothing is asked for: it is wrong before the vault is opened.
            let refused = call.without("INKSEAL_VAULT_KEY").run();
            assert_eq!(refused.error(2), "invalid_input", "{value}");
            let message = message(&refused);
            assert!(message.contains("\"U\"") && message.contains("{{ inkseal://NAME/FIELD }}"), "{message}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_reference_in_what_is_not_text_is_not_passed_on() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, process::Command};
    let run = |value: &[u8]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inkseal"));
        command.args(["run", "--", "true"]).env("U", OsStr::from_bytes(value)).output().unwrap()
    };
    let refused = run(b"\xffinkseal://a/b");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("\"U\""));
    assert_eq!(run(b"\xff").status.code(), Some(0));
}

/// Of three references one fails: everybody says which.
#[test]
fn the_one_that_fails_is_named() {
    let place = with_namesakes();
    let cases = [
        ("inkseal://twice/api_key", "twice", 2, "invalid_input"),
        ("inkseal://note/password", "note", 4, "not_found"),
        ("inkseal://note/totp", "note", 2, "type_mismatch"),
        ("inkseal://nowhere/password", "nowhere", 4, "not_found"),
    ];
    for (reference, secret, exit_code, code) in cases {
        let lines = format!("A=inkseal://mail/password\nB={reference}\nC=inkseal://note/data\n");
        let file = place.write("file", &lines);
        for arguments in [
            &["run", "--env-file", &file, "--json", "--", "true"][..],
            &["env", "--env-file", &file, "--json"],
        ] {
            let failed = place.run(arguments);
            assert_eq!(failed.error(exit_code), code, "{reference}");
            assert!(
                message(&failed).starts_with(&format!("the variable \"B\", secret {secret:?}: ")),
                "{failed:?}"
            );
        }
        let template = format!("{{{{ inkseal://mail/password }}}}\n\n{{{{ {reference} }}}}\n");
        let failed = place.call(&["inject", "--json"]).stdin(&template).run();
        assert_eq!(failed.error(exit_code), code, "{reference}");
        assert!(
            message(&failed).starts_with(&format!("template, line 3, secret {secret:?}: ")),
            "{failed:?}"
        );
        let people = place.call(&["inject"]).stdin(&template).run();
        assert!(people.stderr.contains("line 3") && people.stderr.contains(secret), "{people:?}");
    }
    // The ids of an ambiguous name stay where programs look for them.
    let failed = place.call(&["inject", "--json"]).stdin("{{ inkseal://twice/api_key }}").run();
    let error: Value = serde_json::from_str(&failed.stderr).unwrap();
    assert_eq!(error["error"]["ids"].as_array().unwrap().len(), 2);

    let file = place.write("file", "A=1\nB\n");
    let failed = place.run(&["env", "--env-file", &file, "--json"]);
    assert_eq!(failed.error(6), "malformed");
    assert!(message(&failed).contains(&file) && message(&failed).contains("line 2"), "{failed:?}");
}

#[test]
fn filters_fit_a_value_to_its_place() {
    let place = Place::new();
    let inject = |template: &str| place.call(&["inject"]).stdin(template).run();
    let json = inject(r#"{"password": {{ inkseal://mail/password | json }}}"#);
    assert_eq!(json.json(), json!({ "password": PASSWORD }));
    let yaml = inject("key: |\n    {{ inkseal://deploy/private_key | indent 4 }}\n");
    assert_eq!(yaml.text(), "key: |\n    -----BEGIN KEY-----\n    hush\n    -----END KEY-----\n\n");
    assert_eq!(inject("{{ inkseal://mail/password | yaml }}").text(), r#""pa ss\"wörd\\1""#);
    assert_eq!(inject("{{ inkseal://note/data | base64 | shell }}").text(), "'d2hzZWNfaHVzaC1kYXRh'");

    let wrong = place.call(&["inject", "--json"]).stdin("\n{{ inkseal://mail/password | toml }}").run();
    assert_eq!(wrong.error(2), "invalid_input");
    assert!(message(&wrong).contains("line 2") && message(&wrong).contains("indent N"), "{wrong:?}");
    let quoted = place.call(&["inject", "--json"]).stdin("\"{{ inkseal://mail/password | json }}\"").run();
    assert_eq!(quoted.error(2), "invalid_input");
    assert!(message(&quoted).contains("quotes"), "{quoted:?}");
}

#[cfg(unix)]
#[test]
fn a_later_environment_file_wins() {
    let place = Place::new();
    let one = place.write("one", "A=1\nB=1\nC=inkseal://note/data\n");
    let two = place.write("two", "B=2\nC=plain\n");
    let print = ["--no-masking", "--", "sh", "-c", "echo \"$A|$B|$C\""];
    let run = |files: &[&str]| place.call(&[&["run"], files, &print].concat()).env("B", "0").run();
    assert_eq!(run(&["--env-file", &one, "--env-file", &two]).text(), "1|2|plain\n");
    assert_eq!(run(&["--env-file", &two, "--env-file", &one]).text(), format!("1|1|{DATA}\n"));
    let stdin = place.call(&["run", "--env-file", &one, "--env-file", "-", "--", "sh", "-c", "echo $B"]);
    assert_eq!(stdin.stdin("B=3").run().text(), "3\n");
}

/// Files of Windows: the line ends are of the file and not of the values.
#[cfg(unix)]
#[test]
fn an_environment_file_may_have_lines_of_windows() {
    let place = Place::new();
    let file = place.write("file", "A='one\r\ntwo'\r\nB=\"three\r\nfour\"\r\nC=inkseal://mail/username\r\n");
    let run =
        ["run", "--env-file", &file, "--no-masking", "--", "sh", "-c", "printf '%s|' \"$A\" \"$B\" \"$C\""];
    assert_eq!(place.run(&run).text(), "one\ntwo|three\nfour|ada|");
}

#[test]
fn env_prints_what_is_documented() {
    let place = Place::new();
    let file =
        place.write("file", "PLAIN='it'\nKEY=inkseal://deploy/private_key\nDATA=inkseal://note/data\n");
    let env = |more: &[&str]| {
        let call = place.call(&[&["env", "--env-file", &file], more].concat());
        call.env("PASSWORD", "inkseal://mail/password").env("OTHER", "x").env("INKSEAL_SOURCE_KEY", "k").run()
    };
    let sh = format!(
        "export DATA='{DATA}'\nexport KEY='{PRIVATE_KEY}'\nexport PASSWORD='{PASSWORD}'\nexport PLAIN='it'\n"
    );
    assert_eq!(env(&[]).text(), sh);
    assert_eq!(env(&["--as", "sh"]).text(), sh);
    let dotenv = format!("DATA={DATA}\nKEY='{PRIVATE_KEY}'\nPASSWORD='{PASSWORD}'\nPLAIN=it\n");
    assert_eq!(env(&["--as", "dotenv"]).text(), dotenv);
    let json = json!({ "DATA": DATA, "KEY": PRIVATE_KEY, "PASSWORD": PASSWORD, "PLAIN": "it" });
    for more in [&["--as", "json"][..], &["--json"], &["--json", "--as", "json"]] {
        assert_eq!(env(more).json(), json);
    }
    assert_eq!(env(&["--json", "--as", "sh"]).error(2), "invalid_input");
    assert_eq!(place.call(&["env", "--as", "json"]).run().json(), json!({}));

    // As `run`: without a reference there is nothing to open, and an identity sees what is granted.
    let plain = place.write("plain", "A=1\n");
    let locked = place.call(&["env", "--env-file", &plain, "--no-input"]).without("INKSEAL_VAULT_KEY");
    assert_eq!(locked.run().text(), "export A='1'\n");
    let granted = ["env", "--identity", "mailer", "--json"];
    assert_eq!(place.call(&granted).env("A", "inkseal://mail/username").run().json(), json!({ "A": "ada" }));
    assert_eq!(place.call(&granted).env("A", "inkseal://note/data").run().error(4), "not_found");
    // The same option everywhere, since --as is the form here.
    assert_eq!(place.run(&["get", "mail", "username", "-n", "--identity", "mailer"]).text(), "ada");

    // A name that a shell would take for something else.
    for (name, form) in [("A-B", "sh"), ("A.B", "sh"), ("1A", "sh"), ("A;id", "sh"), ("A$(id)", "dotenv")] {
        let file = place.write("named", &format!("{name}=1\n"));
        let refused = place.run(&["env", "--as", form, "--env-file", &file]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{name}");
        assert!(refused.stderr.contains(name), "{refused:?}");
    }
}

/// What `env` prints is what a shell, and our own reader of such files, makes of it.
#[cfg(unix)]
#[test]
fn env_is_read_as_it_was_meant() {
    let place = Place::new();
    let odd = "it's \"odd\" $HOME `id` $(id) \\ \\n #x ! {{ y }}\n\ttab, é\r\nlast";
    place.call(&["add", "other", "odd", "--stdin"]).stdin(odd).run().text();
    let env = |form: &str| {
        place
            .call(&["env", "--as", form])
            .env("ODD", "inkseal://odd/data")
            .env("E", "{{ inkseal://odd/data }}e")
            .run()
    };
    let script = place.write("script", &format!("{}printf '%s|%s' \"$ODD\" \"$E\"", env("sh").text()));
    let output = std::process::Command::new("sh").arg(&script).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{odd}|{odd}e"));

    let file = place.write("dotenv", env("dotenv").text());
    let print = ["run", "--env-file", &file, "--", "sh", "-c", "printf '%s|%s' \"$ODD\" \"$E\""];
    assert_eq!(place.run(&print).text(), format!("{odd}|{odd}e"));
}

#[test]
fn a_dash_is_standard_output() {
    let place = Place::new();
    let inject = place.call(&["inject", "-o", "-"]).stdin("{{ inkseal://mail/username }}").run();
    assert_eq!(inject.text(), "ada");
    assert_eq!(
        place.run(&["export", "--output", "-"]).text().trim_end(),
        place.read("vault.json").trim_end()
    );
    assert!(!place.path("-").exists());
}

/// The lock stays the file on which everybody waits, and nothing is written where a save would remove it.
#[test]
fn nothing_is_written_over_what_is_kept_beside_the_vault() {
    let place = Place::new();
    place.run(&["rename", "note", "memo"]).text();
    let template = place.write("template", "{{ inkseal://mail/username }}");
    assert_eq!(place.read(".vault.json.lock"), "");
    for kept in [".vault.json.lock", "./.vault.json.lock", ".vault.json.inkseal-0aZ9bcde.tmp"] {
        for arguments in [
            &["export", "--decrypted", "--yes", "-o", kept][..],
            &["export", "-o", kept],
            &["inject", "-i", &template, "-o", kept],
        ] {
            assert_eq!(place.error(arguments, 2), "invalid_input", "{arguments:?}");
        }
    }
    assert_eq!(place.read(".vault.json.lock"), "");
    assert!(!place.path(".vault.json.inkseal-0aZ9bcde.tmp").exists());
}

/// What cannot be written is an error and not a success that nobody sees.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let place = Place::new();
    let template = place.write("template", "{{ inkseal://mail/username }}");
    let file = place.write("file", "A=inkseal://mail/username\n");
    for arguments in [
        &["inject", "-i", &template][..],
        &["inject", "-i", &template, "-o", "-"],
        &["env", "--env-file", &file],
        &["env", "--env-file", &file, "--json"],
        &["get", "mail", "password"],
        &["list"],
        &["list", "--json"],
        &["export"],
        &["generate"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let outcome = place.call(arguments).into_file(full);
        assert_eq!(outcome.code, 1, "{arguments:?}: {outcome:?}");
        assert!(outcome.stderr.contains("standard output"), "{arguments:?}: {outcome:?}");
    }
}
