//! `run`: a command whose environment holds what references stand for.

use std::{ffi::OsString, process::ExitCode};

use inkseal::Result;

use crate::{
    args::RunArgs,
    child::{Child, NotStarted},
    context::Context,
    environment::Environment,
    masking::Mask,
};

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<ExitCode> {
    let environment = Environment::read(&args.env_file)?;
    let resolved = environment.resolve(context, args.identity.as_deref())?;
    let variables = resolved.variables.iter();
    let child =
        Child::new(&args.command, variables.map(|(name, value)| (name, OsString::from(value.expose()))))?;
    let result = if args.no_masking {
        child.run_unmasked()
    } else {
        let mask = Mask::new(resolved.values.iter().map(|(_, value)| value.bytes()))?;
        drop(resolved);
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
