//! Identities: the agents that secrets are granted to. All of it works locked.

use inkseal::inkbox::Vault;

use super::{access, borrowed};
use crate::call::{answer, calls, json};

calls! {
    fn(vault: &mut Vault, given) else access::call {
        "identities" => json(&vault.identities()),
        "identity" => answer(vault.identity(&given.text()?)),
        "createIdentity" => {
            let (handle, display_name) = (given.text()?, given.optional_text()?);
            let secret_ids = given.optional_value::<Vec<_>>("secretIds")?.unwrap_or_default();
            let (display_name, secret_ids) = (display_name.as_deref(), borrowed(&secret_ids));
            answer(vault.create_identity(&handle, display_name, &secret_ids, given.number()?))
        },
        "renameIdentity" => answer(vault.rename_identity(&given.text()?, &given.text()?, given.number()?)),
        "setDisplayName" => {
            let (identity, display_name) = (given.text()?, given.optional_text()?);
            answer(vault.set_display_name(&identity, display_name.as_deref(), given.number()?))
        },
        "pauseIdentity" => answer(vault.pause_identity(&given.text()?, given.number()?)),
        "resumeIdentity" => answer(vault.resume_identity(&given.text()?, given.number()?)),
        "deleteIdentity" => answer(vault.delete_identity(&given.text()?, given.number()?)),
    }
}
