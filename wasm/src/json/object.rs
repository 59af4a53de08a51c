//! Objects: the members of a value by their names.

use inkseal::Error;
use serde::{Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

use super::{FromJson, ToJson, Written, wrong};
use crate::Result;

/// A value that goes out as an object.
pub(crate) trait WriteObject {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// A value that comes in as an object.
pub(crate) trait ReadObject: Sized {
    fn read_members(object: &mut Object) -> Result<Self>;
}

impl<T: WriteObject> ToJson for T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_members(&mut map)?;
        map.end()
    }
}

impl<T: ReadObject> FromJson for T {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        let mut object = Object::new(name, value)?;
        let read = T::read_members(&mut object)?;
        object.end()?;
        Ok(read)
    }
}

/// Writes a member, unless it is absent.
pub(crate) fn put<M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    value: &(impl ToJson + ?Sized),
) -> Result<(), M::Error> {
    if value.is_absent() { Ok(()) } else { map.serialize_entry(name, &Written(value)) }
}

/// An object that is being read: each member is taken out once.
pub(crate) struct Object {
    members: Map<String, Value>,
    known: Vec<&'static str>,
}

impl Object {
    /// `name` is what errors call it.
    pub(crate) fn new(name: &'static str, value: Value) -> Result<Self> {
        match value {
            Value::Object(members) => Ok(Self { members, known: Vec::new() }),
            _ => Err(wrong(name, "an object")),
        }
    }

    /// Takes a member out. It is `invalid_input` if it is missing and must be there, or is something else.
    pub(crate) fn take<T: FromJson>(&mut self, name: &'static str) -> Result<T> {
        match (self.remove(name), T::absent()) {
            (Some(value), _) => T::read(name, value),
            (None, Some(absent)) => Ok(absent),
            (None, None) => Err(wrong(name, "there")),
        }
    }

    /// [`take`](Self::take) of a member that may be missing.
    pub(crate) fn take_or<T: FromJson>(&mut self, name: &'static str, default: T) -> Result<T> {
        Ok(self.take::<Option<T>>(name)?.unwrap_or(default))
    }

    fn remove(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        self.members.remove(name)
    }

    /// Makes sure that nothing is left over. The error lists the names that were asked for, not the one that
    /// was found.
    pub(crate) fn end(self) -> Result<()> {
        if self.members.is_empty() {
            return Ok(());
        }
        let text = ["an object has a member that it cannot have; it can have: ", &self.known.join(", ")];
        Err(Error::InvalidInput(text.concat().into()).into())
    }
}

/// Describes values that go out: each field and the name of its member. All fields must be there, so that
/// one that the core gains is not forgotten.
macro_rules! object_written {
    ($($value:ident { $($field:ident: $name:literal),+ $(,)? })+) => {
        $(impl $crate::json::WriteObject for $value {
            fn write_members<M: serde::ser::SerializeMap>(&self, map: &mut M) -> $crate::Result<(), M::Error> {
                let Self { $($field),+ } = self;
                $($crate::json::put(map, $name, $field)?;)+
                Ok(())
            }
        })+
    };
}

/// Describes values that come in: each field, the name of its member, and what it is where it is left out.
macro_rules! object_read {
    ($($value:ident { $($field:ident: $name:literal $(or $default:expr)?),+ $(,)? })+) => {
        $(impl ReadObject for $value {
            fn read_members(object: &mut $crate::json::Object) -> $crate::Result<Self> {
                Ok(Self { $($field: $crate::json::object_read!(@ object, $name $(, $default)?)),+ })
            }
        })+
    };
    (@ $object:ident, $name:literal) => { $object.take($name)? };
    (@ $object:ident, $name:literal, $default:expr) => { $object.take_or($name, $default)? };
}

/// Describes values that go both ways.
macro_rules! object {
    ($($value:ident { $($field:ident: $name:literal $(or $default:expr)?),+ $(,)? })+) => {
        $crate::json::object_written! { $($value { $($field: $name),+ })+ }
        $crate::json::object_read! { $($value { $($field: $name $(or $default)?),+ })+ }
    };
}

pub(crate) use {object, object_read, object_written};
