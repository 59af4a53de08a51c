//! `export`: the vault file, or everything that is in it.

use std::process::ExitCode;

use inkseal::{Error, Result, SecretText};
use inkseal_store::FileStore;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use crate::{args::ExportArgs, context::Context, exit_code};

/// What a decrypted export tells of its secrets beside what they hold.
#[derive(Deserialize)]
struct Outline {
    secrets: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    error: Option<IgnoredAny>,
}

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<ExitCode> {
    let mut store = context.open()?;
    let text = if args.decrypted {
        context.confirm("Write every secret, NOT encrypted?", args.yes)?;
        context.unlock(&mut store)?;
        store.vault().export_decrypted()?
    } else {
        SecretText::from(store.vault().to_text()?)
    };
    write(context, args, &store, &text)?;
    let failed = if args.decrypted { count_failed(&text)? } else { 0 };
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let secrets = if failed == 1 { "secret" } else { "secrets" };
    context.out.note(&format!("{failed} {secrets} did not open: `inkseal verify` names them"));
    Ok(exit_code::DAMAGED.into())
}

fn write(context: &Context, args: &ExportArgs, store: &FileStore, text: &SecretText) -> Result<()> {
    let Some(path) = &args.output else {
        context.out.write(text.expose().as_bytes())?;
        return if text.expose().ends_with('\n') { Ok(()) } else { context.out.write(b"\n") };
    };
    context.write_file(path, text.expose().as_bytes())?;
    let view = json!({
        "output": path.to_string_lossy(),
        "decrypted": args.decrypted,
        "secret_count": store.vault().info().secret_count,
    });
    context.out.print(&view, || format!("Written to {path:?}."))
}

/// How many secrets of a decrypted export have an error in place of a payload.
fn count_failed(export: &SecretText) -> Result<usize> {
    let outline: Outline = serde_json::from_str(export.expose())
        .map_err(|_| Error::Malformed("the export that was made is no export".into()))?;
    Ok(outline.secrets.iter().filter(|entry| entry.error.is_some()).count())
}
