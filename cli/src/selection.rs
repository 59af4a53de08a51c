//! Which secret is meant, and what an identity may see of it.

use std::collections::BTreeMap;

use inkseal::{
    Error, Members, Result, SecretText,
    inkbox::Vault,
    payload::{self, SecretPayload},
};
use serde_json::value::RawValue;

use crate::{field_value::FieldValue, reference::Reference};

/// The id of the secret of this name or id; as an identity, only among what is granted to it.
///
/// # Errors
/// `not_found`; `invalid_input` with the ids when the name fits several; as an identity also
/// `access_denied` when it is paused and `locked`.
pub(crate) fn find(vault: &Vault, secret: &str, identity: Option<&str>) -> Result<String> {
    let found = match identity {
        Some(identity) => vault.credentials(identity)?.find(secret),
        None => vault.find(secret),
    };
    found.map_err(|error| match error {
        Error::NotFound(reason) => Error::NotFound(format!("{secret:?}: {reason}").into()),
        other => other,
    })
}

/// What a reference stands for. Its errors name no secret: whoever has many references says which it was.
///
/// # Errors
/// Those of [`find`] and [`value`].
pub(crate) fn resolve(
    vault: &Vault,
    reference: &Reference,
    identity: Option<&str>,
    now: u64,
) -> Result<FieldValue> {
    let id = match identity {
        Some(identity) => vault.credentials(identity)?.find(&reference.secret)?,
        None => vault.find(&reference.secret)?,
    };
    value(vault, &id, &reference.field, now)
}

/// One field of the secret of this id: a member of the payload, known or not, or for `totp` the code at `now`.
/// A member that is not text is given as its JSON.
///
/// # Errors
/// Those of [`Vault::open`]; `not_found` when the secret has no such field.
pub(crate) fn value(vault: &Vault, id: &str, field: &str, now: u64) -> Result<FieldValue> {
    if field == "totp" {
        return Ok(vault.totp_code(id, now)?.code.into());
    }
    let payload = vault.open(id)?.payload;
    if let Some(text) = payload.get(field) {
        let binary = match &payload {
            SecretPayload::Other(_) if field == "data" => payload::decode_binary(text.expose()),
            _ => None,
        };
        return Ok(binary.map_or_else(|| text.clone().into(), FieldValue::Binary));
    }
    let member = match &payload {
        SecretPayload::Unknown(raw) => {
            members_of(raw.text.expose())?.get(field).map(|json| text_of(json.get()))
        }
        known => known.unknown().and_then(|members| members.get(field)).map(text_of),
    };
    member
        .map(FieldValue::Text)
        .ok_or_else(|| Error::NotFound(format!("the secret has no field {field:?}").into()))
}

/// The names of the fields that a payload has.
///
/// # Errors
/// `malformed` when a payload of unknown type is no JSON object.
pub(crate) fn present_fields(payload: &SecretPayload) -> Result<Vec<String>> {
    if let SecretPayload::Unknown(raw) = payload {
        return Ok(members_of(raw.text.expose())?.into_keys().collect());
    }
    let texts = payload.text_members().iter().copied().filter(|name| payload.get(name).is_some());
    let totp = payload.totp().map(|_| "totp");
    let unknown = payload.unknown().into_iter().flat_map(Members::names);
    Ok(texts.chain(totp).chain(unknown).map(str::to_owned).collect())
}

fn members_of(json: &str) -> Result<BTreeMap<String, &RawValue>> {
    serde_json::from_str(json).map_err(|_| Error::Malformed("the payload is no JSON object".into()))
}

/// The text of a JSON string, or the JSON itself.
fn text_of(json: &str) -> SecretText {
    serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned()).into()
}
