//! Members of a payload that this version does not know: a list of `{name, value}`.

use inkseal::{Members, SecretText};
use serde::{Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::{
    Result,
    json::{Element, FromJson, Object, ReadObject, ToJson, WriteObject, put},
};

/// One member: its name, and its value as JSON text, so that numbers keep their spelling.
struct Member<T> {
    name: T,
    value: T,
}

impl WriteObject for Member<&SecretText> {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        put(map, "name", self.name)?;
        put(map, "value", self.value)
    }
}

impl ReadObject for Member<SecretText> {
    fn read_members(object: &mut Object) -> Result<Self> {
        Ok(Self { name: object.take("name")?, value: object.take("value")? })
    }
}

impl ToJson for Members {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.entries().map(|(name, value)| Element(Member { name, value })))
    }
}

impl FromJson for Members {
    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn read(name: &'static str, value: Value) -> Result<Self> {
        let list: Vec<Member<SecretText>> = FromJson::read(name, value)?;
        let mut members = Self::default();
        for Member { name, value } in list {
            members.insert(name, value)?;
        }
        Ok(members)
    }
}
