//! `credentials`: an agent's view of the vault.

use inkseal::Result;

use crate::{
    args::CredentialsArgs,
    context::Context,
    views::{SecretView, secrets_for_people},
};

pub(super) fn run(context: &Context, args: &CredentialsArgs) -> Result<()> {
    let mut store = context.open()?;
    store.vault().identity(&args.identity)?;
    context.unlock(&mut store)?;
    let credentials = store.vault().credentials(&args.identity)?;
    let secrets = match args.secret_type.as_deref() {
        Some(secret_type) => credentials.list_type(&secret_type.into())?,
        None => credentials.list()?,
    };
    let views: Vec<SecretView<'_>> = secrets.iter().map(SecretView::from).collect();
    context.out.print(&views, || secrets_for_people(&secrets))
}
