//! Payloads as format 2 reads them: those of format 1, without its leniency (PAY-1).

use crate::vault::{
    objects::json::{self, integer, refused_new},
    rule::Rule,
};
use crate::{
    Members, Result, SecretText,
    members::Object,
    payload::{SecretPayload, SecretType},
};

/// Reads the payload of a secret of a type.
pub(in crate::vault) fn parse(secret_type: &SecretType, bytes: &[u8]) -> Result<SecretPayload> {
    let object = json::object(bytes)?;
    if let Some(empty) = SecretPayload::blank(secret_type) {
        for name in empty.text_members() {
            has_a_value(&object, name)?;
        }
        if *secret_type == SecretType::Login
            && let Some(totp) = object.peek("totp")
        {
            check_totp(totp)?;
        }
    }
    let text = str::from_utf8(bytes).map_err(|_| Rule::Json1.error())?;
    SecretPayload::from_object(secret_type, object, text).map_err(|_| Rule::Json5.error())
}

/// The payload as it is sealed. `unsupported` if a text of it is lossy, `invalid_input` if no reader would
/// take it.
pub(in crate::vault) fn to_json(payload: &SecretPayload) -> Result<SecretText> {
    let json = payload.to_json()?;
    // Texts that are known, each once, every reader takes. What came from elsewhere may be anything.
    if payload.totp().is_none() && payload.unknown().is_some_and(Members::is_empty) {
        return Ok(json);
    }
    parse(&payload.secret_type(), json.expose().as_bytes()).map_err(refused_new)?;
    Ok(json)
}

fn check_totp(json: &str) -> Result<()> {
    // Format 1 takes `false` and the like for no TOTP.
    let totp = Object::parse_shallow(json).map_err(|_| Rule::Json5.about("totp"))?;
    for name in ["secret", "algorithm", "issuer", "account_name"] {
        has_a_value(&totp, name)?;
    }
    for name in ["digits", "period"] {
        if let Some(number) = totp.peek(name) {
            u32::try_from(integer(number, name)?).map_err(|_| Rule::Json5.about(name))?;
        }
    }
    Ok(())
}

fn has_a_value(object: &Object<'_>, name: &str) -> Result<()> {
    if object.peek(name) == Some("null") { Err(Rule::Json5.about(name)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{payload::LoginPayload, totp::TotpConfig};

    fn login(json: &str) -> Result<SecretPayload> {
        parse(&SecretType::Login, json.as_bytes())
    }

    #[test]
    fn payloads_are_read_and_written_back() {
        let json = r#"{"password":"p","totp":{"secret":"JBSWY3DP","algorithm":"sha1","digits":6,"period":30,"n":1.0},"m":[1e3]}"#;
        assert_eq!(to_json(&login(json).unwrap()).unwrap().expose(), json);
        let note = r#"{ "text" : null }"#;
        let unknown = parse(&SecretType::from("x.note"), note.as_bytes()).unwrap();
        assert_eq!(to_json(&unknown).unwrap().expose(), note);
    }

    #[test]
    fn nothing_is_written_that_no_reader_takes() {
        let deep = format!("{}{}", "[".repeat(32), "]".repeat(32));
        let totp = |issuer: &str| {
            let mut totp = TotpConfig::new("JBSWY3DP");
            totp.unknown.set("more", issuer).unwrap();
            totp
        };
        for (unknown, totp, code) in [
            (None, None, None),
            (Some("[1]"), None, None),
            (Some(&*deep), None, Some("invalid_input")),
            (None, Some(totp("[1]")), None),
            (None, Some(totp(&deep)), Some("invalid_input")),
        ] {
            let mut login = LoginPayload::new("p");
            if let Some(json) = unknown {
                login.unknown.set("member", json).unwrap();
            }
            login.totp = totp;
            assert_eq!(to_json(&login.into()).err().map(|refused| refused.code()), code);
        }
    }

    #[test]
    fn leniency_is_refused() {
        for (json, rule) in [
            (r#"{"username":"u"}"#, Rule::Json5.error()),
            (r#"{"password":"p","username":1}"#, Rule::Json5.error()),
            (r#"{"password":"p","username":null}"#, Rule::Json5.about("username")),
            (r#"{"password":"p","totp":null}"#, Rule::Json5.about("totp")),
            (r#"{"password":"p","totp":false}"#, Rule::Json5.about("totp")),
            (r#"{"password":"p","totp":""}"#, Rule::Json5.about("totp")),
            (r#"{"password":"p","totp":{}}"#, Rule::Json5.error()),
            (r#"{"password":"p","totp":{"secret":"A","issuer":null}}"#, Rule::Json5.about("issuer")),
            (r#"{"password":"p","totp":{"secret":"A","digits":6.0}}"#, Rule::Json6.about("digits")),
            (r#"{"password":"p","totp":{"secret":"A","digits":"6"}}"#, Rule::Json5.about("digits")),
            (r#"{"password":"p","totp":{"secret":"A","period":-1}}"#, Rule::Json5.about("period")),
            (r#"{"password":"p","totp":{"secret":"A","period":4294967296}}"#, Rule::Json5.about("period")),
            (r#"{"password":"p","password":"q"}"#, Rule::Json3.error()),
        ] {
            assert_eq!(login(json).unwrap_err(), rule, "{json}");
        }
        let object = r#"["data"]"#;
        assert_eq!(parse(&SecretType::Other, object.as_bytes()).unwrap_err(), Rule::Json1.error());
    }
}
