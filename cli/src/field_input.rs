//! [`Fields`]: what the options of `add` and `edit` say about a payload.

use std::collections::BTreeMap;

use inkseal::{
    Error, Result, SecretText,
    payload::{SecretPayload, SecretType, encode_binary},
    totp::TotpConfig,
};
use zeroize::Zeroizing;

use crate::{
    args::{FieldArgs, InputFile},
    context::Context,
    escape::escape,
    file_input,
    payload_field::{is_binary, is_taken_whole, login, set},
    secret_input,
};

/// Everything that was read for a payload, before any of it is applied.
#[derive(Debug)]
pub(crate) struct Fields {
    whole: Option<SecretText>,
    texts: BTreeMap<String, SecretText>,
    /// What `--stdin` gave: which field it is for, the type says.
    main: Option<Zeroizing<Vec<u8>>>,
    totp: Option<TotpConfig>,
    allow_empty: bool,
}

impl Fields {
    /// Reads what the options name.
    ///
    /// # Errors
    /// `io`, `invalid_input` for what is no UTF-8, is given twice or is empty without leave, and those of
    /// [`TotpConfig::parse_uri`].
    pub(crate) fn read(args: &FieldArgs) -> Result<Self> {
        let whole = match (&args.json_file, args.json_stdin) {
            (Some(file), _) => Some(file_input::read_field(file, "payload")?),
            (None, true) => Some(file_input::read_field(&InputFile::Stdin, "payload")?),
            (None, false) => None,
        };
        let allow_empty = args.allow_empty;
        whole
            .as_ref()
            .map_or(Ok(()), |text| check_not_empty(text.expose().as_bytes(), "payload", allow_empty))?;
        let uri = match (&args.totp_uri_file, args.totp_uri_stdin) {
            (Some(file), _) => Some(file_input::read_line(file, "otpauth URI")?),
            (None, true) => Some(file_input::read_line(&InputFile::Stdin, "otpauth URI")?),
            (None, false) => None,
        };
        uri.as_ref()
            .map_or(Ok(()), |text| check_not_empty(text.expose().as_bytes(), "otpauth URI", allow_empty))?;
        let totp = uri.map(|uri| TotpConfig::parse_uri(uri.expose())).transpose()?;
        totp.as_ref().map_or(Ok(()), TotpConfig::validate)?;
        let main =
            args.stdin.then(|| file_input::read_field_bytes(&InputFile::Stdin, "secret")).transpose()?;
        main.as_ref().map_or(Ok(()), |bytes| check_not_empty(bytes, "secret", allow_empty))?;
        Ok(Self { whole, texts: read_texts(args)?, main, totp, allow_empty })
    }

    /// These texts alone.
    pub(crate) fn of_texts(texts: impl IntoIterator<Item = (&'static str, SecretText)>) -> Self {
        let texts = texts.into_iter().map(|(field, text)| (field.to_owned(), text)).collect();
        Self { whole: None, texts, main: None, totp: None, allow_empty: false }
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

    /// Asks for a field of the secret of this name.
    ///
    /// # Errors
    /// Those of [`check_typeable`]; `invalid_input` when the field is given already, nobody can be asked or nothing is
    /// typed without leave.
    pub(crate) fn ask(&mut self, context: &Context, field: &str, name: &str) -> Result<()> {
        check_typeable(field)?;
        let spoken = field.replace('_', " ");
        let text = context.ask(&format!("{} of \"{}\"", escape(&spoken), escape(name)))?;
        check_not_empty(text.expose().as_bytes(), &spoken, self.allow_empty)?;
        self.insert(field, text)
    }

    fn insert(&mut self, field: &str, text: SecretText) -> Result<()> {
        match self.texts.insert(field.to_owned(), text) {
            None => Ok(()),
            Some(_) => Err(given_twice(field)),
        }
    }

    /// Finds before the vault key is asked for that a field is missing which cannot be typed.
    ///
    /// # Errors
    /// `invalid_input`
    pub(crate) fn check_missing(&self, secret_type: &SecretType) -> Result<()> {
        if self.whole.is_some() {
            return Ok(());
        }
        self.missing(secret_type).try_for_each(check_typeable)
    }

    /// The required fields that were not given.
    fn missing(&self, secret_type: &SecretType) -> impl Iterator<Item = &'static str> {
        let main = self.main.as_ref().and_then(|_| secret_type.main_member());
        let required = secret_type.required_members().iter().copied();
        required.filter(move |field| main != Some(*field) && !self.texts.contains_key(*field))
    }

    /// Prompts for the required fields of a secret of this name that were not given.
    ///
    /// # Errors
    /// `invalid_input` when a field cannot be prompted for.
    pub(crate) fn ask_missing(
        &mut self,
        secret_type: &SecretType,
        context: &Context,
        name: &str,
    ) -> Result<()> {
        if self.whole.is_some() {
            return Ok(());
        }
        let missing: Vec<_> = self.missing(secret_type).collect();
        missing.into_iter().try_for_each(|field| self.ask(context, field, name))
    }

    /// The payload of a new secret.
    ///
    /// # Errors
    /// `conflict` when a required field is missing: it was not asked for because a secret was there that is
    /// gone now. Those of [`apply`](Self::apply).
    pub(crate) fn new_payload(&self, secret_type: &SecretType) -> Result<SecretPayload> {
        let mut payload = match self.whole(secret_type)? {
            Some(payload) => payload,
            None if self.missing(secret_type).next().is_some() => {
                return Err(Error::Conflict("the secret to change was removed meanwhile".into()));
            }
            None => SecretPayload::blank(secret_type)
                .ok_or_else(|| Error::Unsupported("secrets of this type cannot be made".into()))?,
        };
        self.apply(&mut payload)?;
        Ok(payload)
    }

    /// Gives a private key that was given for an SSH key the line ends without which OpenSSH refuses it, and says
    /// whether it had others. What is no text between `-----BEGIN` and `-----END` stays as it is.
    ///
    /// # Errors
    /// Those of [`set`].
    pub(crate) fn mend_private_key(&self, payload: &mut SecretPayload) -> Result<bool> {
        let is_given = self.whole.is_some() || self.main.is_some() || self.texts.contains_key("private_key");
        let SecretPayload::SshKey(key) = &*payload else { return Ok(false) };
        let text = key.private_key.expose();
        let is_whole = text.ends_with('\n') && !text.contains('\r');
        if !is_given || is_whole || key.private_key.is_lossy() || !text.starts_with("-----BEGIN ") {
            return Ok(false);
        }
        let mut mended = String::with_capacity(text.len().saturating_add(1));
        for line in text.lines() {
            mended.push_str(line);
            mended.push('\n');
        }
        set(payload, "private_key", mended.into())?;
        Ok(true)
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
        if let Some(bytes) = &self.main {
            let secret_type = payload.secret_type();
            let field = secret_type.main_member().ok_or_else(|| {
                Error::Unsupported("a secret of unknown type has no main field: give its whole JSON".into())
            })?;
            if self.texts.contains_key(field) {
                return Err(given_twice(field));
            }
            let text = if is_binary(field) {
                encode_binary(bytes)?
            } else {
                let text = secret_input::into_text(bytes.clone(), "secret")?;
                if is_taken_whole(field) { text } else { trim_line_end(text.expose()).into() }
            };
            set(payload, field, text)?;
        }
        if let Some(totp) = &self.totp {
            login(payload)?.totp = Some(totp.clone());
        }
        Ok(())
    }
}

/// What people are told of a private key that was mended.
pub(crate) const MENDED: &str =
    "The private key had CRLF line ends or none at its end, which OpenSSH refuses: it is stored with LF.";

/// Refuses a text that is empty, or nothing but a line end, unless that is meant: a file that was not written yet, a
/// pipe whose program failed or Enter at a prompt is no secret.
fn check_not_empty(text: &[u8], what: &str, allow_empty: bool) -> Result<()> {
    if allow_empty || !matches!(text, b"" | b"\n" | b"\r" | b"\r\n") {
        return Ok(());
    }
    Err(Error::InvalidInput(
        format!("the {what} is empty, so nothing is stored: give --allow-empty if that is meant").into(),
    ))
}

/// Refuses to ask for a private key, which has many lines.
///
/// # Errors
/// `invalid_input`
pub(crate) fn check_typeable(field: &str) -> Result<()> {
    if field == "private_key" {
        return Err(Error::InvalidInput(
            "a private key cannot be typed: give --private-key-file or --stdin".into(),
        ));
    }
    Ok(())
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
            let text = if is_binary(field) {
                encode_binary(&file_input::read_field_bytes(file, field)?)?
            } else if is_taken_whole(field) {
                file_input::read_field(file, field)?
            } else {
                file_input::read_line(file, field)?
            };
            check_not_empty(text.expose().as_bytes(), &field.replace('_', " "), args.allow_empty)?;
            texts.insert(field.to_owned(), text);
        }
    }
    Ok(texts)
}

fn trim_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

fn given_twice(field: &str) -> Error {
    Error::InvalidInput(format!("{field} is given twice").into())
}
