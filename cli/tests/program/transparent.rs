//! `run` stays out of the child's way.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    process::{ChildStdout, Command, Stdio},
};

use crate::{
    harness::{Place, VAULT_KEY},
    screen::until,
};

/// Calls the program with a reference in its environment, in a session of its own without a terminal.
fn run(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new("setsid");
    command
        .args(["env", "--default-signal=INT", "--default-signal=QUIT", env!("CARGO_BIN_EXE_inkseal"), "run"])
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("INKSEAL_VAULT", place.vault())
        .env("INKSEAL_VAULT_KEY", VAULT_KEY)
        .env("PASSWORD", "inkseal://mail/password")
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn with_nothing_to_mask_the_child_takes_our_place() {
    let place = Place::new();
    for (arguments, reference) in [
        (&["--"][..], "plain"),
        (&["--"][..], "inkseal://mail/username"),
        (&["--no-masking", "--"][..], "inkseal://mail/password"),
    ] {
        let child = run(&place, &[arguments, &["sh", "-c", "echo $$"]].concat())
            .env("PASSWORD", reference)
            .spawn()
            .unwrap();
        let id = child.id();
        let output = child.wait_with_output().unwrap();
        // `setsid` and `env` become what they start.
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{id}\n"), "{reference}");
    }
}

#[test]
fn two_outputs_that_are_one_keep_their_order() {
    let place = Place::new();
    let script = "for i in $(seq 100); do echo o$i; echo e$i >&2; done; printf '%s\\n' \"$PASSWORD\"";
    let both = File::create(place.path("both")).unwrap();
    let mut command = run(&place, &["--", "sh", "-c", script]);
    command.stdout(both.try_clone().unwrap()).stderr(both);
    assert!(command.status().unwrap().success());
    let expected: String = (1..=100).map(|number| format!("o{number}\ne{number}\n")).collect();
    assert_eq!(place.read("both"), expected + "<concealed by inkseal>\n");
}

const SIGNALS: [&str; 14] = [
    "HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "CONT", "TSTP", "TTIN", "TTOU", "VTALRM", "PROF", "WINCH",
    "PWR",
];

/// Tells of each signal, and ends with 7 and all that it got at SIGTERM.
fn listener() -> String {
    let traps: String =
        SIGNALS.iter().map(|name| format!("trap 'n=$n.{name}; echo got-{name}' {name}; ")).collect();
    format!("{traps} trap 'echo all$n.; exit 7' TERM; echo ready; while :; do sleep 0.05; done")
}

fn line(lines: &mut impl BufRead) -> String {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    line
}

fn kill(signal: &str, receiver: &str) {
    assert!(Command::new("kill").args(["-s", signal, "--", receiver]).status().unwrap().success());
}

#[test]
fn each_signal_reaches_the_child_once() {
    let place = Place::new();
    for to_the_group in [false, true] {
        let mut inkseal = run(&place, &["--", "sh", "-c", &listener()]).spawn().unwrap();
        let mut lines = BufReader::new(inkseal.stdout.take().unwrap());
        assert_eq!(line(&mut lines), "ready\n");
        let receiver = format!("{}{}", if to_the_group { "-" } else { "" }, inkseal.id());
        for signal in SIGNALS {
            kill(signal, &receiver);
            assert_eq!(line(&mut lines), format!("got-{signal}\n"));
        }
        kill("TERM", &receiver);
        assert_eq!(line(&mut lines), format!("all.{}.\n", SIGNALS.join(".")));
        assert_eq!(inkseal.wait().unwrap().code(), Some(7));
    }
}

#[test]
fn a_signal_for_a_group_that_others_lead_reaches_the_child_once() {
    let place = Place::new();
    let mut command = run(&place, &["--", "sh", "-c", &listener()]);
    // The leader hears nothing.
    let mut leader = Command::new("setsid");
    leader.args([
        "sh",
        "-c",
        "trap '' USR2; trap : USR1 TERM HUP; \"$@\" & wait; wait; wait; wait; wait",
        "sh",
    ]);
    leader.args(command.get_args().skip(3)).current_dir(place.path("")).env_clear().stdout(Stdio::piped());
    for (name, value) in command.get_envs() {
        leader.env(name, value.unwrap());
    }
    command.stdout(Stdio::null());
    let mut leader = leader.spawn().unwrap();
    let mut lines = BufReader::new(leader.stdout.take().unwrap());
    assert_eq!(line(&mut lines), "ready\n");
    for signal in ["USR1", "HUP"] {
        kill(signal, &format!("-{}", leader.id()));
        assert_eq!(line(&mut lines), format!("got-{signal}\n"));
    }
    kill("TERM", &format!("-{}", leader.id()));
    assert_eq!(line(&mut lines), "all.USR1.HUP.\n");
    leader.wait().unwrap();
}

#[test]
fn a_child_that_stops_stops_us() {
    let place = Place::new();
    let mut inkseal = run(&place, &["--", "sh", "-c", "kill -STOP $$; echo again"]).spawn().unwrap();
    let status = format!("/proc/{}/stat", inkseal.id());
    until(|| std::fs::read_to_string(&status).unwrap().contains(") T "), || "not stopped".to_owned());
    kill("CONT", &inkseal.id().to_string());
    assert_eq!(inkseal.wait().unwrap().code(), Some(0));
    assert_eq!(rest(inkseal.stdout.take().unwrap()), "again\n");
}

fn rest(mut output: ChildStdout) -> String {
    let mut text = String::new();
    output.read_to_string(&mut text).unwrap();
    text
}

/// The first process of a container is given all orphans; so is a subreaper.
#[test]
fn orphans_are_reaped() {
    let place = Place::new();
    let script = "sh -c 'sleep 0.1 & echo $! > orphan'; o=$(cat orphan); \
                  for i in $(seq 1200); do [ -e /proc/$o ] || exit 0; sleep 0.05; done; exit 1";
    let reaper = "import ctypes, os, sys; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0); os.execvp(sys.argv[1], sys.argv[1:])";
    let plain = run(&place, &["--", "sh", "-c", script]);
    let mut command = Command::new("setsid");
    command.args(["python3", "-c", reaper]).args(plain.get_args()).current_dir(place.path("")).env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    assert_eq!(command.status().unwrap().code(), Some(0));
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let place = Place::new();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let output = run(&place, &["--", "echo", "hi"]).stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("cannot write to standard output"), "{errors}");
    // Who reads no more is no error: the child learns of it.
    let mut inkseal = run(&place, &["--", "sh", "-c", "while echo line; do :; done"]).spawn().unwrap();
    let mut lines = BufReader::new(inkseal.stdout.take().unwrap());
    assert_eq!(line(&mut lines), "line\n");
    drop(lines);
    assert_ne!(inkseal.wait().unwrap().code(), Some(0));
}

#[test]
fn a_script_without_an_interpreter_is_the_shells() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let script = place.write("script", "echo \"$1 $0\"; exit 9\n");
    std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    for masking in [&["--"][..], &["--no-masking", "--"]] {
        let output = run(&place, &[masking, &[&script, "an argument"]].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(9), "{output:?}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("an argument {script}\n"));
    }
}

#[test]
fn a_value_that_no_environment_takes_is_named() {
    let place = Place::new();
    let big = place.write("big", &"x".repeat(200_000));
    place.run(&["add", "other", "big", "--data-file", &big]).text();
    for masking in [&["--json", "--"][..], &["--json", "--no-masking", "--"]] {
        let output =
            run(&place, &[masking, &["true"]].concat()).env("BIG", "inkseal://big/data").output().unwrap();
        assert_eq!(output.status.code(), Some(126), "{output:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains("BIG has 200000 bytes") && !errors.contains("xxx"), "{errors}");
    }
}

#[test]
fn what_cannot_start_has_a_shells_exit_code() {
    let place = Place::new();
    let file = place.write("no-program", "");
    for masking in [&["--json", "--"][..], &["--json", "--no-masking", "--"]] {
        for (program, code, error) in
            [("no-such-command", 127, "not_found"), (&file, 126, "io"), ("/", 126, "io")]
        {
            let output = run(&place, &[masking, &[program]].concat()).output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{output:?}");
            let errors = String::from_utf8(output.stderr).unwrap();
            assert!(errors.contains(&format!("\"code\":\"{error}\"")), "{errors}");
        }
    }
}

#[test]
fn what_the_child_leaves_running_is_not_waited_for() {
    let place = Place::new();
    let script = "sleep 600 & echo $!; (sleep 0.05; echo late) & exit 3";
    let output = run(&place, &["--", "sh", "-c", script]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).unwrap();
    let (left, rest) = text.split_once('\n').unwrap();
    assert_eq!(rest, "late\n");
    kill("KILL", left);
}

#[test]
fn a_secret_is_a_file_while_the_child_runs() {
    let place = Place::new();
    for masking in [&[][..], &["--no-masking"]] {
        let script = "stat -c '%a %n' \"$KEY\"; stat -c %a \"$(dirname \"$KEY\")\"; stat -f -c %T \"$KEY\"; cat \"$KEY\"";
        let options = ["--file", "KEY=inkseal://deploy/private_key", "--", "sh", "-c", script];
        let output = run(&place, &[masking, &options].concat()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let path = lines[0].strip_prefix("600 ").unwrap();
        assert!(path.ends_with("/KEY") && lines[1] == "700" && lines[2] == "tmpfs", "{text}");
        assert_eq!(lines[3] == "<concealed by inkseal>", masking.is_empty(), "{text}");
        assert!(!std::path::Path::new(path).parent().unwrap().exists());
    }
    for (file, code) in [
        ("KEY=hush-hush", 2),
        ("hush-hush", 2),
        ("K/E=inkseal://deploy/private_key", 2),
        ("K=inkseal://no/data", 4),
    ] {
        let output = run(&place, &["--file", file, "--", "true"]).output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert!(!String::from_utf8(output.stderr).unwrap().contains("hush"));
    }
}

#[test]
fn a_key_is_masked_line_by_line() {
    let place = Place::new();
    let key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n";
    let file = place.write("key", key);
    place.run(&["edit", "deploy", "--private-key-file", &file]).text();
    let script = "printf '%s' \"$PASSWORD\" | sed 's/^/  /; s/$/\\r/'; printf '%s' \"$PASSWORD\" | head -2 | base64 -w0; \
                  printf '%s' \"$PASSWORD\" | tail -3";
    let output = run(&place, &["--", "sh", "-c", script])
        .env("PASSWORD", "inkseal://deploy/private_key")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("  <concealed by inkseal>\r\n  <concealed by inkseal>\r\n"), "{text}");
    assert!(text.contains("-----END KEY-----"), "{text}");
    assert!(!text.contains("MIIEvQ") && !text.contains("hkiG9w"), "{text}");
}

#[test]
fn what_is_no_secret_or_common_is_shown() {
    let place = Place::new();
    let common = place.write("common", "true");
    place.run(&["edit", "mail", "--username", "node", "--password-file", &common]).text();
    let arguments = ["--", "sh", "-c", "echo \"{\\\"$USER_NAME\\\": $PASSWORD, \\\"key\\\": \\\"$KEY\\\"}\""];
    let output = run(&place, &arguments)
        .env("USER_NAME", "inkseal://mail/username")
        .env("KEY", "inkseal://weather/api_key")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, "{\"node\": true, \"key\": \"<concealed by inkseal>\"}\n");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "Not masked, being short or a common word: mail/password.\n");
}

#[test]
fn a_prompt_that_may_begin_a_secret_is_shown() {
    let place = Place::new();
    let password = place.write("password", ">abcdefgh");
    place.run(&["edit", "mail", "--password-file", &password]).text();
    let mut inkseal = run(&place, &["--", "sh", "-c", "printf 'mysql>'; read line; echo \"$line$PASSWORD\""])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = inkseal.stdout.take().unwrap();
    let mut prompt = [0; 6];
    output.read_exact(&mut prompt).unwrap();
    assert_eq!(&prompt, b"mysql>");
    inkseal.stdin.take().unwrap().write_all(b"typed\n").unwrap();
    assert_eq!(rest(output), "typed<concealed by inkseal>\n");
    assert!(inkseal.wait().unwrap().success());
}
