//! `add`: makes a secret.

use inkseal::{Result, payload::SecretType};

use crate::{
    args::{AddArgs, NewSecretType},
    context::{Context, now},
    field_input::Fields,
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &AddArgs) -> Result<()> {
    let mut store = context.open()?;
    for handle in &args.grant {
        store.vault().identity(handle)?;
    }
    let secret_type = secret_type(args.secret_type);
    let fields = Fields::read(&args.fields)?;
    fields.check_missing(&secret_type)?;
    // Before anything else is asked for, so that nobody takes one prompt for the other.
    context.unlock(&mut store)?;
    let payload = fields.into_new_payload(&secret_type, context, &args.name)?;
    let now = now()?;
    let grant: Vec<&str> = args.grant.iter().map(String::as_str).collect();
    let made = store.update(|vault| {
        vault.create_granted(&args.name, &payload, args.description.as_deref(), &grant, now)
    })?;
    context.note_namesakes(store.vault(), &args.name);
    let view = SecretView::from(&made);
    context.out.print(&view, || view.to_people())
}

fn secret_type(new: NewSecretType) -> SecretType {
    match new {
        NewSecretType::Login => SecretType::Login,
        NewSecretType::ApiKey => SecretType::ApiKey,
        NewSecretType::KeyPair => SecretType::KeyPair,
        NewSecretType::SshKey => SecretType::SshKey,
        NewSecretType::Other => SecretType::Other,
    }
}
