//! Secret text: a JSON string, or `{text, lossy}` where part of the original could not be shown.

use inkseal::SecretText;
use serde::{Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::{
    Result,
    json::{FromJson, Object, ToJson},
};

impl ToJson for SecretText {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_lossy() {
            return serializer.serialize_str(self.expose());
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", self.expose())?;
        map.serialize_entry("lossy", &true)?;
        map.end()
    }
}

impl FromJson for SecretText {
    fn read(name: &'static str, value: Value) -> Result<Self> {
        if !value.is_object() {
            return String::read(name, value).map(Self::from);
        }
        let mut object = Object::new(name, value)?;
        let (text, lossy): (String, bool) = (object.take("text")?, object.take("lossy")?);
        object.end()?;
        Ok(if lossy { Self::lossy(text) } else { text.into() })
    }
}
