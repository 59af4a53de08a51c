//! `get`: one field of a secret.

use inkseal::Result;
use serde::Serialize;

use crate::{
    args::GetArgs,
    clipboard,
    context::{Context, now},
    output, selection,
};

#[derive(Serialize)]
struct GetView<'a> {
    secret: &'a str,
    field: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    copied: bool,
}

pub(super) fn run(context: &Context, args: &GetArgs) -> Result<()> {
    let mut store = context.open()?;
    if args.identity.is_none() {
        selection::find(store.vault(), &args.secret, None)?;
    }
    context.unlock(&mut store)?;
    let identity = args.identity.as_deref();
    let text = selection::field(store.vault(), &args.secret, &args.field, identity, now()?)?;
    let copied = args.copy.copy;
    if copied {
        context.out.note(&clipboard::copy(text.expose(), args.copy.clear)?);
    }
    if context.out.is_json() {
        let value = (!copied).then(|| text.expose());
        let view = GetView { secret: &args.secret, field: &args.field, value, copied };
        return context.out.print(&view, String::new);
    }
    if copied {
        return Ok(());
    }
    let line_end = !args.no_newline && output::wants_line_end(text.expose());
    context.out.print_payload_text(text.expose(), line_end)
}
