//! [`Writer`]: JSON text that is being written.

use inkseal::Error;

use super::ToJson;
use crate::Result;

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
        if text.bytes().any(|byte| matches!(byte, ..b' ' | b'"' | b'\\')) {
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
        text.ok_or_else(|| Error::InvalidInput("this cannot be written as JSON".into()).into())
    }
}
