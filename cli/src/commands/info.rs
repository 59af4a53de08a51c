//! `info`: what the vault is, without a key.

use inkseal::Result;
use serde::Serialize;

use crate::{context::Context, table::properties};

#[derive(Serialize)]
struct InfoView<'a> {
    vault: String,
    format: &'static str,
    id: &'a str,
    organization_id: &'a str,
    created_at: Option<&'a str>,
    updated_at: Option<&'a str>,
    key_count: u64,
    secret_count: u64,
    recovery_key_count: u64,
}

pub(super) fn run(context: &Context) -> Result<()> {
    let store = context.open()?;
    let info = store.vault().info();
    let view = InfoView {
        vault: context.vault_path()?.to_string_lossy().into_owned(),
        format: "inkbox-vault/1",
        id: &info.id,
        organization_id: &info.organization_id,
        created_at: info.created_at.as_deref(),
        updated_at: info.updated_at.as_deref(),
        key_count: info.key_count,
        secret_count: info.secret_count,
        recovery_key_count: info.recovery_key_count,
    };
    context.out.print(&view, || {
        properties([
            ("vault", Some(view.vault.clone())),
            ("format", Some(view.format.to_owned())),
            ("id", Some(view.id.to_owned())),
            ("organization", Some(view.organization_id.to_owned())),
            ("created", Some(view.created_at.unwrap_or("-").to_owned())),
            ("updated", Some(view.updated_at.unwrap_or("-").to_owned())),
            ("vault keys", Some(view.key_count.to_string())),
            ("recovery codes", Some(view.recovery_key_count.to_string())),
            ("secrets", Some(view.secret_count.to_string())),
        ])
    })
}
