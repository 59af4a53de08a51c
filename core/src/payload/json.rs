//! The JSON form of a payload, and of the `totp` member of a login.

use super::{MAX_PAYLOAD, SecretPayload, SecretType};
use crate::{
    Error, Result, SecretText,
    members::{MAX_DEPTH, Object, WriteMembers, Writer, exceeds, is_zero, to_text},
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
    let json = SecretText::from(to_text(&Json(payload))?);
    if json.expose().len() > MAX_PAYLOAD {
        return Err(Error::InvalidInput("the payload is longer than 1 MiB".into()));
    }
    // Members that others set may go as deep as a value of their own may.
    if exceeds(json.expose(), MAX_DEPTH) {
        return Err(Error::InvalidInput("the payload is nested too deep".into()));
    }
    Ok(json)
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

/// The members of a payload; the type is not one of them. Private, so that nothing but
/// [`SecretPayload::to_json`] writes a payload out.
struct Json<'a>(&'a SecretPayload);

impl WriteMembers for Json<'_> {
    fn write_members(&self, json: &mut Writer) {
        let Some(texts) = self.0.texts() else { return };
        for (place, name) in texts.names().iter().enumerate() {
            json.put_text(name, texts.text(place));
        }
        if let Some(totp) = self.0.totp() {
            json.put("totp", &Totp(totp));
        }
        let login = matches!(self.0, SecretPayload::Login(_));
        let known = |name: &str| texts.names().contains(&name) || (login && name == "totp");
        texts.unknown().write_beside(json, &known);
    }
}

/// The form of a TOTP configuration inside a login.
struct Totp<'a>(&'a TotpConfig);

impl WriteMembers for Totp<'_> {
    fn write_members(&self, json: &mut Writer) {
        json.put_text("secret", Some(&self.0.secret));
        json.put("algorithm", &self.0.algorithm.as_str());
        json.put("digits", &u64::from(self.0.digits));
        json.put("period", &u64::from(self.0.period));
        json.put_text("issuer", self.0.issuer.as_ref());
        json.put_text("account_name", self.0.account_name.as_ref());
        let known = ["secret", "algorithm", "digits", "period", "issuer", "account_name"];
        self.0.unknown.write_beside(json, &|name| known.contains(&name));
    }
}
