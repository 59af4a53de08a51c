//! Programs that fill the screen, side by side: one as it is, the other through `run` with a secret to mask.

use std::process::Command;

use crate::{
    harness::{PASSWORD, Place, VAULT_KEY},
    screen::{Screen, until},
};

/// The path with the Node that `scripts/setup` installs where there is none.
fn path() -> std::ffi::OsString {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../.node/bin:");
    [own.into(), std::env::var_os("PATH").unwrap()].into_iter().collect()
}

/// The environment of both.
fn in_place(command: &mut Command, place: &Place) {
    command
        .env_clear()
        .env("PATH", path())
        .env("HOME", place.path(""))
        .env("TERM", "xterm")
        .env("LC_ALL", "C.UTF-8")
        .env("LESSHISTFILE", "-")
        .env("PS1", "prompt> ")
        .env("PS0", "")
        .current_dir(place.path(""));
}

pub(crate) fn through_run(place: &Place, command: &[&str]) -> Command {
    let mut run = Command::new(env!("CARGO_BIN_EXE_inkseal"));
    run.args(["run", "--"]).args(command);
    in_place(&mut run, place);
    run.env("INKSEAL_VAULT", place.vault())
        .env("INKSEAL_VAULT_KEY", VAULT_KEY)
        .env("PASSWORD", "inkseal://mail/password");
    run
}

/// Both screens.
struct Both([Screen; 2]);

impl Both {
    fn start(places: &[Place; 2], command: &[&str]) -> Self {
        let mut plain = Command::new(command[0]);
        plain.args(&command[1..]);
        in_place(&mut plain, &places[0]);
        plain.env("PASSWORD", PASSWORD);
        Self([Screen::start(&plain), Screen::start(&through_run(&places[1], command))])
    }

    fn type_keys(&self, keys: &str) {
        self.0.iter().for_each(|screen| screen.types(keys));
    }

    fn resize(&self, rows: u16, columns: u16) {
        self.0.iter().for_each(|screen| screen.resizes(rows, columns));
    }

    /// Waits until both show `text`, and the same all over.
    fn show(&self, text: &str) {
        let [plain, run] = &self.0;
        until(
            || plain.contents().contains(text) && plain.contents() == run.contents(),
            || format!("{text:?}\n--- as it is\n{}\n--- through run\n{}", plain.contents(), run.contents()),
        );
    }

    fn end(mut self) {
        let [plain, run] = &mut self.0;
        assert_eq!(plain.ends(), run.ends());
    }
}

fn places() -> [Place; 2] {
    let places = [Place::new(), Place::new()];
    for place in &places {
        let lines: String = (1..=200).map(|line| format!("line {line}\n")).collect();
        place.write("lines", &lines);
    }
    places
}

#[test]
fn vim_edits() {
    let places = places();
    let both =
        Both::start(&places, &["vim", "-u", "NONE", "-i", "NONE", "-n", "--cmd", "set title", "lines"]);
    both.show("line 1\n");
    both.type_keys("Onew text\x1b");
    both.show("new text");
    both.resize(40, 100);
    both.show("line 38");
    both.type_keys("G");
    both.show("line 200");
    until(|| both.0.iter().all(|screen| screen.title().contains("lines")), || both.0[1].title());
    both.type_keys(":wq\r");
    both.end();
    assert_eq!(places[0].read("lines"), places[1].read("lines"));
    assert!(places[1].read("lines").starts_with("new text\n"));
}

#[test]
fn less_pages() {
    let places = places();
    let both = Both::start(&places, &["less", "lines"]);
    both.show("line 23\n");
    both.type_keys(" ");
    both.show("line 46\n");
    both.resize(10, 40);
    both.show("line 32\n:");
    both.type_keys("g");
    both.show("line 9\n:");
    both.type_keys("/line 150\r");
    both.show("line 150");
    both.type_keys("q");
    both.end();
}

#[test]
fn git_pages_its_log() {
    let places = places();
    for place in &places {
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            in_place(&mut git, place);
            git.args(["-c", "user.name=Ada", "-c", "user.email=ada@mail.example"]).args(arguments);
            git.env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
                .env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
            assert!(git.output().unwrap().status.success());
        };
        git(&["init", "-q", "-b", "main"]);
        for number in 0..20 {
            git(&["commit", "-q", "--allow-empty", "-m", &format!("commit {number}")]);
        }
    }
    let both = Both::start(&places, &["git", "log"]);
    both.show("commit 19");
    both.type_keys("G");
    both.show("commit 0");
    both.type_keys("q");
    both.end();
}

#[test]
fn top_shows_processes() {
    let places = places();
    // What it shows changes by itself: each is looked at alone.
    let mut both = Both::start(&places, &["top", "-d", "60"]);
    both.0.iter().for_each(|screen| screen.waits_for("COMMAND"));
    both.resize(30, 120);
    let is_wide = |screen: &Screen| screen.contents().lines().any(|line| line.contains("PID"));
    until(|| both.0.iter().all(is_wide), || both.0[1].contents());
    both.type_keys("h");
    both.0.iter().for_each(|screen| screen.waits_for("Help for Interactive Commands"));
    both.type_keys("q");
    both.0.iter().for_each(|screen| screen.waits_for("COMMAND"));
    both.type_keys("q");
    let [plain, run] = &mut both.0;
    assert_eq!(plain.ends(), run.ends());
}

#[test]
fn a_node_program_draws_its_box() {
    let places = places();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
    assert!(folder.join("node_modules").exists(), "scripts/setup installs what this test needs");
    let both = Both::start(&places, &["node", folder.join("full_screen.js").to_str().unwrap()]);
    both.show("80 columns, 24 lines, in colours");
    both.type_keys("\x1b[A");
    both.show("key: up");
    both.resize(30, 100);
    both.show("100 columns, 30 lines");
    both.type_keys("\x03");
    both.show("key: C-c");
    both.type_keys("q");
    both.end();
}

#[test]
fn a_shell_controls_jobs() {
    let places = places();
    let both = Both::start(&places, &["bash", "--norc", "--noprofile", "-i"]);
    both.show("prompt> ");
    both.type_keys("test -t 0 && test -t 1 && test -t 2 && echo ter\"\"minal $COLUMNS\r");
    both.show("terminal 80");
    both.type_keys("echo sta\"\"rted; cat\r");
    both.show("\nstarted");
    both.type_keys("one\r");
    both.show("one\none");
    both.type_keys("\x1a");
    both.show("Stopped");
    both.type_keys("jobs | wc -l; fg\r");
    both.show("\n1\ncat");
    both.type_keys("two\r");
    both.show("two\ntwo");
    both.type_keys("\x03");
    both.show("^C\nprompt> ");
    both.type_keys("echo $? typed\x17\x7f\r");
    both.show("\n130\n");
    both.type_keys("stty size; kill -0 $$; printf '\\033]2;%s\\007' ti\"\"tle\r");
    both.show("24 80");
    until(|| both.0.iter().all(|screen| screen.title() == "title"), || both.0[1].title());
    both.resize(30, 90);
    both.type_keys("\x0cstty size\r");
    both.show("30 90");
    both.type_keys("\x04");
    both.end();
}

#[test]
fn a_job_of_the_outer_shell_stops_and_comes_back() {
    let place = Place::new();
    place.write("lines", "line 1\nline 2\n");
    let mut bash = through_run(&place, &[]);
    let inkseal = bash.get_program().to_owned();
    bash = {
        let mut shell = Command::new("bash");
        shell.args(["--norc", "--noprofile", "-i"]);
        for (name, value) in bash.get_envs() {
            shell.env(name, value.unwrap());
        }
        shell.env("INKSEAL", inkseal).current_dir(place.path(""));
        shell
    };
    let mut screen = Screen::start(&bash);
    screen.waits_for("prompt> ");
    screen.types("\"$INKSEAL\" run -- vim -u NONE -i NONE -n lines\r");
    screen.waits_for("line 2\n~");
    screen.types("\x1a");
    screen.waits_for("Stopped");
    screen.types("clear; stty -a | grep -o ' echo ' ; jobs | wc -l\r");
    screen.waits_for("\n1\n");
    screen.resizes(30, 90);
    screen.types("clear; fg\r");
    screen.waits_for("line 2\n~");
    screen.types(":!echo in\"\"side; stty size\r");
    screen.waits_for("30 90");
    screen.types("\r:q!\r");
    screen.waits_for("prompt> ");
    // A command without handlers of its own, in the background and back.
    screen.types("clear; \"$INKSEAL\" run -- sh -c 'echo be\"\"gun; cat'\r");
    screen.waits_for("begun");
    screen.types("one\r");
    screen.waits_for("one\none");
    screen.types("\x1a");
    screen.waits_for("Stopped");
    screen.types("fg\r");
    screen.waits_for("cat'");
    screen.types("two\r");
    screen.waits_for("two\ntwo");
    screen.types("\x04");
    // What is typed while a command ends is the command's.
    until(|| screen.contents().trim_end().ends_with("\nprompt>"), || screen.contents());
    screen.types("clear; echo en\"\"ded $?\r");
    screen.waits_for("ended 0");
    screen.types("exit 3\r");
    assert_eq!(screen.ends(), Some(3));
}

#[test]
fn what_a_terminal_shows_is_masked() {
    let place = Place::new();
    let mut screen = Screen::start(&through_run(
        &place,
        &["sh", "-c", "printf '=%s=\\n' \"$PASSWORD\"; read -r x; printf '%s.\\n' \"$x\""],
    ));
    screen.waits_for("=<concealed by inkseal>=");
    screen.types(&format!("{PASSWORD}\r"));
    assert_eq!(screen.ends(), Some(0));
    screen.waits_for("inkseal>.");
    assert!(!screen.history().contains(PASSWORD));
}

#[test]
fn a_closed_terminal_hangs_up_once() {
    let place = Place::new();
    let script = "trap 'echo hup >> told; sleep 0.3; exit' HUP; echo $$ > id; echo ready; while :; do sleep 0.05; done";
    let screen = Screen::start(&through_run(&place, &["sh", "-c", script]));
    screen.waits_for("ready");
    // Both the terminal and whoever started it tell of the end.
    drop(screen);
    until(|| place.path("told").exists(), || "not told".to_owned());
    let id = place.read("id");
    until(|| !std::path::Path::new(&format!("/proc/{}", id.trim())).exists(), || "still there".to_owned());
    assert_eq!(place.read("told"), "hup\n");
}

#[test]
fn in_a_pipeline_each_output_is_what_ours_is() {
    let place = Place::new();
    let mut shell = through_run(&place, &[]);
    let inkseal = shell.get_program().to_owned();
    shell = {
        let mut command = Command::new("sh");
        let script = "\"$INKSEAL\" run -- sh -c 'test -t 0 && ! test -t 1 && test -t 2 && stty size <&2 >&2 && printf \"%s\\n\" \"$PASSWORD\" >&2' | cat; \
                      echo text | \"$INKSEAL\" run -- sh -c '! test -t 0 && test -t 1 && test -t 2 && cat; printf \"%s\\n\" \"$PASSWORD\"'; echo end";
        command.args(["-c", script]);
        for (name, value) in shell.get_envs() {
            command.env(name, value.unwrap());
        }
        command.env("INKSEAL", inkseal).current_dir(place.path(""));
        command
    };
    let mut screen = Screen::start(&shell);
    screen.waits_for("end");
    assert_eq!(screen.contents(), "24 80\n<concealed by inkseal>\ntext\n<concealed by inkseal>\nend");
    assert_eq!(screen.ends(), Some(0));
}
