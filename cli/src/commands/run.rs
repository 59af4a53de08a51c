//! `run`: a command whose environment holds what references stand for.

use std::{env, ffi::OsString, process::ExitCode};

use inkseal::{Error, Result, SecretText};
use inkseal_store::FileStore;

#[cfg(unix)]
use crate::{args::LaunchArgs, child};
use crate::{
    args::{InputFile, RunArgs},
    child::{Child, NotStarted},
    context::{Context, now},
    env_file,
    escape::escape,
    file_input,
    masking::{self, Mask},
    memory_files::MemoryFiles,
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
    let files = args.files.iter().map(|file| file_variable(file)).collect::<Result<Vec<_>>>()?;
    references.extend(files.iter().map(|(name, reference)| (name.into(), reference.clone())));
    let values = if references.is_empty() { Vec::new() } else { resolve(context, args, &references)? };
    let (in_variables, in_files) = values.split_at(values.len().saturating_sub(files.len()));
    let resolved =
        references.iter().zip(in_variables).map(|((name, _), value)| (name.clone(), value.clone()));
    let mut environment: Vec<(OsString, OsString)> =
        plain.into_iter().chain(resolved).map(|(name, value)| (name, value.expose().into())).collect();
    let folder = if files.is_empty() { None } else { Some(MemoryFiles::new()?) };
    if let Some(folder) = &folder {
        for ((name, _), value) in files.iter().zip(in_files) {
            let path = folder.add(name, value.expose().as_bytes())?;
            environment.retain(|(known, _)| known != name.as_str());
            environment.push((name.into(), path.into()));
        }
    }
    let child = Child::new(&args.command, environment)?.with_json_errors(context.out.is_json());
    let secrets: Vec<_> = references
        .iter()
        .zip(&values)
        .filter(|((_, reference), _)| masking::is_secret(&reference.field))
        .collect();
    let mask = if args.no_masking {
        Mask::nothing()
    } else {
        note_shown(
            context,
            secrets
                .iter()
                .filter(|(_, value)| masking::is_shown(value.expose().as_bytes()))
                .map(|((name, _), _)| name),
        );
        Mask::new(secrets.iter().map(|(_, value)| value.expose().as_bytes()))?
    };
    drop(values);
    let result = match (&folder, mask.is_empty()) {
        (_, false) => child.run_masked(&mask),
        (Some(_), true) => child.run_beside(),
        (None, true) => child.run_unmasked(),
    };
    // The files go, in whatever way the child ended.
    drop(folder);
    end(context, result)
}

/// Becomes the child: for a process that `run` has started.
#[cfg(unix)]
pub(super) fn launch(context: &Context, args: &LaunchArgs) -> Result<ExitCode> {
    end(context, Err(child::take_place(args)?))
}

/// Leads the session of the child: for a process that `run` has started.
#[cfg(unix)]
pub(super) fn session(context: &Context, args: &LaunchArgs) -> Result<ExitCode> {
    end(context, child::lead_session(args, context.out.is_json())?)
}

fn end(context: &Context, result: std::result::Result<u8, NotStarted>) -> Result<ExitCode> {
    match result {
        Ok(code) => Ok(code.into()),
        Err(NotStarted { exit_code: Some(code), error }) => {
            context.out.error(&error);
            Ok(code.into())
        }
        Err(NotStarted { exit_code: None, error }) => Err(error),
    }
}

/// Tells which variables hold what is not masked, because it is short or a common word.
fn note_shown<'n>(context: &Context, names: impl Iterator<Item = &'n OsString>) {
    let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
    if !names.is_empty() {
        context
            .out
            .note(&format!("Not masked, being short or a common word: {}.", escape(&names.join(", "))));
    }
}

/// The variable and the reference of a `--file`. The error does not repeat what may be a secret.
fn file_variable(text: &str) -> Result<(String, Reference)> {
    let wrong = |reason: &str| Error::InvalidInput(format!("--file: {reason}").into());
    let (name, reference) =
        text.split_once('=').ok_or_else(|| wrong("NAME=inkseal://SECRET/FIELD is expected"))?;
    // It is the name of the file, too.
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(wrong("the name of a variable has letters, digits and _ here"));
    }
    let reference = Reference::parse(reference).map_err(|error| wrong(&error.to_string()))?;
    Ok((name.to_owned(), reference))
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
