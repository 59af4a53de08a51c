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

/// A clipboard of the test: the tool is a script on the path. It keeps the environment that it gets.
#[cfg(all(unix, not(target_os = "macos")))]
struct Clipboard {
    place: Place,
    path: String,
}

#[cfg(all(unix, not(target_os = "macos")))]
impl Clipboard {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new();
        let script = "#!/bin/sh\nenv >> environment\n\
                      case $* in *-out*) cat copied ;; *) cat > new && mv new copied ;; esac\n";
        let tool = place.write("xclip", script);
        std::fs::set_permissions(&tool, PermissionsExt::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", place.path("").display(), std::env::var("PATH").unwrap());
        Self { place, path }
    }

    fn call(&self, arguments: &[&str]) -> crate::harness::Call {
        self.place.call(arguments).env("PATH", &self.path).env("DISPLAY", ":0")
    }

    fn held(&self) -> String {
        self.place.read("copied")
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn copying_prints_no_secret() {
    let clipboard = Clipboard::new();
    let copy = |arguments: &[&str]| clipboard.call(&[arguments, &["--clear", "0"]].concat()).run();
    let copied = copy(&["get", "mail", "username", "--copy"]);
    assert_eq!(copied.text(), "");
    assert!(copied.stderr.contains("where it stays"), "{copied:?}");
    assert_eq!(clipboard.held(), "ada");
    let got = copy(&["get", "mail", "username", "--copy", "--json"]).json();
    assert_eq!(got, serde_json::json!({ "secret": "mail", "field": "username", "copied": true }));
    assert_eq!(copy(&["totp", "mail", "--at", "59", "--copy"]).text(), "");
    assert_eq!(clipboard.held(), "94287082");
    assert_eq!(copy(&["generate", "--copy", "--json"]).json()["copied"], true);
    assert_eq!(clipboard.held().len(), 24);
    let place = &clipboard.place;
    assert_eq!(place.error(&["get", "mail", "username", "--copy"], 7), "unsupported");
    assert_eq!(place.error(&["get", "mail", "username", "--clear", "1"], 2), "invalid_input");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn the_clipboard_is_cleared_and_its_program_gets_none_of_our_variables() {
    let clipboard = Clipboard::new();
    let copied = clipboard.call(&["get", "mail", "username", "--copy"]).run();
    assert!(copied.stderr.contains("cleared after 45 s"), "{copied:?}");
    assert_eq!(clipboard.held(), "ada");
    clipboard.call(&["get", "weather", "api_key", "--copy", "--clear", "1"]).run().text();
    let began = std::time::Instant::now();
    while !clipboard.held().is_empty() {
        assert!(began.elapsed().as_secs() < 60, "it is never cleared");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let environment = clipboard.place.read("environment");
    assert!(environment.contains("DISPLAY=:0") && !environment.contains("INKSEAL_"), "{environment}");
}

/// The process that clears, run at once.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn what_was_copied_since_is_not_cleared() {
    let clipboard = Clipboard::new();
    let clear = |held: &str| {
        clipboard.place.write("copied", held);
        clipboard.call(&["clear-clipboard", "xclip", "0"]).stdin("hush").run().text();
        clipboard.held()
    };
    for other in ["hush and more", "hus", "", "other", "hush\n\n"] {
        assert_eq!(clear(other), other);
    }
    assert_eq!(clear("hush"), "");
    assert_eq!(clear("hush\r\n"), "", "some tools add a line end");
}
