//! `export`: the vault file, or everything that is in it.

use std::process::ExitCode;

use inkseal::{Result, SecretText, inkbox::wire::SecretMetadata};
use inkseal_store::FileStore;
use serde_json::json;

use crate::{args::ExportArgs, context::Context, exit_code, output::counted, private_file};

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<ExitCode> {
    let mut store = context.open()?;
    let mut failed = 0;
    let text = if args.decrypted {
        context.confirm("Write every secret, NOT encrypted?", args.yes)?;
        context.unlock(&mut store)?;
        // What decrypts is in the export, if only as raw text.
        let is_lost = |secret: &SecretMetadata| store.vault().open_text(&secret.id).is_err();
        failed = store.vault().list().iter().filter(|secret| is_lost(secret)).count();
        store.vault().export_decrypted()?
    } else {
        SecretText::from(store.vault().to_text()?)
    };
    write(context, args, &store, &text)?;
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    context
        .out
        .note(&format!("{} not open; the export is not whole", counted(failed, "secret does", "secrets do")));
    Ok(exit_code::DAMAGED.into())
}

fn write(context: &Context, args: &ExportArgs, store: &FileStore, text: &SecretText) -> Result<()> {
    let Some(path) = args.output.path() else { return context.out.print_json(text.expose()) };
    private_file::write(path, text.expose().as_bytes(), &context.vault_path()?)?;
    let view = json!({
        "output": path.to_string_lossy(),
        "decrypted": args.decrypted,
        "secret_count": store.vault().info().secret_count,
    });
    context.out.print(&view, || format!("Written to {path:?}."))
}
