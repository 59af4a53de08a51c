//! Changes of secrets: create, rename, describe, replace the payload, delete.

use inkseal::inkbox::Vault;

use super::borrowed;
use crate::call::{answer, calls};

calls! {
    fn(vault in Vault, given) {
        "create"(name = text(), payload = value("payload"), description = optional_text(), now = number()) => {
            answer(vault.create(name, &payload, description, now))
        },
        "createGranted"(
            name = text(),
            payload = value("payload"),
            identities = texts("identities"),
            description = optional_text(),
            now = number()
        ) => answer(vault.create_granted(name, &payload, description, &borrowed(&identities), now)),
        "rename"(id = text(), name = text(), now = number()) => answer(vault.rename(id, name, now)),
        "describe"(id = text(), description = optional_text(), now = number()) => {
            answer(vault.describe(id, description, now))
        },
        "updatePayload"(id = text(), payload = value("payload"), now = number()) => {
            answer(vault.update_payload(id, &payload, now))
        },
        "delete"(id = text(), now = number()) => answer(vault.delete(id, now)),
    }
}
