//! Objects: the members of a value by their names.

use inkseal::{Error, SecretText};

use super::{Failure, FromJson, ToJson, Tree, Writer};

/// A value that goes out as an object.
pub(crate) trait WriteObject {
    fn write_members(&self, json: &mut Writer);
}

/// A value that comes in as an object.
pub(crate) trait ReadObject: Sized {
    fn read_members(object: &mut Object<'_>) -> Self;
}

impl<T: WriteObject> ToJson for T {
    fn write(&self, json: &mut Writer) {
        json.object(|json| self.write_members(json));
    }
}

impl<T: ReadObject> FromJson for T {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let mut object = Object::new(name, value, failure);
        let read = T::read_members(&mut object);
        object.end();
        read
    }
}

/// An object that is being read: each member is taken out once.
pub(crate) struct Object<'f> {
    members: Vec<(SecretText, Tree)>,
    known: Vec<&'static str>,
    failure: &'f mut Failure,
}

impl<'f> Object<'f> {
    /// `name` is what errors call it.
    #[inline(never)]
    pub(crate) fn new(name: &'static str, value: Tree, failure: &'f mut Failure) -> Self {
        let Tree::Object(members) = value else {
            failure.wrong(name, "an object");
            return Self { members: Vec::new(), known: Vec::new(), failure };
        };
        Self { members, known: Vec::new(), failure }
    }

    /// Takes a member out. It is `invalid_input` if it is missing and must be there, or is something else.
    #[inline(never)]
    pub(crate) fn take<T: FromJson>(&mut self, name: &'static str) -> T {
        match (self.remove(name), T::absent()) {
            (Some(value), _) => T::read(name, value, self.failure),
            (None, Some(absent)) => absent,
            (None, None) => {
                self.missing(name);
                T::read(name, Tree::Null, self.failure)
            }
        }
    }

    /// [`take`](Self::take) of a member that may be missing.
    pub(crate) fn take_or<T: FromJson>(&mut self, name: &'static str, default: T) -> T {
        self.take::<Option<T>>(name).unwrap_or(default)
    }

    /// A member is what it must not be.
    pub(crate) fn refuse(&mut self, reason: &'static str) {
        self.failure.keep(Error::InvalidInput(reason.into()));
    }

    #[inline(never)]
    fn missing(&mut self, name: &'static str) {
        self.failure.keep(Error::InvalidInput([name, " is missing"].concat().into()));
    }

    #[inline(never)]
    fn remove(&mut self, name: &'static str) -> Option<Tree> {
        self.known.push(name);
        let mut last = None;
        self.members.retain_mut(|(known, value)| {
            let found = known.expose() == name;
            if found {
                last = Some(std::mem::take(value));
            }
            !found
        });
        last
    }

    /// Makes sure that nothing is left over. The error lists the names that were asked for, not the one that
    /// was found.
    #[inline(never)]
    pub(crate) fn end(self) {
        if !self.members.is_empty() {
            let text = ["an object has a member that it cannot have; it can have: ", &self.known.join(", ")];
            self.failure.keep(Error::InvalidInput(text.concat().into()));
        }
    }
}

/// Describes values that go out: each field and the name of its member. All fields must be there, so that
/// one that the core gains is not forgotten.
macro_rules! object_written {
    ($($value:ident { $($field:ident: $name:literal),+ $(,)? })+) => {
        $(impl $crate::json::WriteObject for $value {
            fn write_members(&self, json: &mut $crate::json::Writer) {
                let Self { $($field),+ } = self;
                $(json.put($name, $field);)+
            }
        })+
    };
}

/// Describes values that come in: each field, the name of its member, and what it is where it is left out.
macro_rules! object_read {
    ($($value:ident { $($field:ident: $name:literal $(or $default:expr)?),+ $(,)? })+) => {
        $(impl ReadObject for $value {
            fn read_members(object: &mut $crate::json::Object<'_>) -> Self {
                Self { $($field: $crate::json::object_read!(@ object, $name $(, $default)?)),+ }
            }
        })+
    };
    (@ $object:ident, $name:literal) => { $object.take($name) };
    (@ $object:ident, $name:literal, $default:expr) => { $object.take_or($name, $default) };
}

/// Describes values that go both ways.
macro_rules! object {
    ($($value:ident { $($field:ident: $name:literal $(or $default:expr)?),+ $(,)? })+) => {
        $crate::json::object_written! { $($value { $($field: $name),+ })+ }
        $crate::json::object_read! { $($value { $($field: $name $(or $default)?),+ })+ }
    };
}

pub(crate) use {object, object_read, object_written};
