use crate::harness::Place;

#[test]
fn the_tour_runs_by_itself_and_leaves_nothing() {
    let place = Place::empty();
    let temporary = place.path("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let tour = |arguments: &[&str]| {
        let call = place.call(arguments).env("TMPDIR", temporary.to_str().unwrap());
        call.without("INKSEAL_VAULT_KEY").without("INKSEAL_VAULT").run()
    };
    let told = tour(&["tour"]);
    for word in
        ["login", "api_key", "key_pair", "ssh_key", "other", "(not_found)", "(locked)", "(corrupt)", "4 of 5"]
    {
        assert!(told.text().contains(word), "{word}: {told:?}");
    }
    assert_eq!(tour(&["tour", "--json"]).json().as_array().unwrap().len(), 8);
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(place.path("")).unwrap().count(), 1);
}

/// Every command, as a person sees it: something on standard output, no JSON, no secret that was not
/// asked for.
#[test]
fn output_for_people() {
    let place = Place::new();
    let cases: [(&[&str], &str); 14] = [
        (&["list"], "weather"),
        (&["info"], "inkbox-vault/1"),
        (&["show", "mail"], "password: (hidden)"),
        (&["show", "mail", "--reveal"], "username: ada"),
        (&["key", "list"], "primary"),
        (&["identity", "list"], "mailer"),
        (&["identity", "show", "mailer"], "The mailer"),
        (&["identity", "pause", "mailer"], "paused"),
        (&["identity", "resume", "mailer"], "active"),
        (&["grant", "note", "mailer"], "identity"),
        (&["revoke", "note", "mailer"], "taken back"),
        (&["access", "--identity", "mailer"], "mail"),
        (&["credentials", "--as", "mailer"], "mail"),
        (&["describe", "mail", "The mail"], "The mail"),
    ];
    for (arguments, expected) in cases {
        let outcome = place.run(arguments);
        assert!(outcome.text().contains(expected), "{outcome:?}");
        assert!(!outcome.stdout.contains('\x1b') && !outcome.stdout.starts_with(['{', '[']), "{outcome:?}");
        assert_eq!(outcome.stdout.contains("wörd"), arguments.contains(&"--reveal"));
    }
    let verified = place.run(&["verify"]);
    assert_eq!((verified.text(), verified.stderr.as_str()), ("", "5 secrets, 0 do not open\n"));
}

/// A clipboard of the test: the tool is a script on the path.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn copying_prints_no_secret() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let tool = place.write("xclip", "#!/bin/sh\ncat > \"$HOME/copied\"\n");
    std::fs::set_permissions(&tool, PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", place.path("").display(), std::env::var("PATH").unwrap());
    let copy = |arguments: &[&str]| place.call(arguments).env("PATH", &path).env("DISPLAY", ":0").run();
    assert_eq!(copy(&["get", "mail", "username", "--copy"]).text(), "");
    assert_eq!(place.read("copied"), "ada");
    let got = copy(&["get", "mail", "username", "--copy", "--json"]).json();
    assert_eq!(got, serde_json::json!({ "secret": "mail", "field": "username", "copied": true }));
    assert_eq!(copy(&["totp", "mail", "--at", "59", "--copy"]).text(), "");
    assert_eq!(place.read("copied"), "94287082");
    assert_eq!(copy(&["generate", "--copy", "--json"]).json()["copied"], true);
    assert_eq!(place.read("copied").len(), 24);
    assert_eq!(place.error(&["get", "mail", "username", "--copy"], 7), "unsupported");
}
