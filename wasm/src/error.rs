//! [`InksealError`]: the core's error, as it is thrown.

use inkseal::{Error, VaultKeyRule};
use wasm_bindgen::JsValue;

use crate::json::{WriteObject, Writer, to_json};

/// Why a call failed. It is thrown as JSON text: `code`, `message`, and `ids`, `rule`, `expected` and
/// `actual` of the errors that have them. No error holds a secret. Boxed, because every result has room for it.
#[derive(Debug)]
pub struct InksealError(pub(crate) Box<Error>);

impl From<Error> for InksealError {
    #[inline(never)]
    fn from(error: Error) -> Self {
        Self(Box::new(error))
    }
}

impl From<InksealError> for JsValue {
    fn from(error: InksealError) -> Self {
        // An error can always be written. Were it not so, the text would still be thrown, and be no JSON.
        Self::from_str(&to_json(&error).unwrap_or_default())
    }
}

impl WriteObject for InksealError {
    fn write_members(&self, json: &mut Writer) {
        json.put("code", &self.0.code());
        json.put("message", &self.0.to_string());
        match &*self.0 {
            Error::Ambiguous(namesakes) => json.put("ids", &namesakes.ids),
            Error::WeakVaultKey(rule) => json.put("rule", &name(*rule)),
            Error::TypeMismatch(types) => {
                json.put("expected", &types.expected);
                json.put("actual", &types.actual);
            }
            _ => {}
        }
    }
}

/// An error as a value: why one of many did not open.
impl WriteObject for Error {
    fn write_members(&self, json: &mut Writer) {
        json.put("code", &self.code());
        json.put("reason", &self.to_string());
    }
}

/// The error of what another call uses.
#[inline(never)]
pub(crate) fn in_use() -> InksealError {
    Error::Conflict("this is in use by another call".into()).into()
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
