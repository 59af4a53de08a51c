//! `export`: the vault file, or everything that is in it.

use inkseal::{Result, SecretText};
use serde_json::json;

use crate::{args::ExportArgs, context::Context, private_file};

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<()> {
    let mut store = context.open()?;
    let text = if args.decrypted {
        context.confirm("Write every secret, NOT encrypted?", args.yes)?;
        context.unlock(&mut store)?;
        store.vault().export_decrypted()?
    } else {
        SecretText::from(store.vault().to_text()?)
    };
    let Some(path) = &args.output else {
        context.out.write(text.expose().as_bytes())?;
        return if text.expose().ends_with('\n') { Ok(()) } else { context.out.write(b"\n") };
    };
    private_file::write(path, text.expose().as_bytes())?;
    let view = json!({
        "output": path.to_string_lossy(),
        "decrypted": args.decrypted,
        "secret_count": store.vault().info().secret_count,
    });
    context.out.print(&view, || format!("Written to {path:?}."))
}
