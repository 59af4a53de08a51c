//! What members are made of: text, numbers, lists, and what may be absent.

use inkseal::{
    inkbox::wire::{IdentityStatus, KeyType},
    payload::SecretType,
};

use super::{Failure, FromJson, ToJson, Tree, Writer};

impl ToJson for &str {
    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

/// Values that are written as text.
macro_rules! text {
    ($($value:ty),+) => {
        $(impl ToJson for $value {
            fn write(&self, json: &mut Writer) {
                json.text(self.as_str());
            }
        })+
    };
}

text!(String, IdentityStatus, KeyType, SecretType);

impl ToJson for u64 {
    fn write(&self, json: &mut Writer) {
        json.number(*self);
    }
}

impl ToJson for u32 {
    fn write(&self, json: &mut Writer) {
        json.number((*self).into());
    }
}

impl ToJson for bool {
    fn write(&self, json: &mut Writer) {
        json.plain(if *self { "true" } else { "false" });
    }
}

/// Nothing.
impl ToJson for () {
    fn is_absent(&self) -> bool {
        true
    }

    fn write(&self, json: &mut Writer) {
        json.plain("null");
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.plain("null"),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, json: &mut Writer) {
        json.list(self.iter().map(Element));
    }
}

/// An element of a list that stays.
struct Element<'a, T>(&'a T);

impl<T: ToJson> ToJson for Element<'_, T> {
    fn write(&self, json: &mut Writer) {
        self.0.write(json);
    }
}

impl FromJson for String {
    #[inline(never)]
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let Tree::Text(text) = value else {
            failure.wrong(name, "text");
            return Self::new();
        };
        text.expose().to_owned()
    }
}

impl FromJson for bool {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let Tree::Bool(value) = value else {
            failure.wrong(name, "true or false");
            return false;
        };
        value
    }
}

impl FromJson for u64 {
    #[inline(never)]
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let Tree::Whole(number) = value else {
            failure.wrong(name, "a whole number that is not negative");
            return 0;
        };
        number
    }
}

impl FromJson for u32 {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        Self::try_from(u64::read(name, value, failure)).unwrap_or_else(|_| {
            failure.wrong(name, "a number below 2^32");
            0
        })
    }
}

impl FromJson for KeyType {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        String::read(name, value, failure).as_str().into()
    }
}

impl FromJson for SecretType {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        String::read(name, value, failure).as_str().into()
    }
}

/// `null` is as good as absent. Where the two differ there are two options, one in the other.
impl<T: FromJson> FromJson for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn null() -> Option<Self> {
        Some(None)
    }

    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        if matches!(value, Tree::Null) { T::null() } else { Some(T::read(name, value, failure)) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let Tree::List(list) = value else {
            failure.wrong(name, "a list");
            return Self::new();
        };
        list.into_iter().map(|value| T::read(name, value, failure)).collect()
    }
}
