//! `completions` and `man`: what the shell and the manual know of the program.

use clap::CommandFactory;
use inkseal::{Error, Result};
use serde_json::json;

use crate::{
    args::{Cli, CompletionsArgs, ManArgs},
    completions,
    context::Context,
    manual,
};

pub(super) fn print_completions(context: &Context, args: &CompletionsArgs) -> Result<()> {
    let mut script = Vec::new();
    completions::write(&mut Cli::command(), args.shell, &mut script)
        .map_err(|error| Error::Io(format!("cannot write the script: {error}").into()))?;
    context.out.write(&script)
}

pub(super) fn write_manual(context: &Context, args: &ManArgs) -> Result<()> {
    let folder = &args.folder;
    manual::write(Cli::command(), folder)
        .map_err(|error| Error::Io(format!("cannot write the manual to {folder:?}: {error}").into()))?;
    context.out.print(&json!({ "folder": folder.to_string_lossy() }), || format!("Written to {folder:?}."))
}
