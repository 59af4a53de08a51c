//! The commands, each in a file of its own.

mod access;
mod add;
mod credentials;
mod docs;
mod edit;
mod env;
mod export;
mod generate;
mod get;
mod identity;
mod import;
mod info;
mod init;
mod inject;
mod key;
mod list;
mod remove;
mod rename;
mod run;
mod show;
mod totp;
mod tour;
mod verify;
mod webhook;

use std::process::ExitCode;

use inkseal::Result;

use crate::{args::Command, clipboard, context::Context};

/// Does what the command line asks for.
///
/// # Errors
/// What the command runs into; nothing is half done then.
pub(crate) fn dispatch(context: &Context, command: &Command) -> Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    match command {
        Command::Init(args) => init::run(context, args).map(done),
        Command::Add(args) => add::run(context, args).map(done),
        Command::Edit(args) => edit::run(context, args).map(done),
        Command::Rename(args) => rename::run(context, args).map(done),
        Command::Describe(args) => rename::describe(context, args).map(done),
        Command::Remove(args) => remove::run(context, args).map(done),
        Command::List(args) => list::run(context, args).map(done),
        Command::Show(args) => show::run(context, args).map(done),
        Command::Get(args) => get::run(context, args).map(done),
        Command::Totp(args) => totp::run(context, args).map(done),
        Command::Run(args) => run::run(context, args),
        Command::Env(args) => env::run(context, args).map(done),
        Command::Inject(args) => inject::run(context, args).map(done),
        Command::Key(command) => key::run(context, command).map(done),
        Command::Identity(command) => identity::run(context, command).map(done),
        Command::Grant(args) => access::grant(context, args).map(done),
        Command::Revoke(args) => access::revoke(context, args).map(done),
        Command::Access(args) => access::run(context, args).map(done),
        Command::Credentials(args) => credentials::run(context, args).map(done),
        Command::Webhook(command) => webhook::run(context, command),
        Command::Verify => verify::run(context),
        Command::Info => info::run(context).map(done),
        Command::Import(args) => import::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::Generate(args) => generate::run(context, args).map(done),
        Command::Completions(args) => docs::print_completions(context, args).map(done),
        Command::Man(args) => docs::write_manual(context, args).map(done),
        Command::Tour => tour::run(context).map(done),
        Command::ClearClipboard(args) => clipboard::clear_after(&args.program, args.seconds).map(done),
    }
}
