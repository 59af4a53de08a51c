use crate::harness::{API_KEY, DATA, PASSWORD, Place};

#[test]
fn inject_fills_references() {
    let place = Place::new();
    let template = "user={{ inkseal://mail/username }}\nkey={{inkseal://weather/api_key}} {{ other }}\n";
    let filled = format!("user=ada\nkey={API_KEY} {{{{ other }}}}\n");
    assert_eq!(place.call(&["inject"]).stdin(template).run().text(), filled);
    let file = place.write("template", template);
    assert_eq!(place.run(&["inject", "-i", &file]).text(), filled);

    let out = place.path("out");
    let written = place.json(&["inject", "-i", &file, "-o", out.to_str().unwrap()]);
    assert_eq!(written["output"], out.to_str().unwrap());
    assert_eq!(place.read("out"), filled);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(out.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let json = place.call(&["inject", "--json"]).stdin("{{ inkseal://mail/username }}").run().json();
    assert_eq!(json, serde_json::json!({ "text": "ada" }));
    let totp = place.call(&["inject"]).stdin("{{ inkseal://mail/totp }}").run();
    assert!(totp.text().len() == 8 && totp.text().bytes().all(|byte| byte.is_ascii_digit()));

    // Without a reference there is nothing to open; a reference that is wrong opens nothing.
    let plain = place.call(&["inject", "--no-input"]).without("INKSEAL_VAULT_KEY").stdin("plain");
    assert_eq!(plain.run().text(), "plain");
    assert_eq!(
        place.call(&["inject", "--json"]).stdin("{{ inkseal://mail }}").run().error(2),
        "invalid_input"
    );
    assert_eq!(
        place.call(&["inject", "--json"]).stdin("{{ inkseal://mail/no }}").run().error(4),
        "not_found"
    );
}

#[cfg(unix)]
#[test]
fn run_gives_values_to_the_child_alone() {
    let place = Place::new();
    let script = "printf '%s' \"$PASSWORD\" > got; printf 'it is %s\\n' \"$PASSWORD\"; \
                  printf '%s\\n' \"$PASSWORD\" >&2; \
                  env | grep -c INKSEAL_VAULT_KEY";
    let outcome = place
        .call(&["run", "--", "sh", "-c", &format!("{script}; exit 41")])
        .env("PASSWORD", "inkseal://mail/password")
        .run();
    assert_eq!(outcome.code, 41, "{outcome:?}");
    assert_eq!(place.read("got"), PASSWORD);
    assert_eq!(outcome.stdout, "it is <concealed by inkseal>\n0\n");
    assert_eq!(outcome.stderr, "<concealed by inkseal>\n");

    let plain = ["run", "--no-masking", "--", "sh", "-c", "printf '%s\\n' \"$PASSWORD\""];
    let plain = place.call(&plain).env("PASSWORD", "inkseal://mail/password").run();
    assert_eq!(plain.text(), format!("{PASSWORD}\n"));
}

#[cfg(unix)]
#[test]
fn run_reads_an_environment_file() {
    let place = Place::new();
    let file = place.write("env", "# comment\nA=inkseal://note/data\nexport B='plain text'\n");
    let arguments = ["run", "--env-file", &file, "--no-masking", "--", "sh", "-c", "echo \"$A|$B|$C\""];
    let outcome = place.call(&arguments).env("A", "inkseal://mail/password").env("C", "kept").run();
    assert_eq!(outcome.text(), format!("{DATA}|plain text|kept\n"));
}

#[cfg(unix)]
#[test]
fn run_has_the_exit_codes_of_a_shell() {
    let place = Place::new();
    let run = |command: &[&str]| {
        let call = place.call(&[&["run", "--no-input", "--"], command].concat());
        call.env("PASSWORD", "inkseal://mail/password").run()
    };
    assert_eq!(run(&["true"]).code, 0);
    assert_eq!(run(&["false"]).code, 1);
    assert_eq!(run(&["sh", "-c", "kill -TERM $$"]).code, 128 + 15);
    assert_eq!(run(&["no-such-command-here"]).code, 127);
    assert_eq!(run(&["/"]).code, 126);
    // Without a reference nothing is opened.
    assert_eq!(place.call(&["run", "--no-input", "--", "true"]).without("INKSEAL_VAULT_KEY").run().code, 0);
    // The child's own --json is not ours.
    let usage = place.call(&["run", "--bad", "--", "echo", "--json"]).run();
    assert!(usage.code == 2 && usage.stderr.starts_with("error:"), "{usage:?}");
}
