//! What members are made of: text, numbers, lists, and what may be absent.

use inkseal::{
    inkbox::wire::{IdentityStatus, KeyType},
    payload::SecretType,
};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{FromJson, ToJson, Written, wrong};
use crate::Result;

/// Values that serde writes as they should be.
macro_rules! plain {
    ($($value:ty),+) => {
        $(impl ToJson for $value {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        })+
    };
}

plain!(str, String, u32, u64, IdentityStatus, KeyType, SecretType);

impl ToJson for &str {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }
}

impl FromJson for String {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        match value {
            Value::String(text) => Ok(text),
            _ => Err(wrong(name, "text")),
        }
    }
}

impl FromJson for bool {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        value.as_bool().ok_or_else(|| wrong(name, "true or false"))
    }
}

impl FromJson for u64 {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        value.as_u64().ok_or_else(|| wrong(name, "a whole number that is not negative"))
    }
}

impl FromJson for u32 {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        Self::try_from(u64::read(name, value)?).map_err(|_| wrong(name, "a number below 2^32"))
    }
}

impl FromJson for KeyType {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        String::read(name, value).map(|name| name.as_str().into())
    }
}

impl FromJson for SecretType {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        String::read(name, value).map(|name| name.as_str().into())
    }
}

/// `null` is as good as absent. Where the two differ there are two options, one in the other.
impl<T: FromJson> FromJson for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read(name: &'static str, value: Value) -> Result<Self> {
        if value.is_null() { Ok(None) } else { T::read(name, value).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        match value {
            Value::Array(list) => list.into_iter().map(|value| T::read(name, value)).collect(),
            _ => Err(wrong(name, "a list")),
        }
    }
}
