//! `key`: the vault key, the recovery codes and the list of keys.

use inkseal::{
    Error, Result, SecretText,
    inkbox::{
        MasterKey, Vault,
        wire::{KeyMetadata, KeyType},
    },
};
use inkseal_store::FileStore;
use serde::Serialize;

use super::init::{four, generate_codes};
use crate::{
    args::{KeyCodesArgs, KeyCommand, KeyListArgs, KeyRemoveArgs, Kind, NewKeyArgs},
    context::{Context, now},
    key_input::{self, Key},
    views::{key_for_people, keys_for_people},
};

pub(super) fn run(context: &Context, command: &KeyCommand) -> Result<()> {
    match command {
        KeyCommand::Change(args) => change(context, args),
        KeyCommand::Recover(args) => recover(context, args),
        KeyCommand::List(args) => list(context, args),
        KeyCommand::Remove(args) => remove(context, args),
        KeyCommand::Codes(args) => codes(context, args),
    }
}

fn change(context: &Context, args: &NewKeyArgs) -> Result<()> {
    let store = context.open()?;
    let current = key_input::current_vault_key(context)?;
    replace(context, store, &current, args, Vault::change_vault_key_with)
}

fn recover(context: &Context, args: &NewKeyArgs) -> Result<()> {
    let store = context.open()?;
    let code = key_input::recovery_code(context)?;
    replace(context, store, &code, args, Vault::recover_with)
}

/// Puts a new vault key in the place of the old one, which is known or recovered from.
fn replace(
    context: &Context,
    mut store: FileStore,
    known: &Key,
    args: &NewKeyArgs,
    change: impl Fn(&mut Vault, &MasterKey, &MasterKey, u64) -> Result<KeyMetadata>,
) -> Result<()> {
    let new = key_input::new_vault_key(context, args)?;
    let organization_id = store.vault().info().organization_id;
    let masters = context.derive_all(&[known, &new], &organization_id)?;
    let [master, new] = masters.as_slice() else { return Err(Error::Io("a derivation is missing".into())) };
    let now = now()?;
    let mut attempt = |known: &MasterKey| store.update(|vault| change(vault, known, new, now));
    let outcome = attempt(master);
    let key = context.or_in_another_form(outcome, known, &organization_id, attempt)?;
    context.out.print(&key, || key_for_people(&key))
}

fn list(context: &Context, args: &KeyListArgs) -> Result<()> {
    let store = context.open()?;
    let keys = match args.key_type {
        Some(Kind::Primary) => store.vault().keys_of(&KeyType::Primary),
        Some(Kind::Recovery) => store.vault().keys_of(&KeyType::Recovery),
        None => store.vault().keys(),
    };
    context.out.print(&keys, || keys_for_people(&keys))
}

fn remove(context: &Context, args: &KeyRemoveArgs) -> Result<()> {
    let mut store = context.open()?;
    if !store.vault().keys().iter().any(|key| key.id.eq_ignore_ascii_case(&args.id)) {
        return Err(Error::NotFound(format!("there is no key {:?}", args.id).into()));
    }
    context.confirm(&format!("Remove the key {:?}? What it belongs to stops working.", args.id), args.yes)?;
    let now = now()?;
    let key = store.update(|vault| vault.remove_key(&args.id, now))?;
    context.out.print(&key, || key_for_people(&key))
}

#[derive(Serialize)]
struct CodesView<'a> {
    recovery_codes: [&'a str; 4],
}

fn codes(context: &Context, args: &KeyCodesArgs) -> Result<()> {
    let mut store = context.open()?;
    context.confirm("Make four new recovery codes? The old ones stop working.", args.yes)?;
    context.unlock(&mut store)?;
    let codes = generate_codes()?;
    let keys = codes.each_ref().map(|code| code.expose().as_bytes());
    let masters = four(context.derive_all(&keys, &store.vault().info().organization_id)?)?;
    let now = now()?;
    let recovery_codes = codes.each_ref().map(SecretText::expose);
    // The old codes stop working only when the new ones were shown.
    store.update(|vault| {
        vault.replace_recovery_codes_with(&masters, now)?;
        context.out.note("The new recovery codes, shown only now:\n");
        context.out.print(&CodesView { recovery_codes }, || recovery_codes.join("\n"))
    })
}
