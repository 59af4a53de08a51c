//! `generate`: passwords and passphrases.

use inkseal::{Result, password::PasswordRecipe, payload::SecretType};
use serde_json::json;

use super::add::{self, NewSecret};
use crate::{
    args::GenerateArgs, clipboard, context::Context, field_input::Fields, generate::passphrase,
    taken_name::IfTaken,
};

pub(super) fn run(context: &Context, args: &GenerateArgs) -> Result<()> {
    let password = match args.words {
        Some(count) => passphrase(count, &args.separator)?,
        None => recipe(args).generate()?,
    };
    if let Some(name) = &args.into {
        let new = NewSecret {
            secret_type: SecretType::Login,
            name,
            if_taken: IfTaken::new(args.duplicate, args.update),
            description: None,
            grant: &args.grant,
        };
        let username = args.username.as_deref().map(|username| ("username", username.into()));
        let url = args.url.as_deref().map(|url| ("url", url.into()));
        let texts = [Some(("password", password)), username, url];
        return add::put(context, &new, || Ok(Fields::of_texts(texts.into_iter().flatten())));
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
