//! `import`: secrets of a vault file, an unlock answer or a decrypted export.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

use inkseal::{
    Error, Result,
    inkbox::{
        ImportReport, Vault,
        wire::{SecretMetadata, UnlockAnswer, parse_keys},
    },
};
use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::{
    args::ImportArgs,
    context::{Context, now},
    escape::escape,
    exit_code,
    failure::FailureView,
    file_input, key_input,
    views::{SecretView, secrets_for_people},
};

/// What tells the kinds of sources apart: the members of the outermost object.
#[derive(Deserialize)]
struct Outline {
    format: Option<IgnoredAny>,
    encrypted_secrets: Option<IgnoredAny>,
    secrets: Option<IgnoredAny>,
}

#[derive(Serialize)]
struct ImportView<'a> {
    added: Vec<SecretView<'a>>,
    unchanged: &'a [String],
    differing: &'a [String],
    failed: Vec<FailedView<'a>>,
    /// Names of what was added that other secrets have too: references to them fail.
    ambiguous_names: &'a [String],
}

#[derive(Serialize)]
struct FailedView<'a> {
    id: &'a str,
    error: FailureView,
}

pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<ExitCode> {
    let mut store = context.open()?;
    let source = open_source(context, args)?;
    context.unlock(&mut store)?;
    let now = now()?;
    let report = store.update(|vault| vault.import(&source, now))?;
    let ambiguous_names = ambiguous_names(store.vault(), &report.added);
    let view = ImportView {
        added: report.added.iter().map(SecretView::from).collect(),
        unchanged: &report.unchanged,
        differing: &report.differing,
        failed: report
            .failed
            .iter()
            .map(|(id, error)| FailedView { id, error: FailureView::new(error) })
            .collect(),
        ambiguous_names: &ambiguous_names,
    };
    context.out.print(&view, || for_people(&report))?;
    for name in &ambiguous_names {
        context.out.note(&format!("several secrets have the name {name:?} now: refer to them by id"));
    }
    context.out.note(&format!(
        "{} added, {} there already, {} there with other content and skipped, {} do not open",
        report.added.len(),
        report.unchanged.len(),
        report.differing.len(),
        report.failed.len(),
    ));
    Ok(if !report.failed.is_empty() {
        exit_code::DAMAGED.into()
    } else if !report.differing.is_empty() {
        exit_code::CONFLICT.into()
    } else {
        ExitCode::SUCCESS
    })
}

/// Reads what is imported from, as an unlocked vault.
fn open_source(context: &Context, args: &ImportArgs) -> Result<Vault> {
    let text = file_input::read_text(&args.file, "source")?;
    let outline: Outline = serde_json::from_str(text.expose()).map_err(|_| unknown_source())?;
    let mut source = if outline.format.is_some() {
        let mut vault = Vault::parse(text.expose())?;
        let key = key_input::source_key(context, args.source_key_file.as_ref())?;
        let organization_id = vault.info().organization_id;
        context.with_master(&key, &organization_id, |master| vault.unlock_with(master))?;
        vault
    } else if outline.encrypted_secrets.is_some() {
        let (Some(keys), Some(organization_id)) = (&args.keys, &args.organization_id) else {
            return Err(Error::InvalidInput("an unlock answer needs --keys and --org as well".into()));
        };
        let keys = parse_keys(file_input::read_text(keys, "list of keys")?.expose())?;
        let answer = UnlockAnswer::from_json(text.expose())?;
        let key = key_input::source_key(context, args.source_key_file.as_ref())?;
        context.with_master(&key, organization_id, |master| {
            Vault::from_unlock_answer_with(organization_id, &keys, answer.clone(), master)
        })?
    } else if outline.secrets.is_some() {
        Vault::from_decrypted_export(text.expose())?
    } else {
        return Err(unknown_source());
    };
    source.accept_payloads_without_aad(context.global.legacy_no_aad);
    Ok(source)
}

/// The names of new secrets that others have as well, each once.
fn ambiguous_names(vault: &Vault, added: &[SecretMetadata]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for name in vault.list().into_iter().filter_map(|secret| secret.name) {
        let count = counts.entry(name).or_insert(0_usize);
        *count = count.saturating_add(1);
    }
    let names: BTreeSet<&String> = added.iter().filter_map(|secret| secret.name.as_ref()).collect();
    let is_ambiguous = |name: &&String| counts.get(*name).is_some_and(|count| *count > 1);
    names.into_iter().filter(is_ambiguous).cloned().collect()
}

fn unknown_source() -> Error {
    Error::Malformed("this is no vault file, no unlock answer and no decrypted export".into())
}

fn for_people(report: &ImportReport) -> String {
    let mut text = String::new();
    if !report.added.is_empty() {
        text.push_str(&secrets_for_people(&report.added));
        text.push('\n');
    }
    for id in &report.differing {
        text.push_str(&format!("skipped, there with other content: {}\n", escape(id)));
    }
    for (id, error) in &report.failed {
        text.push_str(&format!("does not open: {}: {}\n", escape(id), escape(&error.to_string())));
    }
    text
}
