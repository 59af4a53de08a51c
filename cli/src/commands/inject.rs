//! `inject`: fills the references in a text.

use inkseal::{Error, Result, SecretText};
use serde_json::json;

use crate::{
    args::InjectArgs,
    context::{Context, now},
    file_input, private_file, selection,
    template::Template,
};

pub(super) fn run(context: &Context, args: &InjectArgs) -> Result<()> {
    let text = file_input::read_text(&args.input, "template")?;
    // All of it is read before the vault is opened: a template that is wrong asks for no key.
    let text = fill(context, args, &Template::parse(text).map_err(Error::from)?)?;
    let Some(path) = args.output.path() else { return print(context, text.expose()) };
    private_file::write(path, text.expose().as_bytes(), &context.vault_path()?)?;
    let view = json!({ "output": path.to_string_lossy() });
    context.out.print(&view, || format!("Written to {path:?}."))
}

fn print(context: &Context, text: &str) -> Result<()> {
    if context.out.is_json() {
        return context.out.print(&json!({ "text": text }), String::new);
    }
    context.out.write(text.as_bytes())
}

fn fill(context: &Context, args: &InjectArgs, template: &Template) -> Result<SecretText> {
    let store = if template.has_placeholders() { Some(context.open_unlocked()?) } else { None };
    let now = now()?;
    template.fill(
        |placeholder| {
            let store = store.as_ref().ok_or(Error::Locked)?;
            selection::resolve(store.vault(), &placeholder.reference, args.identity.as_deref(), now)
        },
        |placeholder| {
            let secret = &placeholder.reference.secret;
            context.failed_at(format!("template, line {}, secret {secret:?}", placeholder.line));
        },
    )
}
