// Helpers of tests are not in the lint's exception for tests.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::pseudoterminal::Person;
use std::os::unix::process::ExitStatusExt;

fn shell(script: &str, environment: &[(&str, &str)]) -> Child {
    let command = ["sh", "-c", script].map(OsString::from);
    Child::new(&command, environment.iter().copied()).unwrap()
}

fn mask(values: &[&str]) -> Mask {
    Mask::new(values.iter().map(|value| value.as_bytes())).unwrap()
}

/// The exit code, the output and the errors.
fn run(script: &str, environment: &[(&str, &str)]) -> (u8, String, String) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let code = shell(script, environment).run_into(&mask(&["hunter22"]), &mut output, &mut errors).unwrap();
    (code, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

/// One of these tests in a process of its own.
fn run_alone(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", &format!("child::tests::{test}")]);
    command
}

#[test]
fn the_child_has_the_values_and_its_output_is_concealed() {
    let script = r#"[ "$PW" = hunter22 ] && echo "out $PW." && printf 'err %s' "$PW" >&2; exit 5"#;
    let expected = (5, "out <concealed by inkseal>.\n".to_owned(), "err <concealed by inkseal>".to_owned());
    assert_eq!(run(script, &[("PW", "hunter22")]), expected);
    assert!(std::env::var_os("PW").is_none());
}

#[test]
fn our_own_variables_are_not_the_childs() {
    let given = OWN_VARIABLES.map(|name| (name, "value"));
    let (code, output, _) = run("env | grep INKSEAL_; env", &given);
    assert_eq!(code, 0);
    assert!(output.contains("PATH="));
    assert!(!output.contains("INKSEAL_"));
}

#[test]
fn a_signal_that_ended_the_child_is_told_as_shells_do() {
    assert_eq!(run("kill -KILL $$", &[]).0, 137);
    assert_eq!(run("exit 255", &[]).0, 255);
}

/// Sends this process a signal as soon as something is written.
struct SignalOnOutput(i32);

impl Write for SignalOnOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        signal_hook::low_level::raise(self.0)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_child_answers_signals_that_were_for_us() {
    let output = run_alone("be_asked_to_end").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("1 passed"));
}

#[test]
#[ignore = "gets a signal that ends other tests: run by the_child_answers_signals_that_were_for_us"]
fn be_asked_to_end() {
    let script = "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done";
    let output = SignalOnOutput(signal_hook::consts::SIGTERM);
    let code = shell(script, &[]).run_into(&mask(&[]), output, io::sink()).unwrap();
    assert_eq!(code, 7);
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_on_the_terminal_reaches_the_child_once() {
    let mut person = Person::new();
    let test = "count_interrupts";
    let mut process = person.in_session_of(&run_alone(test)).spawn().unwrap();
    person.waits_for("ready\r\n");
    person.types("\x03");
    assert_eq!(process.wait().unwrap().code(), Some(0));
}

#[test]
#[ignore = "needs a terminal: run by an_interrupt_on_the_terminal_reaches_the_child_once"]
fn count_interrupts() {
    let script =
        "trap 'n=$((n+1))' INT; echo ready; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; done; exit $n";
    let terminal = std::fs::File::options().write(true).open("/dev/tty").unwrap();
    let code = shell(script, &[]).run_into(&mask(&[]), terminal, io::sink()).unwrap();
    assert_eq!(code, 1);
}

/// An output that somebody has closed.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_output_is_closed_for_the_child() {
    let code = shell("while echo line; do :; done", &[]).run_into(&mask(&[]), Closed, io::sink()).unwrap();
    assert_ne!(code, 0);
}

#[test]
fn a_child_that_cannot_start_has_a_shells_exit_code() {
    for_what_cannot_start(|child| child.run_masked(&mask(&[])).unwrap_err());
    let output = run_alone("not_to_become_the_child").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("1 passed"));
}

#[test]
#[ignore = "a failed exec leaves SIGPIPE deadly: run by a_child_that_cannot_start_has_a_shells_exit_code"]
fn not_to_become_the_child() {
    for_what_cannot_start(|child| child.run_unmasked().unwrap_err());
}

fn for_what_cannot_start(start: impl Fn(Child) -> NotStarted) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let cases = [("/no/such/program".into(), 127, "not_found"), (file.path().as_os_str().into(), 126, "io")];
    for (program, code, error) in cases {
        let failed = start(Child::new(&[program], [("PW", "hunter22")]).unwrap());
        assert_eq!((failed.exit_code, failed.error.code()), (Some(code), error));
    }
}

#[test]
fn what_no_environment_can_hold_is_refused() {
    let command = ["true".into()];
    for (name, value) in [("", "x"), ("A=B", "x"), ("A\0", "x"), ("A", "hush\0")] {
        let error = Child::new(&command, [(name, value)]).unwrap_err();
        assert_eq!(error.code(), "invalid_input");
        assert!(!error.to_string().contains("hush"));
    }
    assert_eq!(Child::new(&[], [("A", "b")]).unwrap_err().code(), "invalid_input");
}

#[test]
fn unmasked_the_child_takes_our_place() {
    let status = run_alone("become_the_child").env("INKSEAL_VAULT_KEY", "value").output().unwrap().status;
    assert_eq!(status.signal(), Some(9));
}

#[test]
#[ignore = "ends the process: run by unmasked_the_child_takes_our_place"]
fn become_the_child() {
    let script = r#"[ "$PW" = hunter22 ] && [ -z "$INKSEAL_VAULT_KEY" ] && kill -KILL $$"#;
    shell(script, &[("PW", "hunter22")]).run_unmasked().unwrap();
}

#[test]
fn what_the_child_leaves_running_is_not_waited_for() {
    let begin = std::time::Instant::now();
    let (code, output, _) = run("sleep 30 & (sleep 0.05; echo late) & echo first; exit 3", &[]);
    assert_eq!((code, output.as_str()), (3, "first\nlate\n"));
    assert!(begin.elapsed() < std::time::Duration::from_secs(20));
}
