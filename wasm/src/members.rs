//! Members of a payload that this version does not know: a list of `{name, value}`.

use crate::json::{Failure, FromJson, Object, ReadObject, ToJson, Tree, WriteObject, Writer};
use inkseal::{Members, SecretText};

/// One member: its name, and its value as JSON text, so that numbers keep their spelling.
struct Member<T> {
    name: T,
    value: T,
}

impl WriteObject for Member<&SecretText> {
    fn write_members(&self, json: &mut Writer) {
        json.put("name", self.name);
        json.put("value", self.value);
    }
}

impl ReadObject for Member<SecretText> {
    fn read_members(object: &mut Object<'_>) -> Self {
        Self { name: object.take("name"), value: object.take("value") }
    }
}

impl ToJson for Members {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write(&self, json: &mut Writer) {
        json.list(self.entries().map(|(name, value)| Member { name, value }));
    }
}

impl FromJson for Members {
    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let list: Vec<Member<SecretText>> = FromJson::read(name, value, failure);
        let entries = list.into_iter().map(|Member { name, value }| (name, value));
        Self::from_entries(entries.collect()).unwrap_or_else(|error| {
            failure.keep(error);
            Self::default()
        })
    }
}
