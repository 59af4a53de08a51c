//! `rename` and `describe`: change what is known of a secret without its key.

use inkseal::{
    Error, Result,
    inkbox::{Vault, wire::SecretMetadata},
};

use crate::{
    args::{DescribeArgs, RenameArgs},
    context::{Context, now},
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &RenameArgs) -> Result<()> {
    let mut store = context.open()?;
    let now = now()?;
    let changed = store.update(|vault| rename(vault, args, now))?;
    context.note_namesakes(store.vault(), &args.name);
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}

fn rename(vault: &mut Vault, args: &RenameArgs, now: u64) -> Result<SecretMetadata> {
    let holder = vault.find(&args.name);
    let id = match (vault.find(&args.secret), &holder) {
        (Err(Error::NotFound(_)), Ok(id)) if args.update => return vault.metadata(id),
        (found, _) => found?,
    };
    let is_free = match &holder {
        Ok(holder) => *holder == id,
        Err(error) => matches!(error, Error::NotFound(_)),
    };
    if !is_free && !args.duplicate {
        return Err(Error::AlreadyExists(
            format!(
                "there is a secret of the name or id {:?} already: two of one name, with --duplicate, go by their ids",
                args.name
            )
            .into(),
        ));
    }
    vault.rename(&id, &args.name, now)
}

pub(super) fn describe(context: &Context, args: &DescribeArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let now = now()?;
    let changed = store.update(|vault| vault.describe(&id, args.text.as_deref(), now))?;
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}
