//! Environment files (`run --env-file`), in the part of the dotenv format on which its readers agree:
//!
//! ```text
//! # a comment
//! NAME=value                  # ends at a # after a space; spaces around it are dropped
//! export NAME=value
//! NAME='as it is'             # may span lines
//! NAME="with \n \r \t \" \\ \$"   # may span lines
//! ```
//!
//! Lines end with LF, CRLF or CR, and that is LF in a value of several lines; a CR itself is `"\r"`.
//!
//! Nothing is substituted: `$OTHER` stays as it is, so that a file cannot copy the vault key from our
//! environment into the child's. A later line wins over an earlier one of the same name.

use std::borrow::Cow;

use inkseal::{Error, Result, SecretText};
use zeroize::Zeroizing;

use crate::args::InputFile;

/// A variable and its value, which may be a reference or the plain value.
pub(crate) type Variable = (String, Zeroizing<String>);

/// Reads the whole text of an environment file; `file` names it in errors.
///
/// # Errors
/// `malformed`, with the file, the line, and nothing of its content.
pub(crate) fn parse(text: &str, file: &InputFile) -> Result<Vec<Variable>> {
    let text = &*with_plain_line_ends(text);
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut variables = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(variables);
        }
        let read = if rest.starts_with('#') { Ok((None, rest)) } else { variable(rest) };
        let (variable, after) = read.map_err(|reason| {
            let before = text.len().saturating_sub(rest.len());
            let line = text.get(..before).unwrap_or_default().matches('\n').count().saturating_add(1);
            Error::Malformed(format!("environment file {file}, line {line}: {reason}").into())
        })?;
        variables.extend(variable);
        rest = after.split_once('\n').map_or("", |(_, next)| next);
    }
}

/// The text with LF at the end of each line. The program's allocator wipes the copies.
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// The variable that `text` begins with, and what follows it on its line and after.
fn variable(text: &str) -> Result<(Option<Variable>, &str), &'static str> {
    let (name, value) = text.split_once('=').ok_or("NAME=VALUE is expected")?;
    let name = name.trim();
    let name =
        name.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).unwrap_or(name).trim();
    if name.is_empty() || name.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Err("NAME=VALUE is expected");
    }
    let value = value.trim_start_matches([' ', '\t']);
    let (value, after) = if let Some(quoted) = value.strip_prefix('\'') {
        let (value, after) = quoted.split_once('\'').ok_or("a quote is not closed")?;
        (Zeroizing::new(value.to_owned()), at_line_end(after)?)
    } else if let Some(quoted) = value.strip_prefix('"') {
        let (value, after) = double_quoted(quoted)?;
        (value, at_line_end(after)?)
    } else {
        unquoted(value)
    };
    Ok((Some((name.to_owned(), value)), after))
}

fn unquoted(text: &str) -> (Zeroizing<String>, &str) {
    let end = text.find('\n').unwrap_or(text.len());
    let (line, after) = text.split_at_checked(end).unwrap_or((text, ""));
    let comment = line.match_indices('#').map(|(index, _)| index).find(|&index| {
        line.get(..index).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']))
    });
    let value = line.get(..comment.unwrap_or(line.len())).unwrap_or(line);
    (Zeroizing::new(value.trim().to_owned()), after)
}

/// The text up to the closing quote, its escapes undone, and what follows.
fn double_quoted(text: &str) -> Result<(Zeroizing<String>, &str), &'static str> {
    // As long as the rest at most: it does not grow and leave copies behind.
    let mut value = Zeroizing::new(String::with_capacity(text.len()));
    let mut letters = text.chars();
    loop {
        match letters.next().ok_or("a quote is not closed")? {
            '"' => return Ok((value, letters.as_str())),
            '\\' => value.push(match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(literal @ ('"' | '\\' | '$')) => literal,
                _ => return Err("a backslash in quotes is followed by n, r, t, \", \\ or $"),
            }),
            letter => value.push(letter),
        }
    }
}

/// Nothing but a comment may follow a closed quote.
fn at_line_end(after: &str) -> Result<&str, &'static str> {
    let line = after.split('\n').next().unwrap_or_default();
    let rest = line.trim();
    if rest.is_empty() || (rest.starts_with('#') && line.starts_with([' ', '\t'])) {
        Ok(after)
    } else {
        Err("something follows a closed quote")
    }
}

/// A value as [`parse`] and other readers of such files take it: as it is where it is plain, in single quotes
/// where it can be, and otherwise in double quotes with escapes. No form has a CR, which readers change.
pub(crate) fn quote(value: &str) -> SecretText {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:@%+,".contains(&byte);
    if !value.is_empty() && value.bytes().all(is_plain) {
        return value.into();
    }
    if !value.contains(['\'', '\r']) {
        return ["'", value, "'"].concat().into();
    }
    let mut quoted = Zeroizing::new(String::with_capacity(value.len().saturating_mul(2).saturating_add(2)));
    quoted.push('"');
    for letter in value.chars() {
        match letter {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '"' | '\\' | '$' => quoted.extend(['\\', letter]),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    std::mem::take(&mut *quoted).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(String, String)> {
        parse(text, &InputFile::Stdin)
            .unwrap()
            .into_iter()
            .map(|(name, value)| (name, value.to_string()))
            .collect()
    }

    #[test]
    fn the_forms_of_a_line() {
        let cases = [
            ("A=b", "b"),
            ("A=", ""),
            (" \n# comment\n\nA=b # comment\n", "b"),
            ("export A=b\r\n", "b"),
            ("A='one\r\ntwo'\r\n", "one\ntwo"),
            ("# first\r\nA=\"one\r\ntwo\\r\"\r\n", "one\ntwo\r"),
            ("A='one\rtwo'\r# last\r", "one\ntwo"),
            ("export\tA = b c  \n", "b c"),
            ("A=a#b=$X", "a#b=$X"),
            ("A=inkseal://My Login/password", "inkseal://My Login/password"),
            ("A='it \\n is $X # \n two' # comment", "it \\n is $X # \n two"),
            ("A=\"q\\\" \\\\ \\n\\t\\r \\$X\n#two\"\n", "q\" \\ \n\t\r $X\n#two"),
            ("\u{feff}A=b", "b"),
            ("A=it's", "it's"),
        ];
        for (text, value) in cases {
            assert_eq!(read(text), [("A".to_owned(), value.to_owned())], "{text:?}");
        }
        assert_eq!(read("# only a comment"), []);
        assert_eq!(read("A='1'\nB=2").len(), 2);
        assert_eq!(read("exportA=1"), [("exportA".to_owned(), "1".to_owned())]);
    }

    #[test]
    fn a_value_is_quoted_as_little_as_it_needs() {
        let cases = [
            ("https://a.example/b_c-d", "https://a.example/b_c-d"),
            ("", "''"),
            ("a b $X `c` \"d\" \\ #\n", "'a b $X `c` \"d\" \\ #\n'"),
            ("it's", "\"it's\""),
            ("it's\r\n\"$\\", "\"it's\\r\\n\\\"\\$\\\\\""),
        ];
        for (value, quoted) in cases {
            assert_eq!(quote(value).expose(), quoted);
        }
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read(value in "[ -~\r\n\té\u{85}\u{2028}]{0,20}") {
            let file = format!("A={}\nB=1\n", quote(&value).expose());
            prop_assert_eq!(read(&file), [("A".to_owned(), value), ("B".to_owned(), "1".to_owned())]);
        }
    }

    #[test]
    fn errors_name_the_line_and_not_its_content() {
        let cases = [
            "A=1\nhush",
            "A=1\nA='hush",
            "A=1\nA=\"hush",
            "A=1\nA=\"hush\\x\"",
            "A=1\nA='hush'x",
            "A=1\nh ush=1",
        ];
        for text in cases {
            let error = parse(text, &InputFile::Stdin).unwrap_err();
            assert_eq!(error.code(), "malformed");
            assert!(error.to_string().starts_with("environment file standard input, line 2: "), "{error}");
            assert!(!error.to_string().contains("ush"));
        }
    }
}
