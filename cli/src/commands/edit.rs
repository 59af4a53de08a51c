//! `edit`: changes the payload of a secret.

use inkseal::{Error, Result};

use crate::{
    args::EditArgs,
    context::{Context, now},
    field_input::{self, Fields},
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &EditArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let mut fields = Fields::read(&args.fields)?;
    for field in &args.ask {
        let text = field_input::ask(context, field)?;
        fields.insert(field, text)?;
    }
    if fields.is_empty() && args.clear.is_empty() {
        return Err(Error::InvalidInput("say what to change: a field's option, --ask or --clear".into()));
    }
    context.unlock(&mut store)?;
    let now = now()?;
    let changed = store.update(|vault| {
        let mut payload = match fields.whole(&vault.metadata(&id)?.secret_type)? {
            Some(payload) => payload,
            None => vault.open(&id)?.payload,
        };
        fields.apply(&mut payload)?;
        for field in &args.clear {
            field_input::clear(&mut payload, field)?;
        }
        vault.update_payload(&id, &payload, now)
    })?;
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}
