//! [`Fields`]: what the options of `add` and `edit` say about a payload.

use std::collections::BTreeMap;

use inkseal::{
    Error, Result, SecretText,
    payload::{LoginPayload, SecretPayload, SecretType},
    totp::TotpConfig,
};

use crate::{
    args::{FieldArgs, InputFile},
    context::Context,
    file_input,
};

/// Everything that was read for a payload, before any of it is applied.
#[derive(Debug)]
pub(crate) struct Fields {
    whole: Option<SecretText>,
    texts: BTreeMap<String, SecretText>,
    main: Option<SecretText>,
    totp: Option<TotpConfig>,
}

impl Fields {
    /// Reads what the options name.
    ///
    /// # Errors
    /// `io`, `invalid_input` for what is no UTF-8 or is given twice, and those of
    /// [`TotpConfig::parse_uri`].
    pub(crate) fn read(args: &FieldArgs) -> Result<Self> {
        let whole = match (&args.json_file, args.json_stdin) {
            (Some(file), _) => Some(file_input::read_field(file, "payload")?),
            (None, true) => Some(file_input::read_field(&InputFile::Stdin, "payload")?),
            (None, false) => None,
        };
        let uri = match (&args.totp_uri_file, args.totp_uri_stdin) {
            (Some(file), _) => Some(file_input::read_line(file, "otpauth URI")?),
            (None, true) => Some(file_input::read_line(&InputFile::Stdin, "otpauth URI")?),
            (None, false) => None,
        };
        let totp = uri.map(|uri| TotpConfig::parse_uri(uri.expose())).transpose()?;
        let main = args.stdin.then(|| file_input::read_field(&InputFile::Stdin, "secret")).transpose()?;
        Ok(Self { whole, texts: read_texts(args)?, main, totp })
    }

    /// Whether nothing was given.
    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_none() && self.texts.is_empty() && self.main.is_none() && self.totp.is_none()
    }

    /// The whole payload, if it was given.
    ///
    /// # Errors
    /// Those of [`SecretPayload::parse`].
    pub(crate) fn whole(&self, secret_type: &SecretType) -> Result<Option<SecretPayload>> {
        self.whole.as_ref().map(|json| SecretPayload::parse(secret_type, json.expose())).transpose()
    }

    /// Adds the text of a field that was asked for.
    ///
    /// # Errors
    /// `invalid_input` when the field is given already.
    pub(crate) fn insert(&mut self, field: &str, text: SecretText) -> Result<()> {
        match self.texts.insert(field.to_owned(), text) {
            None => Ok(()),
            Some(_) => Err(given_twice(field)),
        }
    }

    /// The payload of a new secret: required fields that were not given are prompted for.
    ///
    /// # Errors
    /// `invalid_input` when a field is missing and cannot be prompted for, or is none of this type.
    pub(crate) fn into_new_payload(
        mut self,
        secret_type: &SecretType,
        context: &Context,
    ) -> Result<SecretPayload> {
        let mut payload = match self.whole(secret_type)? {
            Some(payload) => payload,
            None => {
                self.ask_for_missing(secret_type, context)?;
                SecretPayload::blank(secret_type)
                    .ok_or_else(|| Error::Unsupported("secrets of this type cannot be made".into()))?
            }
        };
        self.apply(&mut payload)?;
        Ok(payload)
    }

    fn ask_for_missing(&mut self, secret_type: &SecretType, context: &Context) -> Result<()> {
        for field in required_fields(secret_type) {
            let is_main = main_field(secret_type) == Some(*field) && self.main.is_some();
            if !is_main && !self.texts.contains_key(*field) {
                self.insert(field, ask(context, field)?)?;
            }
        }
        Ok(())
    }

    /// Sets each field that was given, except the whole payload.
    ///
    /// # Errors
    /// `invalid_input` for a field that the type does not have or that was given twice, `type_mismatch`
    /// for the TOTP of another type than login.
    pub(crate) fn apply(&self, payload: &mut SecretPayload) -> Result<()> {
        for (field, text) in &self.texts {
            set(payload, field, text.clone())?;
        }
        if let Some(text) = &self.main {
            let secret_type = payload.secret_type();
            let field = main_field(&secret_type).ok_or_else(|| {
                Error::Unsupported("a secret of unknown type has no main field: give its whole JSON".into())
            })?;
            if self.texts.contains_key(field) {
                return Err(given_twice(field));
            }
            let text = if is_taken_whole(field) {
                text.clone()
            } else {
                SecretText::from(trim_line_end(text.expose()))
            };
            set(payload, field, text)?;
        }
        if let Some(totp) = &self.totp {
            login(payload)?.totp = Some(totp.clone());
        }
        Ok(())
    }
}

/// Leaves a field out: an optional text, the TOTP, or a member that this version does not know.
///
/// # Errors
/// `invalid_input` when the type has no such field or cannot be without it.
pub(crate) fn clear(payload: &mut SecretPayload, field: &str) -> Result<()> {
    if field == "totp" {
        login(payload)?.totp = None;
        return Ok(());
    }
    if payload.text_members().contains(&field) {
        return payload.set(field, None);
    }
    let removed = match payload {
        SecretPayload::Login(payload) => payload.unknown.remove(field),
        SecretPayload::ApiKey(payload) => payload.unknown.remove(field),
        SecretPayload::KeyPair(payload) => payload.unknown.remove(field),
        SecretPayload::SshKey(payload) => payload.unknown.remove(field),
        SecretPayload::Other(payload) => payload.unknown.remove(field),
        SecretPayload::Unknown(_) => false,
    };
    if removed { Ok(()) } else { Err(no_such_field(payload, field)) }
}

/// Asks for the text of a field.
///
/// # Errors
/// `invalid_input` for a private key, which has many lines, and when nobody can be asked.
pub(crate) fn ask(context: &Context, field: &str) -> Result<SecretText> {
    if field == "private_key" {
        return Err(Error::InvalidInput(
            "a private key cannot be typed: give --private-key-file or --stdin".into(),
        ));
    }
    context.ask(&field.replace('_', " "))
}

fn set(payload: &mut SecretPayload, field: &str, text: SecretText) -> Result<()> {
    if !payload.text_members().contains(&field) {
        return Err(no_such_field(payload, field));
    }
    payload.set(field, Some(text))
}

fn no_such_field(payload: &SecretPayload, field: &str) -> Error {
    let secret_type = payload.secret_type();
    Error::InvalidInput(
        format!("a secret of type {secret_type} has no field {field:?} that this can change").into(),
    )
}

fn login(payload: &mut SecretPayload) -> Result<&mut LoginPayload> {
    match payload {
        SecretPayload::Login(login) => Ok(login),
        other => Err(Error::TypeMismatch {
            expected: "login".into(),
            actual: other.secret_type().as_str().to_owned().into(),
        }),
    }
}

fn read_texts(args: &FieldArgs) -> Result<BTreeMap<String, SecretText>> {
    let mut texts = BTreeMap::new();
    let flags = [
        ("username", &args.username),
        ("email", &args.email),
        ("url", &args.url),
        ("endpoint", &args.endpoint),
        ("access_key", &args.access_key),
        ("fingerprint", &args.fingerprint),
    ];
    for (field, text) in flags {
        if let Some(text) = text {
            texts.insert(field.to_owned(), SecretText::from(text.as_str()));
        }
    }
    let files = [
        ("password", &args.password_file),
        ("api_key", &args.api_key_file),
        ("access_key", &args.access_key_file),
        ("secret_key", &args.secret_key_file),
        ("private_key", &args.private_key_file),
        ("public_key", &args.public_key_file),
        ("passphrase", &args.passphrase_file),
        ("data", &args.data_file),
        ("notes", &args.notes_file),
    ];
    for (field, file) in files {
        if let Some(file) = file {
            let text = if is_taken_whole(field) {
                file_input::read_field(file, field)?
            } else {
                file_input::read_line(file, field)?
            };
            texts.insert(field.to_owned(), text);
        }
    }
    Ok(texts)
}

/// The field that `--stdin` gives.
fn main_field(secret_type: &SecretType) -> Option<&'static str> {
    Some(match secret_type {
        SecretType::Login => "password",
        SecretType::ApiKey => "api_key",
        SecretType::KeyPair => "secret_key",
        SecretType::SshKey => "private_key",
        SecretType::Other => "data",
        SecretType::Unknown(_) => return None,
    })
}

fn required_fields(secret_type: &SecretType) -> &'static [&'static str] {
    match secret_type {
        SecretType::Login => &["password"],
        SecretType::ApiKey => &["api_key"],
        SecretType::KeyPair => &["access_key", "secret_key"],
        SecretType::SshKey => &["private_key"],
        SecretType::Other => &["data"],
        SecretType::Unknown(_) => &[],
    }
}

/// Fields whose final line end belongs to them.
fn is_taken_whole(field: &str) -> bool {
    matches!(field, "private_key" | "data")
}

fn trim_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

fn given_twice(field: &str) -> Error {
    Error::InvalidInput(format!("{field} is given twice").into())
}
