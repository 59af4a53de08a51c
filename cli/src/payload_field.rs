//! Fields of a payload by their names, as the options have them.

use inkseal::{
    Error, Result, SecretText, TypeMismatch,
    payload::{LoginPayload, SecretPayload},
};

/// Leaves a field out: an optional text, the TOTP, or a member that this version does not know.
///
/// # Errors
/// `invalid_input` when the type has no such field or cannot be without it.
pub(crate) fn clear(payload: &mut SecretPayload, field: &str) -> Result<()> {
    if field == "totp" {
        login(payload)?.totp = None;
        return Ok(());
    }
    if payload.text_members().contains(&field) {
        return payload.set(field, None);
    }
    let removed = match payload {
        SecretPayload::Login(payload) => payload.unknown.remove(field),
        SecretPayload::ApiKey(payload) => payload.unknown.remove(field),
        SecretPayload::KeyPair(payload) => payload.unknown.remove(field),
        SecretPayload::SshKey(payload) => payload.unknown.remove(field),
        SecretPayload::Other(payload) => payload.unknown.remove(field),
        SecretPayload::Unknown(_) => false,
    };
    if removed { Ok(()) } else { Err(no_such_field(payload, field)) }
}

/// Sets a text member.
///
/// # Errors
/// `invalid_input` when the type has no such member.
pub(crate) fn set(payload: &mut SecretPayload, field: &str, text: SecretText) -> Result<()> {
    if !payload.text_members().contains(&field) {
        return Err(no_such_field(payload, field));
    }
    payload.set(field, Some(text))
}

fn no_such_field(payload: &SecretPayload, field: &str) -> Error {
    let secret_type = payload.secret_type();
    Error::InvalidInput(
        format!("a secret of type {secret_type} has no field {field:?} that this can change").into(),
    )
}

/// The payload of a login.
///
/// # Errors
/// `type_mismatch` for any other type.
pub(crate) fn login(payload: &mut SecretPayload) -> Result<&mut LoginPayload> {
    match payload {
        SecretPayload::Login(login) => Ok(login),
        other => Err(Error::TypeMismatch(Box::new(TypeMismatch {
            expected: "login".to_owned(),
            actual: other.secret_type().as_str().to_owned(),
        }))),
    }
}

/// Fields that take any bytes (FORMAT-1.md, "Binary data").
pub(crate) fn is_binary(field: &str) -> bool {
    field == "data"
}

/// Fields whose final line end belongs to them.
pub(crate) fn is_taken_whole(field: &str) -> bool {
    matches!(field, "private_key" | "data")
}
