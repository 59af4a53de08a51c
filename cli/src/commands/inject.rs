//! `inject`: fills the references in a text.

use inkseal::{Result, SecretText};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{
    args::InjectArgs,
    context::{Context, now},
    file_input, private_file, selection,
    template::{Part, parts},
};

pub(super) fn run(context: &Context, args: &InjectArgs) -> Result<()> {
    let template = file_input::read_text(&args.input, "template")?;
    // All of it is read before the vault is opened: a template that is wrong asks for no key.
    let parts = parts(template.expose()).collect::<Result<Vec<_>>>()?;
    let values = resolve(context, args, &parts)?;
    let mut text = Zeroizing::new(String::with_capacity(length(&parts, &values)));
    let mut values = values.iter();
    for part in &parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Reference(_) => text.push_str(values.next().map(SecretText::expose).unwrap_or_default()),
        }
    }
    let Some(path) = &args.output else { return print(context, &text) };
    private_file::write(path, text.as_bytes(), &context.vault_path()?)?;
    let view = json!({ "output": path.to_string_lossy() });
    context.out.print(&view, || format!("Written to {path:?}."))
}

fn print(context: &Context, text: &str) -> Result<()> {
    if context.out.is_json() {
        return context.out.print(&json!({ "text": text }), String::new);
    }
    context.out.write(text.as_bytes())
}

/// The values of the references, in order.
fn resolve(context: &Context, args: &InjectArgs, parts: &[Part<'_>]) -> Result<Vec<SecretText>> {
    let references: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Reference(reference) => Some(reference),
            Part::Literal(_) => None,
        })
        .collect();
    if references.is_empty() {
        return Ok(Vec::new());
    }
    let store = context.open_unlocked()?;
    let now = now()?;
    references
        .into_iter()
        .map(|reference| {
            let identity = args.identity.as_deref();
            selection::field(store.vault(), &reference.secret, &reference.field, identity, now)
        })
        .collect()
}

/// How long the text will be: it is made in one piece, so that it leaves no copies behind.
fn length(parts: &[Part<'_>], values: &[SecretText]) -> usize {
    let literals = parts.iter().map(|part| match part {
        Part::Literal(literal) => literal.len(),
        Part::Reference(_) => 0,
    });
    literals.chain(values.iter().map(|value| value.expose().len())).sum()
}
