//! `grant`, `revoke` and `access`: who may read what.

use std::collections::BTreeMap;

use inkseal::{Error, Result};
use serde_json::json;

use crate::{
    args::{AccessArgs, GrantArgs},
    context::{Context, now},
    views::{SecretView, rule_for_people, rules_for_people, secrets_for_people},
};

pub(super) fn grant(context: &Context, args: &GrantArgs) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let rule = store.update(|vault| {
        let secret = vault.find(&args.secret)?;
        let identity = vault.identity(&args.handle)?.id;
        vault.grant(&secret, &identity, now)
    })?;
    context.out.print(&rule, || rule_for_people(&rule))
}

pub(super) fn revoke(context: &Context, args: &GrantArgs) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let (secret, identity) = store.update(|vault| {
        let secret = vault.find(&args.secret)?;
        let identity = vault.identity(&args.handle).map_or_else(|_| args.handle.clone(), |known| known.id);
        vault.revoke(&secret, &identity, now)?;
        Ok((secret, identity))
    })?;
    let view = json!({ "vault_secret_id": secret, "identity_id": identity });
    context.out.print(&view, || "The grant is taken back.".to_owned())
}

pub(super) fn run(context: &Context, args: &AccessArgs) -> Result<()> {
    match (&args.secret, &args.identity) {
        (Some(secret), _) => of_secret(context, secret),
        (None, Some(handle)) => of_identity(context, handle),
        (None, None) => Err(Error::InvalidInput("say which secret or identity".into())),
    }
}

fn of_secret(context: &Context, secret: &str) -> Result<()> {
    let store = context.open()?;
    let rules = store.vault().access_of_secret(&store.vault().find(secret)?)?;
    context.out.print(&rules, || {
        let identities = store.vault().identities().into_iter();
        // There may be as many identities as rules: each is looked up, not searched for.
        let handles: BTreeMap<String, String> =
            identities.map(|identity| (identity.id.to_ascii_lowercase(), identity.agent_handle)).collect();
        rules_for_people(&rules, |id| handles.get(&id.to_ascii_lowercase()).cloned())
    })
}

fn of_identity(context: &Context, handle: &str) -> Result<()> {
    let store = context.open()?;
    let identity = store.vault().identity(handle)?;
    let secrets = store.vault().granted_to(&identity.id)?;
    let views: Vec<SecretView<'_>> = secrets.iter().map(SecretView::from).collect();
    context.out.print(&views, || secrets_for_people(&secrets))
}
