//! How values cross: JSON text in the shapes that the package's declarations describe.
//!
//! Out, each value writes itself ([`ToJson`]); what is absent or empty is left out. In, the text is read once
//! into a small tree, and each value takes from it what it knows ([`FromJson`]). What is left over is
//! `invalid_input`: a member that is misspelt must not be lost. Errors name a member, and never its value.
//!
//! Serde's derived readers would do both, but in several times the code, and their errors quote values.

mod object;
mod value;

use inkseal::Error;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::{Result, error::InksealError};
pub(crate) use object::{Object, ReadObject, WriteObject, object, object_read, object_written, put};

/// A value that goes out.
pub(crate) trait ToJson {
    /// Whether a member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A value that comes in.
pub(crate) trait FromJson: Sized {
    /// What a member is that has been left out; none if it must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads the value. `name` is what errors call it.
    fn read(name: &'static str, value: Value) -> Result<Self>;
}

/// A value for serde.
pub(crate) struct Written<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: ToJson + ?Sized> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// An element of a list, for serde.
pub(crate) struct Element<T>(pub(crate) T);

impl<T: ToJson> Serialize for Element<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value as JSON text.
pub(crate) fn to_json(value: &impl ToJson) -> Result<String> {
    let mut json = Vec::new();
    let written = value.write(&mut serde_json::Serializer::new(&mut json));
    text(written, json)
}

/// About the bytes of a secret in a list. Text that outgrows what was reserved is copied.
const SECRET: usize = 512;

/// Many values as one JSON list. Each is dropped when it is written, so that no more than one is held.
pub(crate) fn list_to_json<T: ToJson>(list: impl IntoIterator<Item = T>) -> Result<String> {
    let list = list.into_iter();
    let mut json = Vec::new();
    let length = list.size_hint().1.unwrap_or_default().saturating_mul(SECRET);
    // What cannot be had at once may still be had step by step: the guess is a high one.
    let _ = json.try_reserve(length);
    let written = serde_json::Serializer::new(&mut json).collect_seq(list.map(Element));
    text(written, json)
}

fn text(written: Result<(), serde_json::Error>, json: Vec<u8>) -> Result<String> {
    let json = written.ok().and_then(|()| String::from_utf8(json).ok());
    Ok(json.ok_or_else(|| Error::InvalidInput("this cannot be written as JSON".into()))?)
}

/// Reads a value from JSON text. `name` is what errors call it.
pub(crate) fn from_json<T: FromJson>(name: &'static str, json: &str) -> Result<T> {
    T::read(name, parse(name, json)?)
}

fn parse(name: &'static str, json: &str) -> Result<Value> {
    // Half of a surrogate pair, escaped, is refused here. The error of serde_json may quote what it read.
    serde_json::from_str(json).map_err(|_| wrong(name, "JSON, with text that is Unicode"))
}

/// The error of a value that is something else. `must` says what it should be.
pub(crate) fn wrong(name: &'static str, must: &'static str) -> InksealError {
    Error::InvalidInput([name, " must be ", must].concat().into()).into()
}
