//! `get`: one field of a secret.

use inkseal::Result;
use serde::Serialize;

use crate::{
    args::GetArgs,
    clipboard,
    context::{Context, now},
    selection,
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
    if args.copy {
        clipboard::copy(text.expose())?;
        context.out.note("Copied to the clipboard.");
    }
    if context.out.is_json() {
        let value = (!args.copy).then(|| text.expose());
        let view = GetView { secret: &args.secret, field: &args.field, value, copied: args.copy };
        return context.out.print(&view, String::new);
    }
    if args.copy {
        return Ok(());
    }
    context.out.print_payload_text(text.expose(), !args.no_newline)
}
