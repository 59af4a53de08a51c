//! `env`: the variables with what their references stand for, for a shell or another program.

use std::fmt::Write;

use inkseal::{Error, Result, SecretText};
use serde::Serializer;
use zeroize::Zeroizing;

use crate::{
    args::{EnvArgs, EnvForm},
    context::Context,
    env_file,
    environment::Environment,
    filter,
};

pub(super) fn run(context: &Context, args: &EnvArgs) -> Result<()> {
    let form = match (args.form, context.out.is_json()) {
        (Some(EnvForm::Sh | EnvForm::Dotenv), true) => {
            return Err(Error::InvalidInput("--json is --as json: give no other form with it".into()));
        }
        (_, true) => EnvForm::Json,
        (form, false) => form.unwrap_or(EnvForm::Sh),
    };
    let environment = Environment::read(&args.env_file)?;
    let variables = environment.resolve(context, args.identity.as_deref())?.variables;
    let mut named = Vec::new();
    for (name, value) in &variables {
        let text = name.to_str().filter(|text| has_name(form, text)).ok_or_else(|| {
            Error::InvalidInput(format!("the variable {name:?} has a name that this form cannot have").into())
        })?;
        named.push((text, value));
    }
    if form == EnvForm::Json {
        return context.out.print_json(&json(&named)?);
    }
    context.out.print_payload_text(&lines(form, &named)?, false)
}

/// Whether a variable can have this name: what is not a name would be something else to a shell.
fn has_name(form: EnvForm, name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let digit = name.starts_with(|letter: char| letter.is_ascii_digit());
    !name.is_empty()
        && match form {
            EnvForm::Sh => !digit && name.bytes().all(is_word),
            EnvForm::Dotenv => {
                !digit && name.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
            }
            EnvForm::Json => true,
        }
}

fn json(variables: &[(&str, &SecretText)]) -> Result<Zeroizing<String>> {
    let mut json = Zeroizing::new(Vec::new());
    serde_json::Serializer::new(&mut *json)
        .collect_map(variables.iter().map(|(name, value)| (name, value.expose())))
        .map_err(|_| Error::Io("the result has no JSON form".into()))?;
    Ok(Zeroizing::new(std::str::from_utf8(&json).unwrap_or_default().to_owned()))
}

fn lines(form: EnvForm, variables: &[(&str, &SecretText)]) -> Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    for (name, value) in variables {
        let (export, value) = match form {
            EnvForm::Sh => ("export ", filter::shell(value.expose())?),
            _ => ("", env_file::quote(value.expose())),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{export}{name}={}", value.expose());
    }
    Ok(text)
}
