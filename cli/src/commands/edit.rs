//! `edit`: changes the payload of a secret.

use inkseal::{Error, Result};

use crate::{
    args::EditArgs,
    context::{Context, now},
    field_input::{self, Fields},
    payload_field,
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &EditArgs) -> Result<()> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let mut fields = Fields::read(&args.fields)?;
    args.ask.iter().try_for_each(|field| field_input::check_typeable(field))?;
    if fields.is_empty() && args.ask.is_empty() && args.clear.is_empty() {
        return Err(Error::InvalidInput("say what to change: a field's option, --ask or --clear".into()));
    }
    context.unlock(&mut store)?;
    let name = store.vault().metadata(&id)?.name.unwrap_or_else(|| id.clone());
    for field in &args.ask {
        fields.ask(context, field, &name)?;
    }
    let now = now()?;
    let mut is_mended = false;
    let changed = store.update(|vault| {
        let mut payload = match fields.whole(&vault.metadata(&id)?.secret_type)? {
            Some(payload) => payload,
            None => vault.open(&id)?.payload,
        };
        fields.apply(&mut payload)?;
        is_mended = fields.mend_private_key(&mut payload)?;
        for field in &args.clear {
            payload_field::clear(&mut payload, field)?;
        }
        vault.update_payload(&id, &payload, now)
    })?;
    if is_mended {
        context.out.note(field_input::MENDED);
    }
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}
