//! [`Object`]: a JSON object whose known members are taken out one by one.

use super::{
    MAX_DEPTH, Members, exceeds,
    json::{Scanner, number, text, unquote},
};
use crate::{Error, Result, SecretText, distinct::Names};

/// An object whose members are still the text that was read.
#[derive(Default)]
pub(crate) struct Object<'t>(Vec<(Name<'t>, &'t str)>);

/// The name of a member, borrowed where it has no escapes.
enum Name<'t> {
    Plain(&'t str),
    Escaped(SecretText),
}

impl Name<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Escaped(text) => text.expose(),
        }
    }
}

impl<'t> Object<'t> {
    /// Parses `text`, which must be one JSON object no deeper than [`MAX_DEPTH`]. A byte order mark is
    /// skipped.
    ///
    /// Only the outermost level is taken apart, and the parser does not recurse into what it passes
    /// over, so that the depth can be checked after it, of the few members that have any.
    pub(crate) fn parse(text: &'t str) -> Result<Self> {
        let object = Self::parse_shallow(text.strip_prefix('\u{FEFF}').unwrap_or(text))?;
        if object.0.iter().any(|(_, value)| exceeds(value, MAX_DEPTH.saturating_sub(1))) {
            return Err(Error::Malformed("JSON is nested too deep or holds too much".into()));
        }
        Ok(object)
    }

    /// [`parse`](Self::parse) for a part of a text whose depth has been checked.
    pub(crate) fn parse_shallow(text: &'t str) -> Result<Self> {
        Self::scan(text).ok_or_else(|| Error::Malformed("this is not a JSON object".into()))
    }

    fn scan(json: &'t str) -> Option<Self> {
        let mut scanner = Scanner::new(json);
        let mut members = Vec::with_capacity(8);
        if !scanner.passes(b'{') {
            return None;
        }
        if !scanner.passes(b'}') {
            members.push(Self::member(&mut scanner)?);
            while scanner.passes(b',') {
                members.push(Self::member(&mut scanner)?);
            }
            if !scanner.passes(b'}') {
                return None;
            }
        }
        scanner.is_at_end().then_some(Self(members))
    }

    fn member(scanner: &mut Scanner<'t>) -> Option<(Name<'t>, &'t str)> {
        let name = scanner.value()?;
        let name = match unquote(name) {
            Some(plain) => Name::Plain(plain),
            None => Name::Escaped(text(name)?),
        };
        if scanner.passes(b':') { Some((name, scanner.value()?)) } else { None }
    }

    /// How many members there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The name of each member, whether that is [lossy](SecretText::is_lossy), and the value as JSON text.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, bool, &'t str)> {
        self.0.iter().map(|(name, value)| match name {
            Name::Plain(text) => (*text, false, *value),
            Name::Escaped(text) => (text.expose(), text.is_lossy(), *value),
        })
    }

    /// A member as JSON text, left where it is.
    pub(crate) fn peek(&self, name: &str) -> Option<&'t str> {
        self.0.iter().rfind(|(known, _)| known.text() == name).map(|(_, value)| *value)
    }

    /// Takes a member out, as JSON text. Of a name that comes twice the last counts.
    pub(crate) fn take(&mut self, name: &str) -> Option<&'t str> {
        let mut last = None;
        self.0.retain(|(known, value)| {
            let found = known.text() == name;
            if found {
                last = Some(*value);
            }
            !found
        });
        last
    }

    /// Takes a member that must be there and be text.
    pub(crate) fn take_text(&mut self, name: &'static str) -> Result<SecretText> {
        self.take_optional_text(name)?.ok_or_else(|| malformed(name, " is missing"))
    }

    /// Takes a member that may be absent or `null` and otherwise must be text.
    pub(crate) fn take_optional_text(&mut self, name: &'static str) -> Result<Option<SecretText>> {
        match self.take(name) {
            None | Some("null") => Ok(None),
            Some(json) => text(json).map(Some).ok_or_else(|| malformed(name, " is not text")),
        }
    }

    /// Takes a member that may be absent or `null` and otherwise must be a whole number; `6.0` is 6.
    pub(crate) fn take_optional_number(&mut self, name: &'static str) -> Result<Option<u32>> {
        match self.take(name) {
            None | Some("null") => Ok(None),
            Some(json) => number(json).map(Some).ok_or_else(|| malformed(name, " is not a whole number")),
        }
    }

    /// Takes a member if it is text without loss; anything else stays, to be written back as it is.
    pub(crate) fn take_if_text(&mut self, name: &str) -> Option<String> {
        let found = text(self.peek(name)?).filter(|text| !text.is_lossy())?;
        self.take(name)?;
        Some(found.expose().to_owned())
    }

    /// What has not been taken.
    pub(crate) fn into_members(self) -> Members {
        if self.0.is_empty() {
            return Members::default();
        }
        // From the end, because of a name that comes twice the last counts.
        let names = self.0.iter().enumerate().rev().map(|(place, (name, _))| (name.text(), place));
        let last = Names::new(names.collect(), str::cmp).places();
        let mut members = Vec::with_capacity(last.len());
        for (place, (name, value)) in self.0.into_iter().enumerate() {
            if last.binary_search(&place).is_ok() {
                members.push((name.into_text(), value.into()));
            }
        }
        Members(members)
    }
}

impl Name<'_> {
    fn into_text(self) -> SecretText {
        match self {
            Self::Plain(text) => text.into(),
            Self::Escaped(text) => text,
        }
    }
}

/// The error of a member that is not what it should be.
pub(crate) fn malformed(name: &str, what: &str) -> Error {
    Error::Malformed(["the member ", name, what].concat().into())
}
