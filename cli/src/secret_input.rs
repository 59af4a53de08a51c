//! Where a secret comes from: a prompt, the environment, a file or standard input. Never argv.
//!
//! It is read straight from the descriptor into one buffer that is as large as it may ever get, is
//! never moved, and is wiped.

use std::env;
use std::fmt;
use std::io::{self, Read};

use inkseal::{Error, Result, SecretText};
use zeroize::Zeroizing;

use crate::args::InputFile;
use crate::terminal::Terminal;

/// The most bytes that a vault key or recovery code may have.
pub(crate) const KEY_LIMIT: usize = 64 * 1024;

/// The most bytes that a field of a secret may have.
pub(crate) const FIELD_LIMIT: usize = 1024 * 1024;

/// How often a new secret may be typed until it passes its check and both times agree.
const TRIES: usize = 3;

/// A secret that is being made.
#[derive(Debug)]
pub(crate) struct NewSecret<'a> {
    /// Names it in prompts and errors, such as "vault key".
    pub(crate) what: &'a str,
    /// Its most bytes.
    pub(crate) limit: usize,
    /// What is asked of it, told before it is typed.
    pub(crate) rules: &'a str,
    /// Whether it does what is asked.
    pub(crate) check: fn(&[u8]) -> Result<()>,
}

/// Where one secret comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Typed on the terminal, without echo.
    Prompt,
    /// The environment variable of this name, exactly as it is.
    Env(&'static str),
    /// A file or standard input; one line end at its end is dropped.
    File(InputFile),
}

/// Its name in a sentence.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prompt => f.write_str("the prompt"),
            Self::Env(name) => f.write_str(name),
            Self::File(file) => file.fmt(f),
        }
    }
}

impl Source {
    /// Decides for a key: the file of its option if it is given, else the environment variable if it
    /// is set and not empty, else the prompt.
    pub(crate) fn of_key(file: Option<&InputFile>, variable: &'static str) -> Self {
        match file {
            Some(file) => Self::File(file.clone()),
            None if env::var_os(variable).is_some_and(|value| !value.is_empty()) => Self::Env(variable),
            None => Self::Prompt,
        }
    }

    /// Reads a secret that exists. `what` names it in prompts and errors, such as "vault key";
    /// `limit` is its most bytes.
    ///
    /// # Errors
    /// `invalid_input` if it is too long, or would have to be asked for and `may_ask` is false or
    /// there is no terminal; `io` if it cannot be read.
    pub(crate) fn read(self, what: &str, limit: usize, may_ask: bool) -> Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Prompt => open_terminal(what, may_ask)?.ask(&prompt(what), limit),
            source => source.read_unasked(what, limit),
        }
    }

    /// Reads a secret that is being made: as [`Self::read`], but for a typed one the rules are told, it is
    /// checked, and it is typed twice.
    ///
    /// # Errors
    /// As [`Self::read`] and [`ask_twice`]. What is not typed is not checked.
    pub(crate) fn read_new(self, new: &NewSecret<'_>, may_ask: bool) -> Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Prompt => {
                let mut terminal = open_terminal(new.what, may_ask)?;
                terminal.say(&format!("{}\n", new.rules))?;
                ask_twice(&mut terminal, new)
            }
            source => source.read_unasked(new.what, new.limit),
        }
    }

    fn read_unasked(self, what: &str, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Prompt => Err(Error::InvalidInput(format!("the {what} was not given").into())),
            Self::Env(name) => {
                let value = env::var_os(name).unwrap_or_default().into_encoded_bytes();
                within(limit, what, Zeroizing::new(value))
            }
            Self::File(file) => {
                let bytes = read_to_end(&mut file.open(what)?, limit)
                    .map_err(|error| Error::Io(format!("the {what} from {file}: {error}").into()))?;
                within(limit, what, bytes)
            }
        }
    }
}

/// The text of a secret that was read.
///
/// # Errors
/// `invalid_input` if it is not UTF-8.
pub(crate) fn into_text(mut secret: Zeroizing<Vec<u8>>, what: &str) -> Result<SecretText> {
    String::from_utf8(std::mem::take(&mut *secret)).map(SecretText::from).map_err(|error| {
        drop(Zeroizing::new(error.into_bytes()));
        Error::InvalidInput(format!("the {what} is not UTF-8 text").into())
    })
}

/// Reads at most one byte more than `limit` and a line end, and drops one line end.
pub(crate) fn read_to_end(reader: &mut impl Read, limit: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    // A line end of two bytes, and one to see that there is more.
    let mut bytes = Zeroizing::new(vec![0; limit.saturating_add(3)]);
    let mut length = 0_usize;
    while let Some(free) = bytes.get_mut(length..).filter(|free| !free.is_empty()) {
        match reader.read(free) {
            Ok(0) => break,
            Ok(count) => length = length.saturating_add(count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    if bytes.ends_with(b"\n") {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
    }
    Ok(bytes)
}

/// Refuses what is longer than `limit`.
pub(crate) fn within(limit: usize, what: &str, secret: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>> {
    if secret.len() > limit {
        return Err(Error::InvalidInput(format!("the {what} is longer than {limit} bytes").into()));
    }
    Ok(secret)
}

fn open_terminal(what: &str, may_ask: bool) -> Result<Terminal> {
    let not_given = |why| Error::InvalidInput(format!("the {what} is needed and was not given{why}").into());
    if !may_ask {
        return Err(not_given(""));
    }
    Terminal::open().map_err(|_| not_given(", and there is no terminal to ask on"))
}

fn prompt(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(": ".chars()).collect()
}

/// Asks until what was typed passes the check and was typed twice in a row, at most `TRIES` times.
///
/// # Errors
/// As [`Terminal::ask`]; that of the check if the last one does not pass it, `invalid_input` if the two
/// differ.
pub(crate) fn ask_twice(terminal: &mut Terminal, new: &NewSecret<'_>) -> Result<Zeroizing<Vec<u8>>> {
    let NewSecret { what, limit, check, .. } = *new;
    let mut failure = None;
    for _ in 0..TRIES {
        let typed = terminal.ask(&prompt(what), limit)?;
        if let Err(error) = check(&typed) {
            terminal.say(&format!("{error}\n"))?;
            failure = Some(error);
            continue;
        }
        let again = terminal.ask("The same again: ", limit)?;
        // Both were typed by one person a moment ago: the comparison tells nobody anything by its time.
        if *typed == *again {
            return Ok(typed);
        }
        terminal.say("They differ.\n")?;
        failure = None;
    }
    Err(failure.unwrap_or_else(|| {
        Error::InvalidInput(format!("the {what} was not typed the same way twice").into())
    }))
}

#[cfg(test)]
mod tests;
