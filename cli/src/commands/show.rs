//! `show`: one secret.

use inkseal::{Error, Result, inkbox::wire::AccessRule};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    args::ShowArgs, context::Context, escape::escape, output::escape_lines, selection, views::SecretView,
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
        return context.out.print_payload_text(text.expose(), true);
    }
    let opened = vault.open(&id)?;
    let fields = selection::present_fields(&opened.payload)?;
    let json = if args.reveal { Some(vault.open_text(&id)?) } else { None };
    let payload: Option<&RawValue> = json
        .as_ref()
        .map(|json| serde_json::from_str(json.expose().trim_start_matches('\u{feff}')))
        .transpose()
        .map_err(|_| Error::Malformed("the payload is no JSON object".into()))?;
    let texts = json.as_ref().map(|json| selection::member_texts(json.expose())).transpose()?;
    let view = ShowView {
        secret: SecretView::from(&opened.metadata),
        access: &opened.metadata.access,
        fields: &fields,
        payload,
    };
    context.out.print(&view, || {
        let mut text = view.secret.to_people();
        for field in &fields {
            let value = match &texts {
                Some(texts) => texts.get(field).map(|text| escape_lines(text.expose())).unwrap_or_default(),
                None => "(hidden)".to_owned(),
            };
            text.push_str(&format!("{}: {value}\n", escape(field)));
        }
        text
    })
}
