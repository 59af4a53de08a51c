//! The JSON form of a payload, and of the `totp` member of a login.

use std::io::{self, Write};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{MAX_PAYLOAD, SecretPayload, SecretType};
use crate::{
    Error, Result, SecretText,
    members::{MAX_DEPTH, Object, exceeds, is_zero},
    totp::{TotpAlgorithm, TotpConfig},
};

/// Takes `totp` out of a login. `null`, `""`, `false` and `0` mean that there is none.
pub(super) fn take_totp(object: &mut Object<'_>) -> Result<Option<TotpConfig>> {
    let Some(json) = object.take("totp") else { return Ok(None) };
    if matches!(json, "null" | "\"\"" | "false") || is_zero(json) {
        return Ok(None);
    }
    let mut totp = Object::parse_shallow(json)
        .map_err(|_| Error::Malformed("the member totp is not an object".into()))?;
    let mut config = TotpConfig::new(totp.take_text("secret")?);
    if let Some(algorithm) = totp.take_optional_text("algorithm")? {
        if algorithm.is_lossy() {
            return Err(Error::Malformed("the member algorithm is not text".into()));
        }
        config.algorithm = TotpAlgorithm::from(algorithm.expose());
    }
    config.digits = totp.take_optional_number("digits")?.unwrap_or(config.digits);
    config.period = totp.take_optional_number("period")?.unwrap_or(config.period);
    config.issuer = totp.take_optional_text("issuer")?;
    config.account_name = totp.take_optional_text("account_name")?;
    config.unknown = totp.into_members();
    Ok(Some(config))
}

/// Whether some text of the configuration could not be read whole.
pub(super) fn is_lossy(totp: &TotpConfig) -> bool {
    let optional = [totp.issuer.as_ref(), totp.account_name.as_ref()];
    optional.into_iter().flatten().chain([&totp.secret]).any(SecretText::is_lossy)
        || totp.unknown.has_lossy_name()
}

/// The payload as compact JSON.
pub(super) fn write(payload: &SecretPayload) -> Result<SecretText> {
    if let SecretPayload::Unknown(payload) = payload {
        return check_unknown(&payload.secret_type, &payload.text).map(|()| payload.text.clone());
    }
    let json = to_text(&Json(payload))?;
    if json.expose().len() > MAX_PAYLOAD {
        return Err(Error::InvalidInput("the payload is longer than 1 MiB".into()));
    }
    // Members that others set may go as deep as a value of their own may.
    if exceeds(json.expose(), MAX_DEPTH) {
        return Err(Error::InvalidInput("the payload is nested too deep".into()));
    }
    Ok(json)
}

/// A value as compact JSON, measured first and then written once into a buffer of the right size: a
/// buffer that grew would leave copies behind.
pub(crate) fn to_text(value: &impl Serialize) -> Result<SecretText> {
    let failed = || Error::InvalidInput("this cannot be written as JSON".into());
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).map_err(|_| failed())?;
    let mut json = Vec::with_capacity(length.0);
    serde_json::to_writer(&mut json, value).map_err(|_| failed())?;
    String::from_utf8(json).map(SecretText::from).map_err(|_| failed())
}

/// A payload of unknown type is written as it is, if it is an object at all.
fn check_unknown(secret_type: &str, text: &SecretText) -> Result<()> {
    let known = matches!(SecretType::from(secret_type), SecretType::Unknown(name) if !name.is_empty());
    if !known || text.expose().len() > MAX_PAYLOAD || Object::parse(text.expose()).is_err() {
        return Err(Error::InvalidInput(
            "a payload of unknown type must be a JSON object of at most 1 MiB".into(),
        ));
    }
    Ok(())
}

/// Counts what is written.
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The members of a payload; the type is not one of them. Private, so that nothing but
/// [`SecretPayload::to_json`] writes a payload out.
struct Json<'a>(&'a SecretPayload);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for name in self.0.text_members() {
            if let Some(text) = self.0.get(name) {
                map.serialize_entry(name, text.expose())?;
            }
        }
        if let Some(totp) = self.0.totp() {
            map.serialize_entry("totp", &Totp(totp))?;
        }
        if let Some(unknown) = self.0.unknown() {
            let login = self.0.secret_type() == SecretType::Login;
            let known = |name: &str| self.0.text_members().contains(&name) || (login && name == "totp");
            unknown.write_beside(&mut map, known)?;
        }
        map.end()
    }
}

/// The form of a TOTP configuration inside a login.
struct Totp<'a>(&'a TotpConfig);

impl Serialize for Totp<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("secret", self.0.secret.expose())?;
        map.serialize_entry("algorithm", self.0.algorithm.as_str())?;
        map.serialize_entry("digits", &self.0.digits)?;
        map.serialize_entry("period", &self.0.period)?;
        if let Some(issuer) = &self.0.issuer {
            map.serialize_entry("issuer", issuer.expose())?;
        }
        if let Some(account_name) = &self.0.account_name {
            map.serialize_entry("account_name", account_name.expose())?;
        }
        let known = ["secret", "algorithm", "digits", "period", "issuer", "account_name"];
        self.0.unknown.write_beside(&mut map, |name| known.contains(&name))?;
        map.end()
    }
}
