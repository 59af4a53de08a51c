//! [`InksealError`]: the core's error, as it is thrown.

use inkseal::{Error, VaultKeyRule};
use serde::ser::SerializeMap;
use wasm_bindgen::JsValue;

use crate::json::{WriteObject, put, to_json};

/// Why a call failed. It is thrown as JSON text: `code`, `message`, and `ids`, `rule`, `expected` and
/// `actual` of the errors that have them. No error holds a secret.
#[derive(Debug)]
pub struct InksealError(pub(crate) Error);

impl From<Error> for InksealError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<InksealError> for JsValue {
    fn from(error: InksealError) -> Self {
        // An error can always be written. Were it not so, the text would still be thrown, and be no JSON.
        Self::from_str(&to_json(&error).unwrap_or_default())
    }
}

impl WriteObject for InksealError {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        put(map, "code", self.0.code())?;
        put(map, "message", &self.0.to_string())?;
        match &self.0 {
            Error::Ambiguous { ids } => put(map, "ids", ids),
            Error::WeakVaultKey(rule) => put(map, "rule", name(*rule)),
            Error::TypeMismatch { expected, actual } => {
                put(map, "expected", expected.as_ref())?;
                put(map, "actual", actual.as_ref())
            }
            _ => Ok(()),
        }
    }
}

/// An error as a value: why one of many did not open.
impl WriteObject for Error {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        put(map, "code", self.code())?;
        put(map, "reason", &*self.to_string())
    }
}

/// The name of a rule, as the declarations have it.
fn name(rule: VaultKeyRule) -> &'static str {
    match rule {
        VaultKeyRule::Length => "length",
        VaultKeyRule::Uppercase => "uppercase",
        VaultKeyRule::Lowercase => "lowercase",
        VaultKeyRule::Digit => "digit",
        VaultKeyRule::Special => "special",
    }
}
