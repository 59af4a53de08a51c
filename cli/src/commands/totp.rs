//! `totp`: codes, and the configuration that makes them.

mod migration;

use std::{
    io::{self, IsTerminal},
    thread,
    time::Duration,
};

use anstyle::AnsiColor;
use inkseal::{
    Error, Result, SecretText,
    totp::{TotpAlgorithm, TotpCode, TotpConfig},
};

use serde_json::json;
use zeroize::Zeroizing;

use crate::{
    args::{
        Algorithm, InputFile, TotpArgs, TotpCodeArgs, TotpCommand, TotpQrArgs, TotpRemoveArgs, TotpSetArgs,
        TotpUriArgs,
    },
    clipboard,
    context::{Context, now},
    escape::escape,
    file_input, payload_field, private_file,
    qr_code::{Picture, QrCode},
    selection,
    views::{SecretView, TotpView},
};

pub(super) fn run(context: &Context, args: &TotpArgs) -> Result<()> {
    match &args.command {
        Some(TotpCommand::Set(args)) => set(context, args),
        Some(TotpCommand::Uri(args)) => uri(context, args),
        Some(TotpCommand::Qr(args)) => qr(context, args),
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
            context.out.print(&json!({ "copied": true }), String::new)
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

fn uri(context: &Context, args: &TotpUriArgs) -> Result<()> {
    let uri = uri_of(context, &args.secret, args.identity.as_deref())?;
    context.out.print(&json!({ "uri": uri.expose() }), || uri.expose().to_owned())
}

fn qr(context: &Context, args: &TotpQrArgs) -> Result<()> {
    let picture = args.output.as_deref();
    let picture = picture.map(|path| Picture::of_path(path).map(|kind| (path, kind))).transpose()?;
    let code = QrCode::new(&uri_of(context, &args.secret, args.identity.as_deref())?)?;
    let Some((path, kind)) = picture else {
        let blocks = Zeroizing::new(code.to_blocks());
        return context.out.print(&json!({ "qr": *blocks }), || on_white(&blocks));
    };
    let picture = Zeroizing::new(code.to_picture(kind)?);
    private_file::write(path, &picture, &context.vault_path()?)?;
    context.out.print(&json!({ "output": path.to_string_lossy() }), || format!("Written to {path:?}."))
}

/// Lines of blocks in black on white where that can be said, so that they do not depend on the terminal's colours.
fn on_white(blocks: &str) -> String {
    if anstream::AutoStream::choice(&io::stdout()) == anstream::ColorChoice::Never {
        return blocks.to_owned();
    }
    let style = AnsiColor::Black.on(AnsiColor::BrightWhite);
    blocks.lines().map(|line| format!("{style}{line}{style:#}\n")).collect()
}

fn uri_of(context: &Context, secret: &str, identity: Option<&str>) -> Result<SecretText> {
    let mut store = context.open_unlocked()?;
    let vault = store.vault_mut();
    let mut payload = vault.open(&selection::find(vault, secret, identity)?)?.payload;
    let totp = payload_field::login(&mut payload)?.totp.take();
    totp.ok_or_else(|| Error::NotFound("this login has no TOTP".into()))?.to_uri()
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
    // No secret has a colon.
    let is_uri = uri || (!secret && text.expose().contains(':'));
    let totp = if migration::is_one(text.expose()) {
        migration::choose(text.expose(), args.account.as_deref())?
    } else if args.account.is_some() {
        return Err(Error::InvalidInput(
            "--account is for otpauth-migration URIs, which have several".into(),
        ));
    } else if is_uri {
        TotpConfig::parse_uri(text.expose())?
    } else {
        config_of_secret(text, args)
    };
    totp.validate()?;
    Ok(totp)
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
