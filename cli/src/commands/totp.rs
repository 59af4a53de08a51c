//! `totp`: codes, and the configuration that makes them.

use std::{
    io::{self, IsTerminal},
    thread,
    time::Duration,
};

use inkseal::{
    Error, Result, SecretText,
    totp::{TotpAlgorithm, TotpCode, TotpConfig},
};

use crate::{
    args::{Algorithm, InputFile, TotpArgs, TotpCodeArgs, TotpCommand, TotpRemoveArgs, TotpSetArgs},
    clipboard,
    context::{Context, now},
    escape::escape,
    file_input, selection,
    views::{SecretView, TotpView},
};

pub(super) fn run(context: &Context, args: &TotpArgs) -> Result<()> {
    match &args.command {
        Some(TotpCommand::Set(args)) => set(context, args),
        Some(TotpCommand::Remove(args)) => remove(context, args),
        None => code(context, &args.code),
    }
}

fn code(context: &Context, args: &TotpCodeArgs) -> Result<()> {
    let secret = args.secret.as_deref().ok_or_else(|| Error::InvalidInput("say which secret".into()))?;
    let mut store = context.open_unlocked()?;
    let vault = store.vault_mut();
    let id = selection::find(vault, secret, args.identity.as_deref())?;
    if args.watch {
        return watch(context, || vault.totp_code(&id, now()?));
    }
    let at = args.at.map_or_else(now, Ok)?;
    let code = vault.totp_code(&id, at)?;
    if args.copy.copy {
        context.out.note(&clipboard::copy(code.code.expose(), args.copy.clear)?);
        return if context.out.is_json() {
            context.out.print(&serde_json::json!({ "copied": true }), String::new)
        } else {
            Ok(())
        };
    }
    context.out.print(&TotpView::from(&code), || code.code.expose().to_owned())
}

/// Prints each new code; on a terminal, the time that is left as well, every second, on the same line.
/// It ends when it is interrupted or nobody reads it any more.
fn watch(context: &Context, code_now: impl Fn() -> Result<TotpCode>) -> Result<()> {
    let is_live = io::stdout().is_terminal() && !context.out.is_json();
    let mut shown_until = 0;
    loop {
        let code = code_now()?;
        if is_live {
            let line = format!("\r{}  {:>2} s ", code.code.expose(), code.seconds_remaining);
            context.out.write(line.as_bytes())?;
        } else if code.period_end != shown_until {
            context.out.print(&TotpView::from(&code), || code.code.expose().to_owned())?;
            shown_until = code.period_end;
        }
        thread::sleep(Duration::from_secs(1));
    }
}

fn set(context: &Context, args: &TotpSetArgs) -> Result<()> {
    let mut store = context.open()?;
    let given = read_given(args)?.map(|text| config(text, args)).transpose()?;
    context.unlock(&mut store)?;
    let totp = match given {
        Some(totp) => totp,
        None => config(ask(context, &args.secret)?, args)?,
    };
    let now = now()?;
    let changed = store.update(|vault| {
        let id = selection::find(vault, &args.secret, args.identity.as_deref())?;
        vault.set_totp(&id, &totp, now)
    })?;
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}

/// What a file or standard input gives.
fn read_given(args: &TotpSetArgs) -> Result<Option<SecretText>> {
    let stdin = InputFile::Stdin;
    let uri = args.uri_file.as_ref().or(args.uri_stdin.then_some(&stdin));
    let secret = args.secret_file.as_ref().or(args.secret_stdin.then_some(&stdin));
    uri.or(secret).map(|file| file_input::read_line(file, "TOTP")).transpose()
}

fn ask(context: &Context, secret: &str) -> Result<SecretText> {
    context.ask(&format!("TOTP of \"{}\" (otpauth URI or base32 secret)", escape(secret)))
}

/// The TOTP of what was given: a URI where an option says so, or where none does and it looks like one.
fn config(text: SecretText, args: &TotpSetArgs) -> Result<TotpConfig> {
    let uri = args.uri_file.is_some() || args.uri_stdin;
    let secret = args.secret_file.is_some() || args.secret_stdin;
    let is_uri = uri || (!secret && has_scheme(&text));
    let totp = if is_uri { TotpConfig::parse_uri(text.expose())? } else { config_of_secret(text, args) };
    totp.validate()?;
    Ok(totp)
}

fn has_scheme(text: &SecretText) -> bool {
    text.expose().get(..8).is_some_and(|start| start.eq_ignore_ascii_case("otpauth:"))
}

fn config_of_secret(secret: SecretText, args: &TotpSetArgs) -> TotpConfig {
    let mut totp = TotpConfig::new(secret);
    match args.algorithm {
        Some(Algorithm::Sha1) => totp.algorithm = TotpAlgorithm::Sha1,
        Some(Algorithm::Sha256) => totp.algorithm = TotpAlgorithm::Sha256,
        Some(Algorithm::Sha512) => totp.algorithm = TotpAlgorithm::Sha512,
        None => {}
    }
    totp.digits = args.digits.unwrap_or(totp.digits);
    totp.period = args.period.unwrap_or(totp.period);
    totp
}

fn remove(context: &Context, args: &TotpRemoveArgs) -> Result<()> {
    let mut store = context.open()?;
    context.confirm(&format!("Remove the TOTP of {:?}?", args.secret), args.yes)?;
    context.unlock(&mut store)?;
    let now = now()?;
    let changed = store.update(|vault| {
        let id = selection::find(vault, &args.secret, args.identity.as_deref())?;
        vault.remove_totp(&id, now)
    })?;
    let view = SecretView::from(&changed);
    context.out.print(&view, || view.to_people())
}
