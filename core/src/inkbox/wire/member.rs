//! Values of the service whose members must be what they should be.

use super::{KeyMaterial, KeyType};
use crate::members::{Object, elements, text};

/// A value that is read from an object.
pub(super) trait Read: Sized {
    /// Reads the value; `None` if a member is not what it should be.
    fn read(object: &Object<'_>) -> Option<Self>;
}

/// What a member can be.
pub(super) trait Member: Sized {
    /// Reads the member, which is absent or JSON text; `None` if it is not what it should be.
    fn read(json: Option<&str>) -> Option<Self>;
}

impl Member for String {
    fn read(json: Option<&str>) -> Option<Self> {
        text(json?).filter(|text| !text.is_lossy()).map(|text| text.expose().to_owned())
    }
}

impl Member for u64 {
    fn read(json: Option<&str>) -> Option<Self> {
        json?.parse().ok()
    }
}

/// `null` is as good as absent.
impl<T: Member> Member for Option<T> {
    fn read(json: Option<&str>) -> Option<Self> {
        match json {
            None | Some("null") => Some(None),
            json => T::read(json).map(Some),
        }
    }
}

impl Member for KeyType {
    fn read(json: Option<&str>) -> Option<Self> {
        String::read(json).map(|name| name.as_str().into())
    }
}

impl Member for KeyMaterial {
    fn read(json: Option<&str>) -> Option<Self> {
        Read::read(&Object::parse_shallow(json?).ok()?)
    }
}

impl<T: Member> Member for Vec<T> {
    fn read(json: Option<&str>) -> Option<Self> {
        elements(json?)?.into_iter().map(|element| T::read(Some(element))).collect()
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
                fn read(object: &$crate::members::Object<'_>) -> Option<Self> {
                    let peek = |name: &str| object.peek(name);
                    Some(Self {
                        $($member: $crate::inkbox::wire::member::Member::read(peek(stringify!($member)))?,)+
                        $($($optional: $crate::inkbox::wire::member::Member::read(peek(stringify!($optional)))?,)+)?
                    })
                }
            }

            $crate::inkbox::wire::member::written! {
                $value { $($member),+ $(; $($optional),+)? }
            }
        )+
    };
}

pub(super) use {read, written};
