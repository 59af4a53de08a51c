//! `run`: a command whose environment holds what references stand for.

use std::{ffi::OsString, process::ExitCode};

use inkseal::{Error, Result};

#[cfg(unix)]
use crate::{args::LaunchArgs, child};
use crate::{
    args::RunArgs,
    child::{Child, NotStarted},
    context::Context,
    environment::Environment,
    escape::escape,
    field_value::FieldValue,
    masking::{self, Mask},
    memory_files::MemoryFiles,
    reference::Reference,
};

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<ExitCode> {
    let mut environment = Environment::read(&args.env_file)?;
    for file in &args.files {
        let (name, reference) = file_variable(file)?;
        environment = environment.with_file(name, reference);
    }
    let resolved = environment.resolve(context, args.identity.as_deref())?;
    let mut variables: Vec<(OsString, OsString)> =
        resolved.variables.iter().map(|(name, value)| (name.clone(), value.expose().into())).collect();
    let folder = if resolved.files.is_empty() { None } else { Some(MemoryFiles::new()?) };
    if let Some(folder) = &folder {
        for (name, value) in &resolved.files {
            variables.push((name.clone(), folder.add(name, value.bytes())?.into()));
        }
    }
    let child = Child::new(&args.command, variables)?.with_json_errors(context.out.is_json());
    let mask = if args.no_masking {
        Mask::nothing()
    } else {
        let is_secret = |(reference, _): &&(Reference, FieldValue)| masking::is_secret(&reference.field);
        let secrets: Vec<_> = resolved.values.iter().filter(is_secret).collect();
        note_shown(context, &secrets);
        Mask::new(secrets.iter().map(|(_, value)| value.bytes()))?
    };
    drop(resolved);
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

/// Tells what is not masked, because it is short or a common word.
fn note_shown(context: &Context, secrets: &[&(Reference, FieldValue)]) {
    let shown = secrets.iter().filter(|(_, value)| masking::is_shown(value.bytes()));
    let names: Vec<_> =
        shown.map(|(reference, _)| format!("{}/{}", reference.secret, reference.field)).collect();
    if !names.is_empty() {
        context
            .out
            .note(&format!("Not masked, being short or a common word: {}.", escape(&names.join(", "))));
    }
}

/// The variable and the reference of a `--file`. The error does not repeat what may be a secret.
fn file_variable(text: &str) -> Result<(&str, Reference)> {
    let wrong = |reason: &str| Error::InvalidInput(format!("--file: {reason}").into());
    let (name, reference) =
        text.split_once('=').ok_or_else(|| wrong("NAME=inkseal://SECRET/FIELD is expected"))?;
    // It is the name of the file, too.
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(wrong("the name of a variable has letters, digits and _ here"));
    }
    let reference = Reference::parse(reference).map_err(|error| wrong(&error.to_string()))?;
    Ok((name, reference))
}
