//! Identities: the agents that secrets are granted to. All of it works locked.

use std::rc::Rc;

use inkseal::inkbox::Vault;

use super::borrowed;
use crate::{
    call::{answer, calls, made_with},
    credentials_handle::CredentialsHandle,
    object::{self, Object},
};

calls! {
    fn(vault in Vault, given) {
        "identities"() => answer(Ok(vault.identities())),
        "identity"(identity = text()) => answer(vault.identity(identity)),
        // The view of one identity: only what is granted to it.
        "credentials"(identity = text()) => {
            let view = CredentialsHandle { identity_id: vault.identity(identity)?.id, vault: object::vault(given.on)? };
            made_with(Object::Credentials(Rc::new(view)), &())
        },
        "createIdentity"(
            handle = text(), display_name = optional_text(), ids = optional_value("secretIds"), now = number()
        ) => {
            let ids: Vec<String> = ids.unwrap_or_default();
            answer(vault.create_identity(handle, display_name, &borrowed(&ids), now))
        },
        "renameIdentity"(identity = text(), handle = text(), now = number()) => {
            answer(vault.rename_identity(identity, handle, now))
        },
        "setDisplayName"(identity = text(), display_name = optional_text(), now = number()) => {
            answer(vault.set_display_name(identity, display_name, now))
        },
        "pauseIdentity"(identity = text(), now = number()) => answer(vault.pause_identity(identity, now)),
        "resumeIdentity"(identity = text(), now = number()) => answer(vault.resume_identity(identity, now)),
        "deleteIdentity"(identity = text(), now = number()) => answer(vault.delete_identity(identity, now)),
    }
}
