use super::*;
use crate::secret_input::ask_twice;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::ffi::OsString;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

/// The other side of a terminal: who sits in front of it.
struct Person {
    screen: File,
    seen: String,
    terminal: PathBuf,
}

impl Person {
    fn new() -> Self {
        let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&screen).unwrap();
        unlockpt(&screen).unwrap();
        let terminal = OsString::from_vec(ptsname(&screen, Vec::new()).unwrap().into_bytes()).into();
        Self { screen: File::from(screen), seen: String::new(), terminal }
    }

    /// Waits until `text` is on the screen once more than before.
    fn waits_for(&mut self, text: &str) {
        let mut byte = [0; 256];
        let start = self.seen.len();
        while !self.seen[start..].ends_with(text) {
            let count = self.screen.read(&mut byte).unwrap();
            self.seen.push_str(str::from_utf8(&byte[..count]).unwrap());
        }
    }

    fn types(&mut self, text: &str) {
        self.screen.write_all(text.as_bytes()).unwrap();
    }

    fn has_echo(&self) -> bool {
        tcgetattr(&self.screen).unwrap().local_modes.contains(LocalModes::ECHO)
    }
}

#[test]
fn an_answer_is_read_and_not_shown() {
    let mut person = Person::new();
    let path = person.terminal.clone();
    let asking = thread::spawn(move || {
        let mut terminal = Terminal::open_at(&path).unwrap();
        let answer = terminal.ask("Vault key: ", 64).unwrap();
        (terminal, answer)
    });
    person.waits_for("Vault key: ");
    assert!(!person.has_echo());
    person.types("huntex\x7fr 22\n");
    let (terminal, answer) = asking.join().unwrap();
    assert_eq!(*answer, b"hunter 22");
    person.waits_for("\n");
    assert_eq!(person.seen, "Vault key: \r\n");
    drop(terminal);
    assert!(person.has_echo());
}

#[test]
fn a_new_secret_is_typed_twice() {
    let mut person = Person::new();
    let path = person.terminal.clone();
    let asking =
        thread::spawn(move || ask_twice(&mut Terminal::open_at(&path).unwrap(), "vault key", 64).unwrap());
    for (question, answer) in
        [("Vault", "one\n"), ("same again", "two\n"), ("Vault", "one\n"), ("again", "one\n")]
    {
        person.waits_for(": ");
        assert!(person.seen.lines().last().unwrap().contains(question));
        person.types(answer);
    }
    assert_eq!(*asking.join().unwrap(), b"one");
    assert_eq!(person.seen.matches("They differ.").count(), 1);
    assert!(!person.seen.contains("one"));
}

#[test]
fn after_three_times_it_gives_up() {
    let mut person = Person::new();
    let path = person.terminal.clone();
    let asking = thread::spawn(move || {
        let error = ask_twice(&mut Terminal::open_at(&path).unwrap(), "vault key", 64).unwrap_err();
        error.code()
    });
    for answer in ["a\n", "b\n", "c\n", "d\n", "e\n", "f\n"] {
        person.waits_for(": ");
        person.types(answer);
    }
    assert_eq!(asking.join().unwrap(), "invalid_input");
    assert!(person.has_echo());
}

#[test]
fn a_long_answer_is_refused() {
    let mut person = Person::new();
    let path = person.terminal.clone();
    let asking =
        thread::spawn(move || Terminal::open_at(&path).unwrap().ask("Key: ", 8).unwrap_err().to_string());
    person.waits_for("Key: ");
    person.types("123456789\n");
    assert_eq!(asking.join().unwrap(), "the answer is longer than 8 bytes");
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_brings_the_echo_back() {
    let mut person = Person::new();
    let terminal = File::options().read(true).write(true).open(&person.terminal).unwrap();
    // A session of its own, whose terminal this is.
    let mut process = Command::new("setsid")
        .arg("--ctty")
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "terminal::unix::tests::ask_on_the_controlling_terminal"])
        .stdin(terminal.try_clone().unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    person.waits_for("Vault key: ");
    assert!(!person.has_echo());
    person.types("hunt\x03");
    assert_eq!(process.wait().unwrap().signal(), Some(SIGINT));
    assert!(person.has_echo());
}

#[test]
#[ignore = "needs a controlling terminal: run by an_interrupt_brings_the_echo_back"]
fn ask_on_the_controlling_terminal() {
    Terminal::open().unwrap().ask("Vault key: ", 64).unwrap();
}
