//! The `inkseal` program.

mod args;
mod child;
mod clipboard;
mod commands;
mod completions;
mod confirmation;
mod context;
mod derivation;
mod env_file;
mod environment;
mod escape;
mod exit_code;
mod failure;
mod field_input;
mod field_value;
mod file_input;
mod filter;
mod generate;
mod hardening;
mod key_input;
mod manual;
mod masking;
mod output;
mod payload_field;
mod private_file;
#[cfg(all(test, unix))]
mod pseudoterminal;
mod qr_code;
mod reference;
mod secret_input;
mod selection;
#[cfg(unix)]
mod signals;
mod spinner;
mod table;
mod taken_name;
mod template;
mod terminal;
mod unlocking;
mod vault_location;
mod views;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::{
    args::{Cli, check_single_reader},
    context::Context,
    failure::FailureView,
    output::Output,
};

/// Wipes what is freed: copies of secrets that libraries make are gone with it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    if let Err(error) = hardening::harden() {
        eprintln!("inkseal: this process could not be kept out of core dumps: {error}");
    }
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => return usage_error(&error),
    };
    let context = Context {
        out: Output::new(cli.global.json),
        global: cli.global,
        advice: std::cell::OnceCell::new(),
        place: std::cell::OnceCell::new(),
    };
    match commands::dispatch(&context, &cli.command) {
        Ok(code) => code,
        Err(error) => {
            context.report(&error);
            exit_code::of(&error).into()
        }
    }
}

fn parse() -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    check_single_reader(&mut command, &matches)?;
    Cli::from_arg_matches(&matches)
}

/// Prints what clap has to say: help and the version are no errors; an error is JSON where JSON was asked
/// for, even though the rest of the line did not parse.
fn usage_error(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || !asks_for_json() {
        if error.print().is_err() && !error.use_stderr() {
            eprintln!("inkseal: standard output cannot be written");
            return exit_code::INTERNAL.into();
        }
    } else {
        let message = error.render().to_string();
        let what = message.split("\n\n").next().unwrap_or_default();
        let what = what.strip_prefix("error: ").unwrap_or(what);
        eprintln!("{}", FailureView::usage(what.trim_end()).to_json());
    }
    if error.use_stderr() { exit_code::USAGE.into() } else { ExitCode::SUCCESS }
}

/// Whether `--json` is among our arguments: those after `--` are of the command that `run` starts.
fn asks_for_json() -> bool {
    std::env::args_os().skip(1).take_while(|arg| arg != "--").any(|arg| arg == "--json")
}
