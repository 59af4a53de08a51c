//! `remove`: deletes a secret.

use inkseal::Result;

use crate::{
    args::RemoveArgs,
    context::{Context, now},
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &RemoveArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let metadata = store.vault().metadata(&id)?;
    let name = metadata.name.as_deref().unwrap_or(&id);
    context.confirm(&format!("Delete the secret {name:?} ({id})?"), args.yes)?;
    let now = now()?;
    let removed = store.update(|vault| vault.delete(&id, now))?;
    let view = SecretView::from(&removed);
    context.out.print(&view, || view.to_people())
}
