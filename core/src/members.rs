//! The members of a JSON object, so that none is ever dropped.
//!
//! Reading takes the members that are known out of an [`Object`]; what is left becomes [`Members`],
//! which keep each value as the text that was read and are written back as they are.

mod json;
mod object;
#[cfg(test)]
mod tests;
mod tree;
mod writer;

use std::fmt;

pub(crate) use json::{MAX_DEPTH, elements, exceeds, is_value, is_zero, text};
pub(crate) use object::{Object, malformed};
pub use tree::Tree;
pub(crate) use writer::{Plain, WriteMembers, Writer, Written, to_lines, to_text};

use crate::{Error, Result, SecretText, distinct::Names};

/// Members of a JSON object that this version does not know, in their order.
///
/// Values are kept as JSON text, so a number keeps its spelling. Members of a payload are secret:
/// they are wiped when dropped, and the printed form shows nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Members(Vec<(SecretText, SecretText)>);

impl Members {
    /// Members of these names and values, as JSON text, in this order. A name that was read as
    /// [lossy](SecretText::is_lossy) stays so, and cannot be written.
    ///
    /// # Errors
    /// `invalid_input` if a name is there twice, or for a value as [`set`](Self::set).
    pub fn from_entries(entries: Vec<(SecretText, SecretText)>) -> Result<Self> {
        entries.iter().try_for_each(|(_, value)| check(value.expose()))?;
        // Different names may look the same where they are lossy.
        let names: Vec<_> =
            entries.iter().filter(|(name, _)| !name.is_lossy()).map(|(name, _)| (name.expose(), 0)).collect();
        let count = names.len();
        if Names::new(names, str::cmp).len() < count {
            return Err(Error::InvalidInput("a member must not be there twice".into()));
        }
        Ok(Self(entries))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in the order in which they were read.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.expose())
    }

    /// The names and the values, as JSON text, in the order in which they were read.
    pub fn entries(&self) -> impl Iterator<Item = (&SecretText, &SecretText)> {
        self.0.iter().map(|(name, json)| (name, json))
    }

    /// The value of a member, as JSON text.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.expose() == name).map(|(_, json)| json.expose())
    }

    /// Sets a member to a JSON text.
    ///
    /// # Errors
    /// `invalid_input` if `json` is not one JSON value or is nested deeper than 63.
    pub fn set(&mut self, name: &str, json: &str) -> Result<()> {
        check(json)?;
        let (name, value) = (SecretText::from(name), SecretText::from(json));
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
        Ok(())
    }

    /// Removes a member and says whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(known, _)| known.expose() != name);
        self.0.len() != before
    }

    /// Writes every member into an object that has members of its own: none may be there twice.
    pub(crate) fn write_beside(&self, json: &mut Writer, known: &dyn Fn(&str) -> bool) {
        if self.names().any(known) {
            json.fail();
        }
        self.write_members(json);
    }

    /// Writes every member that is not known otherwise into an object.
    pub(crate) fn write_unless(&self, json: &mut Writer, known: impl Fn(&str) -> bool) {
        for (name, value) in self.0.iter().filter(|(name, _)| !known(name.expose())) {
            if name.is_lossy() {
                json.fail();
            }
            json.put(name.expose(), &Plain(value.expose().trim_ascii()));
        }
    }

    /// Whether the name of a member could not be shown and so cannot be written either.
    pub(crate) fn has_lossy_name(&self) -> bool {
        self.0.iter().any(|(name, _)| name.is_lossy())
    }
}

/// Fails with `invalid_input` unless a text is one JSON value that is not nested too deep for a member.
fn check(json: &str) -> Result<()> {
    if !is_value(json) || exceeds(json, MAX_DEPTH.saturating_sub(1)) {
        return Err(Error::InvalidInput("a member's value must be one JSON value, not too deep".into()));
    }
    Ok(())
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} members]", self.0.len())
    }
}

impl WriteMembers for Members {
    fn write_members(&self, json: &mut Writer) {
        self.write_unless(json, |_| false);
    }
}
