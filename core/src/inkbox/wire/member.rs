//! Values of the service whose members must be what they should be.

use super::{KeyMaterial, KeyType};
use crate::members::{Object, elements, text};

/// A value that is read from an object.
///
/// What is not what it should be is noted, and something stands in its place: a way out after each member would be most
/// of the code.
pub(super) trait Read: Sized {
    /// Reads the value.
    fn read(object: &Object<'_>, failed: &mut bool) -> Self;
}

/// What a member can be.
pub(super) trait Member: Sized {
    /// Reads the member, which is absent or JSON text.
    fn read(json: Option<&str>, failed: &mut bool) -> Self;
}

impl Member for String {
    #[inline(never)]
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        match json.and_then(text) {
            Some(text) if !text.is_lossy() => text.expose().to_owned(),
            _ => {
                *failed = true;
                Self::new()
            }
        }
    }
}

impl Member for u64 {
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        let number = json.and_then(|json| json.parse().ok());
        *failed |= number.is_none();
        number.unwrap_or_default()
    }
}

/// `null` is as good as absent.
impl<T: Member> Member for Option<T> {
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        match json {
            None | Some("null") => None,
            json => Some(T::read(json, failed)),
        }
    }
}

impl Member for KeyType {
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        String::read(json, failed).as_str().into()
    }
}

impl Member for KeyMaterial {
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        let object = json.and_then(|json| Object::parse_shallow(json).ok());
        // Without one, every member is missing.
        Read::read(&object.unwrap_or_default(), failed)
    }
}

impl<T: Member> Member for Vec<T> {
    fn read(json: Option<&str>, failed: &mut bool) -> Self {
        let elements = json.and_then(elements);
        *failed |= elements.is_none();
        let mut members = Self::new();
        for element in elements.unwrap_or_default() {
            members.push(T::read(Some(element), failed));
        }
        members
    }
}

/// Describes values whose members have the names of their fields; what stands after a semicolon is left out where it
/// is absent.
macro_rules! written {
    ($($value:ident { $($member:ident),* $(; $($optional:ident),+)? $(,)? })+) => {
        $(impl $crate::members::WriteMembers for $value {
            fn write_members(&self, json: &mut $crate::members::Writer) {
                $(json.put(stringify!($member), &self.$member);)*
                $($(json.put_some(stringify!($optional), self.$optional.as_ref());)+)?
            }
        })+
    };
}

/// [`written!`], of values that are also read.
macro_rules! read {
    ($($value:ident { $($member:ident),+ $(; $($optional:ident),+)? $(,)? })+) => {
        $(
            impl $crate::inkbox::wire::Read for $value {
                fn read(object: &$crate::members::Object<'_>, failed: &mut bool) -> Self {
                    use $crate::inkbox::wire::member::Member;
                    Self {
                        $($member: Member::read(object.peek(stringify!($member)), failed),)+
                        $($($optional: Member::read(object.peek(stringify!($optional)), failed),)+)?
                    }
                }
            }

            $crate::inkbox::wire::member::written! {
                $value { $($member),+ $(; $($optional),+)? }
            }
        )+
    };
}

pub(super) use {read, written};
