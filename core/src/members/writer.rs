//! [`Writer`]: JSON text that is being written.

use std::io::{self, Write};

use crate::{Error, Result, SecretText};

/// JSON text that is being written, compact or with a line for each member and element.
///
/// Serde's serializer does this as well, but is compiled anew for each type that it writes and for each of its own
/// kinds. How texts and numbers are spelled is left to it.
#[derive(Default)]
pub(crate) struct Writer {
    json: String,
    /// The bytes so far, if they are only counted.
    counted: Option<usize>,
    /// The depth of the line that is being written; none if it is all one line.
    indent: Option<usize>,
    last: u8,
    failed: bool,
}

/// What can be written as a JSON value.
pub(crate) trait Written {
    /// Writes the value.
    fn write(&self, json: &mut Writer);
}

/// What is written as an object of these members.
pub(crate) trait WriteMembers {
    /// Writes the members.
    fn write_members(&self, json: &mut Writer);
}

impl<T: WriteMembers> Written for T {
    fn write(&self, json: &mut Writer) {
        json.object(|json| self.write_members(json));
    }
}

/// A value as compact JSON, measured first and then written once into a buffer of the right size: a
/// buffer that grew would leave copies behind.
pub(crate) fn to_text(value: &dyn Written) -> Result<String> {
    let mut writer = Writer { counted: Some(0), ..Writer::default() };
    value.write(&mut writer);
    if !writer.failed {
        let json = String::with_capacity(writer.counted.unwrap_or_default());
        writer = Writer { json, ..Writer::default() };
        value.write(&mut writer);
    }
    writer.into_text()
}

/// A value as JSON with a line for each member and element.
pub(crate) fn to_lines(value: &dyn Written) -> Result<String> {
    let mut writer = Writer { indent: Some(0), ..Writer::default() };
    value.write(&mut writer);
    writer.into_text()
}

impl Writer {
    fn into_text(self) -> Result<String> {
        if self.failed {
            return Err(Error::InvalidInput("this cannot be written as JSON".into()));
        }
        Ok(self.json)
    }

    /// What cannot be written makes the whole fail.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
    }

    /// What is JSON already.
    #[inline(never)]
    pub(crate) fn plain(&mut self, json: &str) {
        match &mut self.counted {
            Some(counted) => *counted = counted.saturating_add(json.len()),
            None => self.json.push_str(json),
        }
        self.last = json.bytes().next_back().unwrap_or(self.last);
    }

    #[inline(never)]
    pub(crate) fn text(&mut self, text: &str) {
        self.failed |= serde_json::to_writer(&mut *self, text).is_err();
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, number: u64) {
        self.failed |= serde_json::to_writer(&mut *self, &number).is_err();
    }

    /// An object, whose members `members` writes.
    pub(crate) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.open("{");
        members(self);
        self.close("}");
    }

    /// A list.
    pub(crate) fn list<'a, T: Written + 'a>(&mut self, list: impl IntoIterator<Item = &'a T>) {
        self.open("[");
        for element in list {
            self.next();
            element.write(self);
        }
        self.close("]");
    }

    /// A member of an object.
    #[inline(never)]
    pub(crate) fn put(&mut self, name: &str, value: &dyn Written) {
        self.next();
        self.text(name);
        self.plain(if self.indent.is_some() { ": " } else { ":" });
        value.write(self);
    }

    /// A member of an object, unless it is absent.
    pub(crate) fn put_some<T: Written>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// A member that is secret text, unless it is absent.
    pub(crate) fn put_text(&mut self, name: &str, text: Option<&SecretText>) {
        if let Some(text) = text {
            self.put(name, &text.expose());
        }
    }

    fn open(&mut self, sign: &str) {
        self.plain(sign);
        self.indent = self.indent.map(|depth| depth.saturating_add(1));
    }

    fn close(&mut self, sign: &str) {
        self.indent = self.indent.map(|depth| depth.saturating_sub(1));
        if !self.is_at_first() {
            self.line();
        }
        self.plain(sign);
    }

    /// A comma, unless what comes is the first.
    fn next(&mut self) {
        if !self.is_at_first() {
            self.plain(",");
        }
        self.line();
    }

    fn is_at_first(&self) -> bool {
        matches!(self.last, b'{' | b'[')
    }

    fn line(&mut self) {
        if let Some(depth) = self.indent {
            self.plain("\n");
            (0..depth).for_each(|_| self.plain("  "));
        }
    }
}

/// What serde spells: all of it text.
impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match str::from_utf8(bytes) {
            Ok(text) => self.plain(text),
            Err(_) => self.fail(),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written for &str {
    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl Written for String {
    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl Written for SecretText {
    fn write(&self, json: &mut Writer) {
        json.text(self.expose());
    }
}

impl Written for i64 {
    fn write(&self, json: &mut Writer) {
        json.failed |= serde_json::to_writer(&mut *json, self).is_err();
    }
}

impl Written for u64 {
    fn write(&self, json: &mut Writer) {
        json.number(*self);
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.plain("null"),
        }
    }
}

impl<T: Written> Written for Vec<T> {
    fn write(&self, json: &mut Writer) {
        self.as_slice().write(json);
    }
}

impl<T: Written> Written for &[T] {
    fn write(&self, json: &mut Writer) {
        json.list(*self);
    }
}

/// What is JSON already.
pub(crate) struct Plain<'a>(pub(crate) &'a str);

impl Written for Plain<'_> {
    fn write(&self, json: &mut Writer) {
        json.plain(self.0);
    }
}
