//! Changes of secrets: create, rename, describe, replace the payload, delete.

use inkseal::{inkbox::Vault, payload::SecretPayload};

use super::{borrowed, totp};
use crate::call::{answer, calls};

calls! {
    fn(vault: &mut Vault, given) else totp::call {
        "create" => {
            let (name, payload): (_, SecretPayload) = (given.text()?, given.value("payload")?);
            answer(vault.create(&name, &payload, given.optional_text()?.as_deref(), given.number()?))
        },
        "createGranted" => {
            let (name, payload): (_, SecretPayload) = (given.text()?, given.value("payload")?);
            let (identities, description) = (given.value::<Vec<_>>("identities")?, given.optional_text()?);
            let (identities, description) = (borrowed(&identities), description.as_deref());
            answer(vault.create_granted(&name, &payload, description, &identities, given.number()?))
        },
        "rename" => answer(vault.rename(&given.text()?, &given.text()?, given.number()?)),
        "describe" => {
            let (id, description) = (given.text()?, given.optional_text()?);
            answer(vault.describe(&id, description.as_deref(), given.number()?))
        },
        "updatePayload" => {
            let (id, payload): (_, SecretPayload) = (given.text()?, given.value("payload")?);
            answer(vault.update_payload(&id, &payload, given.number()?))
        },
        "delete" => answer(vault.delete(&given.text()?, given.number()?)),
    }
}
