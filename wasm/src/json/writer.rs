//! [`Writer`]: JSON text that is being written.

use inkseal::{Error, Result};

use super::ToJson;

/// JSON text that is being written.
#[derive(Default)]
pub(crate) struct Writer {
    json: Vec<u8>,
    failed: bool,
}

impl Writer {
    /// Makes room for about so many bytes.
    pub(crate) fn reserve(&mut self, length: usize) {
        // What cannot be had at once may still be had step by step: the guess is a high one.
        let _ = self.json.try_reserve(length);
    }

    /// What is JSON already: punctuation, and the words without quotes.
    pub(crate) fn plain(&mut self, json: &str) {
        self.json.extend_from_slice(json.as_bytes());
    }

    /// Text, in quotes. Most of it has nothing to escape, and is copied at once.
    #[inline(never)]
    pub(crate) fn text(&mut self, text: &str) {
        if has_escapes(text) {
            self.failed |= serde_json::to_writer(&mut self.json, text).is_err();
        } else {
            self.quoted(text);
        }
    }

    fn quoted(&mut self, text: &str) {
        // A sign is stored, and a text of one letter would be copied by a call.
        self.json.push(b'"');
        self.plain(text);
        self.json.push(b'"');
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, number: u64) {
        self.failed |= serde_json::to_writer(&mut self.json, &number).is_err();
    }

    /// An object, whose members `members` writes.
    pub(crate) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.json.push(b'{');
        members(self);
        self.json.push(b'}');
    }

    /// A member of an object, unless it is absent.
    #[inline(never)]
    pub(crate) fn put(&mut self, name: &'static str, value: &dyn ToJson) {
        if !value.is_absent() {
            self.next(b'{');
            self.quoted(name);
            self.json.push(b':');
            value.write(self);
        }
    }

    pub(crate) fn list<T: ToJson>(&mut self, list: impl Iterator<Item = T>) {
        self.json.push(b'[');
        for element in list {
            self.next(b'[');
            element.write(self);
        }
        self.json.push(b']');
    }

    /// A comma, unless what comes is the first.
    fn next(&mut self, open: u8) {
        if self.json.last() != Some(&open) {
            self.json.push(b',');
        }
    }

    /// The text. It can always be written; were it not so, that is an error.
    pub(crate) fn into_text(self) -> Result<String> {
        let text = String::from_utf8(self.json).ok().filter(|_| !self.failed);
        text.ok_or_else(|| Error::InvalidInput("this cannot be written as JSON".into()))
    }
}

/// Whether a text has something that JSON escapes: control characters, quotes and backslashes. Eight bytes at a time,
/// as the text of all secrets comes through here: each eight are a number in which a borrow shows what is below a limit.
fn has_escapes(text: &str) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(EACH.wrapping_mul(limit)) & !bytes;
    let is = |bytes: u64, sign: u8| below(bytes ^ EACH.wrapping_mul(sign.into()), 1);
    eights.iter().map(|eight| u64::from_le_bytes(*eight)).any(|bytes| {
        let found = below(bytes, b' '.into()) | is(bytes, b'"') | is(bytes, b'\\');
        found & EACH.wrapping_mul(0x80) != 0
    }) || rest.iter().any(|byte| matches!(byte, ..b' ' | b'"' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_escapes_is_found_wherever_it_is() {
        for byte in 0..128 {
            let letter = char::from(byte);
            let escaped = serde_json::to_string(&letter).unwrap().contains('\\');
            for (before, after) in [(0, 0), (0, 7), (3, 4), (7, 0), (8, 0), (9, 20), (23, 1)] {
                let text = format!("{}{letter}{}", "ä".repeat(before), "~\u{7f}".repeat(after));
                assert_eq!(has_escapes(&text), escaped, "{text:?}");
            }
        }
    }
}
