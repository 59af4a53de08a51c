//! `init`: makes a new vault.

use inkseal::{
    Error, Result, SecretText,
    inkbox::{self, Vault, wire::KeyType},
    recovery_code,
};
use inkseal_store::FileStore;
use serde::Serialize;

use crate::{
    args::InitArgs,
    context::{Context, now},
    key_input, vault_location,
};

/// How many recovery codes a vault has.
const RECOVERY_CODES: usize = 4;

#[derive(Serialize)]
struct InitView<'a> {
    vault: String,
    vault_id: &'a str,
    vault_key_id: &'a str,
    organization_id: &'a str,
    recovery_codes: [&'a str; RECOVERY_CODES],
}

pub(super) fn run(context: &Context, args: &InitArgs) -> Result<()> {
    let path = context.vault_path()?;
    if path.symlink_metadata().is_ok() {
        return Err(Error::AlreadyExists(format!("{path:?} is there already").into()));
    }
    let organization_id = match &args.organization_id {
        Some(id) => id.clone(),
        None => inkbox::generate_local_organization_id()?,
    };
    let vault_key = key_input::vault_key_of_new_vault(context)?;
    let codes = generate_codes()?;
    let primary: [&[u8]; 1] = [&vault_key];
    let keys: Vec<&[u8]> =
        primary.into_iter().chain(codes.iter().map(|code| code.expose().as_bytes())).collect();
    let mut masters = context.derive_all(&keys, &organization_id)?;
    let recovery = four(masters.split_off(1))?;
    let primary = masters.pop().ok_or_else(|| Error::Io("a derivation is missing".into()))?;
    let vault = Vault::initialize_with(&organization_id, &primary, &recovery, now()?)?;

    if context.named_vault().is_none() {
        vault_location::make_default_folder()?;
    }
    let info = vault.info();
    let key = vault.keys_of(&KeyType::Primary);
    let view = InitView {
        vault: path.to_string_lossy().into_owned(),
        vault_id: &info.id,
        vault_key_id: key.first().map(|key| key.id.as_str()).unwrap_or_default(),
        organization_id: &info.organization_id,
        recovery_codes: codes.each_ref().map(SecretText::expose),
    };
    // A vault whose codes nobody has seen must not be.
    FileStore::create_when(&path, &vault, context.lock_wait(), || {
        let note = |text| context.out.note(text);
        note("Keep these recovery codes apart from the vault, offline: they are shown only now, and");
        note("each of them opens the vault when its key is lost.\n");
        context.out.print(&view, || view.recovery_codes.join("\n"))
    })?;
    context.out.note(&format!("\nThe vault is {path:?}."));
    Ok(())
}

/// Four new recovery codes.
///
/// # Errors
/// `io` when the system gives no random bytes.
pub(super) fn generate_codes() -> Result<[SecretText; RECOVERY_CODES]> {
    four((0..RECOVERY_CODES).map(|_| recovery_code::generate()).collect::<Result<Vec<_>>>()?)
}

/// The master keys of four recovery codes.
pub(super) fn four<T>(values: Vec<T>) -> Result<[T; RECOVERY_CODES]> {
    values.try_into().map_err(|_| Error::Io("there are not four recovery codes".into()))
}
