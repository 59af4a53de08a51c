//! `generate`: passwords and passphrases.

use inkseal::{
    Result,
    password::PasswordRecipe,
    payload::{LoginPayload, SecretPayload},
};
use serde_json::json;

use crate::{
    args::GenerateArgs,
    clipboard,
    context::{Context, now},
    generate::passphrase,
    views::SecretView,
};

pub(super) fn run(context: &Context, args: &GenerateArgs) -> Result<()> {
    let password = match args.words {
        Some(count) => passphrase(count, &args.separator)?,
        None => recipe(args).generate()?,
    };
    if let Some(name) = &args.into {
        let mut login = LoginPayload::new(password);
        login.username = args.username.as_deref().map(Into::into);
        login.url = args.url.as_deref().map(Into::into);
        return add(context, args, name, &login.into());
    }
    if args.copy.copy {
        context.out.note(&clipboard::copy(password.expose(), args.copy.clear)?);
    }
    match (context.out.is_json(), args.copy.copy) {
        (true, true) => context.out.print(&json!({ "copied": true }), String::new),
        (true, false) => context.out.print(&json!({ "password": password.expose() }), String::new),
        (false, true) => Ok(()),
        (false, false) => context.out.print_payload_text(password.expose(), !args.no_newline),
    }
}

fn recipe(args: &GenerateArgs) -> PasswordRecipe {
    PasswordRecipe {
        length: args.length,
        uppercase: !args.no_uppercase,
        lowercase: !args.no_lowercase,
        digits: !args.no_digits,
        symbols: !args.no_symbols,
    }
}

fn add(context: &Context, args: &GenerateArgs, name: &str, payload: &SecretPayload) -> Result<()> {
    let mut store = context.open_unlocked()?;
    let now = now()?;
    let grant: Vec<&str> = args.grant.iter().map(String::as_str).collect();
    let made = store.update(|vault| vault.create_granted(name, payload, None, &grant, now))?;
    context.note_namesakes(store.vault(), name);
    let view = SecretView::from(&made);
    context.out.print(&view, || view.to_people())
}
