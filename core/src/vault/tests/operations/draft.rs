//! A draft as a vector has it: a list of changes, each an object with one member that says what it is.

use serde_json::Value;

use crate::{
    Result, SecretText,
    payload::{OtherPayload, SecretPayload, SecretType},
    vault::{Draft, Edit, IdentityId, Keep, NewSecret, SecretId, objects::payload},
};

/// The changes of an operation.
pub(super) fn draft(operation: &Value) -> Result<Draft> {
    let mut draft = Draft::new();
    if let Some(kept) = operation["kept"].as_u64() {
        draft = draft.with_history(u32::try_from(kept).unwrap());
    }
    for change in operation["draft"].as_array().unwrap() {
        let (what, given) = change.as_object().unwrap().iter().next().unwrap();
        add(&mut draft, what, given)?;
    }
    Ok(draft)
}

fn add(draft: &mut Draft, what: &str, given: &Value) -> Result<()> {
    match what {
        "add" => draft.add_as(
            secret(given),
            NewSecret {
                name: text(&given["name"]).unwrap(),
                description: text(&given["description"]),
                tags: texts(&given["tags"]).unwrap_or_default(),
                payload: payload_of(given)?.unwrap(),
                created_at: given["created_at"].as_i64(),
            },
        ),
        "edit" => {
            let edit = Edit {
                base: given["base"].as_u64(),
                name: text(&given["name"]),
                description: match given["description_length"].as_u64() {
                    Some(length) => Some(Some(long(length).into())),
                    None => given.get("description").map(text),
                },
                tags: texts(&given["tags"]),
                payload: payload_of(given)?,
                totp: None, // the payload of a vector has it
            };
            draft.edit(secret(given), edit)?;
        }
        "trash" => draft.trash(secret(given))?,
        "restore" => draft.restore(secret(given))?,
        "purge" => draft.purge(secret(given)),
        "forget" => draft.forget(secret(given))?,
        "settle" => {
            let keep = if given["keep"] == "lost" { Keep::Lost } else { Keep::Present };
            draft.settle(secret(given), given["revision"].as_u64().unwrap(), keep)?;
        }
        "create_identity" => draft.create_identity(
            text(&given["handle"]).unwrap(),
            text(&given["name"]),
            &secrets(&given["secrets"]),
        ),
        "rename_identity" => {
            draft.rename_identity(identity(given), text(&given["handle"]), given.get("name").map(text));
        }
        "grant" => draft.grant(identity(given), &secrets(&given["secrets"])),
        "revoke" => draft.revoke(identity(given), &secrets(&given["secrets"])),
        "pause" => draft.pause(identity(given)),
        "resume" => draft.resume(identity(given)),
        "delete_identity" => draft.delete_identity(identity(given)),
        other => panic!("no change is called {other}"),
    }
    Ok(())
}

fn secret(given: &Value) -> SecretId {
    SecretId::parse(given["id"].as_str().unwrap()).unwrap()
}

fn identity(given: &Value) -> IdentityId {
    IdentityId::parse(given["id"].as_str().unwrap()).unwrap()
}

fn secrets(given: &Value) -> Vec<SecretId> {
    given.as_array().unwrap().iter().map(|id| SecretId::parse(id.as_str().unwrap()).unwrap()).collect()
}

/// `null` and what is absent are no text.
fn text(given: &Value) -> Option<SecretText> {
    given.as_str().map(SecretText::from)
}

fn texts(given: &Value) -> Option<Vec<SecretText>> {
    given.as_array().map(|items| items.iter().map(|item| text(item).unwrap()).collect())
}

fn payload_of(given: &Value) -> Result<Option<SecretPayload>> {
    if let Some(length) = given["data_length"].as_u64() {
        return Ok(Some(OtherPayload::new(long(length)).into()));
    }
    let Some(json) = given.get("payload") else { return Ok(None) };
    let secret_type = SecretType::from(given["type"].as_str().unwrap());
    payload::parse(&secret_type, json.to_string().as_bytes()).map(Some)
}

/// So many letters.
fn long(length: u64) -> String {
    "x".repeat(usize::try_from(length).unwrap())
}
