//! `get`: one field of a secret.

use inkseal::Result;
use serde::Serialize;

use crate::{
    args::GetArgs,
    clipboard,
    context::{Context, now},
    field_value::FieldValue,
    filter::Filter,
    output, selection,
};

#[derive(Serialize)]
struct GetView<'a> {
    secret: &'a str,
    field: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    /// `base64` where the value is that of binary data.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    copied: bool,
}

pub(super) fn run(context: &Context, args: &GetArgs) -> Result<()> {
    let mut store = context.open()?;
    if args.identity.is_none() {
        selection::find(store.vault(), &args.secret, None)?;
    }
    context.unlock(&mut store)?;
    let id = selection::find(store.vault(), &args.secret, args.identity.as_deref())?;
    let value = selection::value(store.vault(), &id, &args.field, now()?)?;
    let copied = args.copy.copy;
    if copied {
        context.out.note(&clipboard::copy(value.text()?, args.copy.clear)?);
    }
    if context.out.is_json() {
        let (text, encoding) = match &value {
            FieldValue::Text(text) => (text.clone(), None),
            FieldValue::Binary(_) => (Filter::Base64.apply(&value)?, Some("base64")),
        };
        let (secret, field) = (&*args.secret, &*args.field);
        let value = (!copied).then(|| text.expose());
        return context.out.print(&GetView { secret, field, value, encoding, copied }, String::new);
    }
    if copied {
        return Ok(());
    }
    match &value {
        FieldValue::Text(text) => {
            let line_end = !args.no_newline && output::wants_line_end(text.expose());
            context.out.print_payload_text(text.expose(), line_end)
        }
        FieldValue::Binary(bytes) => context.out.print_binary(bytes.expose()),
    }
}
