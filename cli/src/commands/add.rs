//! `add`: makes a secret, or changes the one of its name.

use inkseal::{
    Error, Result, TypeMismatch,
    inkbox::{Vault, wire::SecretMetadata},
    payload::SecretType,
};

use crate::{
    args::{AddArgs, NewSecretType},
    context::{Context, now},
    field_input::{self, Fields},
    taken_name::IfTaken,
    views::SecretView,
};

/// A secret to be made, or to be changed into this.
pub(super) struct NewSecret<'a> {
    pub(super) secret_type: SecretType,
    pub(super) name: &'a str,
    pub(super) if_taken: IfTaken,
    pub(super) description: Option<&'a str>,
    pub(super) grant: &'a [String],
}

pub(super) fn run(context: &Context, args: &AddArgs) -> Result<()> {
    let new = NewSecret {
        secret_type: secret_type(args.secret_type),
        name: &args.name,
        if_taken: IfTaken::new(args.duplicate, args.update),
        description: args.description.as_deref(),
        grant: &args.grant,
    };
    put(context, &new, || Fields::read(&args.fields))
}

/// Makes or changes the secret of what is given and what is asked for, and prints its metadata.
pub(super) fn put(
    context: &Context,
    new: &NewSecret<'_>,
    read: impl FnOnce() -> Result<Fields>,
) -> Result<()> {
    let mut store = context.open()?;
    for handle in new.grant {
        store.vault().identity(handle)?;
    }
    let is_new = new.if_taken.find(store.vault(), new.name)?.is_none();
    let mut fields = read()?;
    // A secret that is there has what it needs: it is asked for only if nothing is given at all.
    let asks = is_new || fields.is_empty();
    if asks {
        fields.check_missing(&new.secret_type)?;
    }
    // Before anything else is asked for, so that nobody takes one prompt for the other.
    context.unlock(&mut store)?;
    if asks {
        fields.ask_missing(&new.secret_type, context, new.name)?;
    }
    let now = now()?;
    let (made, is_mended) = store.update(|vault| match new.if_taken.find(vault, new.name)? {
        Some(id) => change(vault, &id, new, &fields, now),
        None => {
            let grant: Vec<&str> = new.grant.iter().map(String::as_str).collect();
            let mut payload = fields.new_payload(&new.secret_type)?;
            let is_mended = fields.mend_private_key(&mut payload)?;
            Ok((vault.create_granted(new.name, &payload, new.description, &grant, now)?, is_mended))
        }
    })?;
    if is_mended {
        context.out.note(field_input::MENDED);
    }
    context.note_namesakes(store.vault(), new.name);
    let view = SecretView::from(&made);
    context.out.print(&view, || view.to_people())
}

/// Gives a secret the fields, the description and the grants that are given, and says whether a private key was
/// mended. What is so already stays untouched.
fn change(
    vault: &mut Vault,
    id: &str,
    new: &NewSecret<'_>,
    fields: &Fields,
    now: u64,
) -> Result<(SecretMetadata, bool)> {
    let before = vault.metadata(id)?;
    if before.secret_type != new.secret_type {
        return Err(Error::TypeMismatch(Box::new(TypeMismatch {
            expected: new.secret_type.as_str().to_owned(),
            actual: before.secret_type.as_str().to_owned(),
        })));
    }
    let whole = fields.whole(&new.secret_type)?;
    let opened = vault.open(id);
    let mut payload = match (whole, &opened) {
        (Some(payload), _) => payload,
        (None, Ok(opened)) => opened.payload.clone(),
        (None, Err(error)) => return Err(error.clone()),
    };
    fields.apply(&mut payload)?;
    let is_mended = fields.mend_private_key(&mut payload)?;
    if opened.is_err() || opened.is_ok_and(|opened| opened.payload != payload) {
        vault.update_payload(id, &payload, now)?;
    }
    if new.description.is_some() && new.description != before.description.as_deref() {
        vault.describe(id, new.description, now)?;
    }
    for handle in new.grant {
        match vault.grant(id, handle, now) {
            Ok(_) | Err(Error::AlreadyExists(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((vault.metadata(id)?, is_mended))
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
