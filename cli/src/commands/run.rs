//! `run`: a command whose environment holds what references stand for.

use std::{env, ffi::OsString, process::ExitCode};

use inkseal::{Error, Result, SecretText};
use inkseal_store::FileStore;

use crate::{
    args::{InputFile, RunArgs},
    child::{Child, NotStarted},
    context::{Context, now},
    env_file, file_input,
    masking::Mask,
    reference::Reference,
    selection,
};

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<ExitCode> {
    let mut plain = Vec::new();
    let mut references = Vec::new();
    for (name, value) in variables(args.env_file.as_ref())? {
        if Reference::is_meant(value.expose()) {
            let reference = Reference::parse(value.expose())
                .map_err(|error| Error::InvalidInput(format!("the variable {name:?}: {error}").into()))?;
            references.push((name, reference));
        } else {
            plain.push((name, value));
        }
    }
    let values = if references.is_empty() { Vec::new() } else { resolve(context, args, &references)? };
    let resolved = references.iter().zip(&values).map(|((name, _), value)| (name.clone(), value.clone()));
    let environment = plain.into_iter().chain(resolved);
    let child =
        Child::new(&args.command, environment.map(|(name, value)| (name, OsString::from(value.expose()))))?;
    let result = if args.no_masking {
        child.run_unmasked()
    } else {
        let mask = Mask::new(values.iter().map(|value| value.expose().as_bytes()))?;
        drop(values);
        child.run_masked(&mask)
    };
    match result {
        Ok(code) => Ok(code.into()),
        Err(NotStarted { exit_code: Some(code), error }) => {
            context.out.error(&error);
            Ok(code.into())
        }
        Err(NotStarted { exit_code: None, error }) => Err(error),
    }
}

/// The variables that may hold references: those of our environment that are, and all of the file,
/// which win.
fn variables(env_file: Option<&InputFile>) -> Result<Vec<(OsString, SecretText)>> {
    let mut variables: Vec<(OsString, SecretText)> = env::vars_os()
        .filter_map(|(name, value)| Some((name, value.into_string().ok()?)))
        .filter(|(_, value)| Reference::is_meant(value))
        .map(|(name, value)| (name, value.into()))
        .collect();
    let Some(file) = env_file else { return Ok(variables) };
    let text = file_input::read_text(file, "environment file")?;
    for (name, value) in env_file::parse(text.expose())? {
        let name = OsString::from(name);
        variables.retain(|(known, _)| *known != name);
        variables.push((name, value.as_str().into()));
    }
    Ok(variables)
}

fn resolve(
    context: &Context,
    args: &RunArgs,
    references: &[(OsString, Reference)],
) -> Result<Vec<SecretText>> {
    let store: FileStore = context.open_unlocked()?;
    let now = now()?;
    references
        .iter()
        .map(|(_, reference)| {
            selection::field(
                store.vault(),
                &reference.secret,
                &reference.field,
                args.identity.as_deref(),
                now,
            )
        })
        .collect()
}
