//! `list`: secrets without their payloads.

use inkseal::Result;

use crate::{
    args::ListArgs,
    context::Context,
    views::{SecretView, secrets_for_people},
};

pub(super) fn run(context: &Context, args: &ListArgs) -> Result<()> {
    let store = context.open()?;
    let mut secrets = match &args.search {
        Some(text) => store.vault().search(text),
        None => store.vault().list(),
    };
    if let Some(secret_type) = &args.secret_type {
        // `add` takes `api-key` for `api_key` as well.
        let secret_type = secret_type.replace('-', "_");
        secrets.retain(|secret| secret.secret_type.as_str().replace('-', "_") == secret_type);
    }
    let views: Vec<SecretView<'_>> = secrets.iter().map(SecretView::from).collect();
    context.out.print(&views, || secrets_for_people(&secrets))
}
