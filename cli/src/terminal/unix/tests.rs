use super::*;
use crate::pseudoterminal::Person;
use crate::secret_input::{NewSecret, ask_twice};
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::thread;

const VAULT_KEY: NewSecret<'_> = NewSecret { what: "vault key", limit: 64, rules: "", check: |_| Ok(()) };

#[test]
fn an_answer_is_read_and_not_shown() {
    let mut person = Person::new();
    let path = person.terminal().to_owned();
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
    let path = person.terminal().to_owned();
    let asking =
        thread::spawn(move || ask_twice(&mut Terminal::open_at(&path).unwrap(), &VAULT_KEY).unwrap());
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
    let path = person.terminal().to_owned();
    let asking = thread::spawn(move || {
        let error = ask_twice(&mut Terminal::open_at(&path).unwrap(), &VAULT_KEY).unwrap_err();
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
    let path = person.terminal().to_owned();
    let asking =
        thread::spawn(move || Terminal::open_at(&path).unwrap().ask("Key: ", 8).unwrap_err().to_string());
    person.waits_for("Key: ");
    person.types("123456789\n");
    assert_eq!(asking.join().unwrap(), "the answer is longer than 8 bytes");
}

/// What a person pastes, and the question that it is an answer to.
fn answer_to(pasted: &str) -> Result<Zeroizing<Vec<u8>>> {
    let mut person = Person::new();
    let path = person.terminal().to_owned();
    let asking = thread::spawn(move || Terminal::open_at(&path).unwrap().ask("Key: ", 100_000));
    person.waits_for("Key: ");
    person.types(pasted);
    asking.join().unwrap()
}

/// A line of the system's line mode holds 4,095 bytes.
#[test]
fn a_long_paste_is_whole() {
    let text = "0123456789".repeat(2000);
    assert_eq!(*answer_to(&format!("{text}\n")).unwrap(), text.as_bytes());
}

#[test]
fn a_second_line_is_refused_and_more_line_ends_are_not() {
    for pasted in ["one\ntwo", "one\ntwo\n", "one\r\n\r\ntwo\r\n"] {
        let error = answer_to(pasted).unwrap_err();
        assert_eq!(error.code(), "invalid_input");
        assert!(error.to_string().contains("--stdin") && !error.to_string().contains("two"), "{error}");
    }
    assert_eq!(*answer_to("one\r\n\n").unwrap(), b"one");
}

#[test]
fn the_end_of_the_input_cancels() {
    let error = answer_to("\x04").unwrap_err();
    assert_eq!(error.code(), "invalid_input");
    assert!(error.to_string().contains("cancelled"), "{error}");
    assert_eq!(*answer_to("half\x04 and half\n").unwrap(), b"half and half");
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_brings_the_echo_back() {
    let mut person = Person::new();
    let mut test = Command::new(std::env::current_exe().unwrap());
    test.args(["--ignored", "--exact", "terminal::unix::tests::ask_on_the_controlling_terminal"]);
    let mut process = person.in_session_of(&test).spawn().unwrap();
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
