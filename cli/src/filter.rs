//! [`Filter`]: how a value is written for the place that it is put in (TEMPLATES.md).

use std::io;

use base64::{Engine, engine::general_purpose::STANDARD};
use inkseal::{Error, Result, SecretText};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use zeroize::Zeroizing;

use crate::field_value::FieldValue;

/// The most spaces of `indent`.
const MAX_INDENT: usize = 100;

/// The most bytes that a filter makes: payloads have 1 MiB, and filters after one another multiply.
const MAX_LENGTH: usize = 16 * 1024 * 1024;

/// What RFC 3986 calls unreserved stays; everything else is escaped, so that it fits every part of a URL.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One way to write a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    /// A JSON string with its quotes (RFC 8259).
    Json,
    /// A double-quoted YAML scalar with its quotes, which is in one line.
    Yaml,
    /// The text with this many spaces before each of its lines but the first.
    Indent(usize),
    /// Base64 of the bytes, with padding (RFC 4648, section 4).
    Base64,
    /// Percent-encoded UTF-8, for any part of a URL (RFC 3986, section 2).
    Url,
    /// One word of a POSIX shell, in single quotes.
    Shell,
}

impl Filter {
    /// Reads a filter as it is written between bars.
    ///
    /// # Errors
    /// What is wrong with it, and nothing of it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let mut words = text.split_ascii_whitespace();
        let filter = match words.next() {
            Some("json") => Self::Json,
            Some("yaml") => Self::Yaml,
            Some("base64") => Self::Base64,
            Some("url") => Self::Url,
            Some("shell") => Self::Shell,
            Some("indent") => {
                let count = words.next().and_then(|count| count.parse().ok());
                Self::Indent(
                    count
                        .filter(|count| *count <= MAX_INDENT)
                        .ok_or("indent needs a number of spaces, at most 100: indent 4")?,
                )
            }
            _ => return Err("a filter is json, yaml, indent N, base64, url or shell"),
        };
        match words.next() {
            None => Ok(filter),
            Some(_) => Err("a filter ends with } or the bar before the next one; only indent has a number"),
        }
    }

    /// Whether what it makes has double quotes around it.
    pub(crate) fn quotes(self) -> bool {
        matches!(self, Self::Json | Self::Yaml)
    }

    /// The value in this form.
    ///
    /// # Errors
    /// `invalid_input` if it cannot be in this form, or is too long.
    pub(crate) fn apply(self, value: &FieldValue) -> Result<SecretText> {
        let made: SecretText = match self {
            Self::Json => json(value.text()?, serde_json::ser::CompactFormatter)?,
            Self::Yaml => json(value.text()?, Yaml)?,
            Self::Indent(count) => indent(value.text()?, count)?,
            Self::Base64 => STANDARD.encode(value.bytes()).into(),
            Self::Url => percent_encode(value.bytes(), RESERVED).to_string().into(),
            Self::Shell => shell(value.text()?)?,
        };
        check_length(made.expose().len())?;
        Ok(made)
    }
}

fn check_length(length: usize) -> Result<()> {
    if length > MAX_LENGTH {
        return Err(Error::InvalidInput("the filters make more than 16 MiB of one value".into()));
    }
    Ok(())
}

fn json(text: &str, formatter: impl Formatter) -> Result<SecretText> {
    let mut json = Zeroizing::new(Vec::new());
    let no_form = |_| Error::Io("the value has no JSON form".into());
    text.serialize(&mut Serializer::with_formatter(&mut *json, formatter)).map_err(no_form)?;
    String::from_utf8(std::mem::take(&mut *json))
        .map(SecretText::from)
        .map_err(|_| Error::Io("the value has no JSON form".into()))
}

/// JSON strings are YAML, but for characters that YAML does not print (1.2, section 5.1) or that its older
/// versions take for line ends.
struct Yaml;

impl Formatter for Yaml {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let is_special = |letter| {
            matches!(
                letter,
                '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            )
        };
        for piece in fragment.split_inclusive(is_special) {
            let mut letters = piece.chars();
            match letters.next_back() {
                Some(last) if is_special(last) => {
                    writer.write_all(letters.as_str().as_bytes())?;
                    write!(writer, "\\u{:04x}", u32::from(last))?;
                }
                _ => writer.write_all(piece.as_bytes())?,
            }
        }
        Ok(())
    }
}

/// Lines end with LF, CRLF or CR, as YAML has it; an empty line gets no spaces.
fn indent(text: &str, count: usize) -> Result<SecretText> {
    let breaks = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let length = text.len().saturating_add(breaks.saturating_mul(count));
    check_length(length)?;
    let mut indented = Zeroizing::new(String::with_capacity(length));
    let mut after_break = false;
    for letter in text.chars() {
        let is_break = matches!(letter, '\n' | '\r');
        if after_break && !is_break {
            indented.extend(std::iter::repeat_n(' ', count));
        }
        indented.push(letter);
        after_break = is_break;
    }
    Ok(std::mem::take(&mut *indented).into())
}

/// Everything is literal in single quotes (POSIX.1-2024, Shell Command Language, 2.2.2); a single quote ends
/// them, is escaped, and opens them again.
pub(crate) fn shell(text: &str) -> Result<SecretText> {
    if text.contains('\0') {
        return Err(Error::InvalidInput("a zero byte cannot be in a word of a shell".into()));
    }
    let escaped = Zeroizing::new(text.replace('\'', r"'\''"));
    Ok(["'", &escaped, "'"].concat().into())
}
