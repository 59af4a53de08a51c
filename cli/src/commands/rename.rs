//! `rename` and `describe`: change what is known of a secret without its key.

use inkseal::Result;

use crate::{
    args::{DescribeArgs, RenameArgs},
    context::{Context, now},
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &RenameArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let now = now()?;
    let changed = store.update(|vault| vault.rename(&id, &args.name, now))?;
    context.note_namesakes(store.vault(), &args.name);
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}

pub(super) fn describe(context: &Context, args: &DescribeArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let now = now()?;
    let changed = store.update(|vault| vault.describe(&id, args.text.as_deref(), now))?;
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}
