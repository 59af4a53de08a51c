//! `show`: one secret.

use std::collections::BTreeMap;

use inkseal::{Error, Result, inkbox::wire::AccessRule};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    args::ShowArgs,
    context::Context,
    escape::escape,
    output::{self, escape_lines},
    selection,
    views::SecretView,
};

#[derive(Serialize)]
struct ShowView<'a> {
    #[serde(flatten)]
    secret: SecretView<'a>,
    access: &'a [AccessRule],
    fields: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a RawValue>,
}

pub(super) fn run(context: &Context, args: &ShowArgs) -> Result<()> {
    let mut store = context.open_unlocked()?;
    let vault = store.vault_mut();
    let id = selection::find(vault, &args.secret, args.identity.as_deref())?;
    if args.raw {
        let text = vault.open_text(&id)?;
        return context.out.print_payload_text(text.expose(), output::wants_line_end(text.expose()));
    }
    let opened = vault.open(&id)?;
    let fields = selection::present_fields(&opened.payload)?;
    let json = if args.reveal { Some(vault.open_text(&id)?) } else { None };
    let payload: Option<&RawValue> = json
        .as_ref()
        .map(|json| serde_json::from_str(json.expose().trim_start_matches('\u{feff}')))
        .transpose()
        .map_err(|_| Error::Malformed("the payload is no JSON object".into()))?;
    let members: BTreeMap<String, &RawValue> =
        payload.and_then(|payload| serde_json::from_str(payload.get()).ok()).unwrap_or_default();
    let view = ShowView {
        secret: SecretView::from(&opened.metadata),
        access: &opened.metadata.access,
        fields: &fields,
        payload,
    };
    context.out.print(&view, || {
        let mut text = view.secret.to_people();
        for field in &fields {
            let value = match (opened.payload.get(field), members.get(field.as_str())) {
                _ if !args.reveal => "(hidden)".to_owned(),
                (Some(text), _) => escape_lines(text.expose()),
                (None, Some(json)) => escape_lines(json.get()),
                (None, None) => String::new(),
            };
            text.push_str(&format!("{}: {value}\n", escape(field)));
        }
        text
    })
}
