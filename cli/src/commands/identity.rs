//! `identity`: the agents that secrets can be granted to.

use inkseal::{
    Result,
    inkbox::{Vault, wire::Identity},
};
use serde::Serialize;

use crate::{
    args::{IdentityAddArgs, IdentityArgs, IdentityCommand, IdentityRemoveArgs, IdentityRenameArgs},
    context::{Context, now},
    views::{SecretView, identities_for_people, identity_for_people, secrets_for_people},
};

pub(super) fn run(context: &Context, command: &IdentityCommand) -> Result<()> {
    match command {
        IdentityCommand::Add(args) => add(context, args),
        IdentityCommand::List => list(context),
        IdentityCommand::Show(args) => show(context, args),
        IdentityCommand::Rename(args) => rename(context, args),
        IdentityCommand::Pause(args) => change(context, args, Vault::pause_identity),
        IdentityCommand::Resume(args) => change(context, args, Vault::resume_identity),
        IdentityCommand::Remove(args) => remove(context, args),
    }
}

fn add(context: &Context, args: &IdentityAddArgs) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let identity = store.update(|vault| {
        let ids = args.grant.iter().map(|secret| vault.find(secret)).collect::<Result<Vec<_>>>()?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        vault.create_identity(&args.handle, args.display_name.as_deref(), &ids, now)
    })?;
    print(context, &identity)
}

fn list(context: &Context) -> Result<()> {
    let identities = context.open()?.vault().identities();
    context.out.print(&identities, || identities_for_people(&identities))
}

#[derive(Serialize)]
struct ShowView<'a> {
    #[serde(flatten)]
    identity: &'a Identity,
    secrets: Vec<SecretView<'a>>,
}

fn show(context: &Context, args: &IdentityArgs) -> Result<()> {
    let store = context.open()?;
    let identity = store.vault().identity(&args.handle)?;
    let secrets = store.vault().granted_to(&identity.id)?;
    let view = ShowView { identity: &identity, secrets: secrets.iter().map(SecretView::from).collect() };
    context
        .out
        .print(&view, || format!("{}\n{}", identity_for_people(&identity), secrets_for_people(&secrets)))
}

fn rename(context: &Context, args: &IdentityRenameArgs) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let identity = store.update(|vault| {
        let identity = vault.rename_identity(&args.handle, &args.new_handle, now)?;
        let Some(name) = &args.display_name else { return Ok(identity) };
        vault.set_display_name(&identity.id, Some(name.as_str()).filter(|name| !name.is_empty()), now)
    })?;
    print(context, &identity)
}

fn change(
    context: &Context,
    args: &IdentityArgs,
    change: impl FnOnce(&mut Vault, &str, u64) -> Result<Identity>,
) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let identity = store.update(|vault| change(vault, &args.handle, now))?;
    print(context, &identity)
}

fn remove(context: &Context, args: &IdentityRemoveArgs) -> Result<()> {
    let mut store = context.open()?;
    let identity = store.vault().identity(&args.handle)?;
    context.confirm(&format!("Delete the identity {:?} and its grants?", identity.agent_handle), args.yes)?;
    let now = now()?;
    let identity = store.update(|vault| vault.delete_identity(&identity.id, now))?;
    print(context, &identity)
}

fn print(context: &Context, identity: &Identity) -> Result<()> {
    context.out.print(identity, || identity_for_people(identity))
}
