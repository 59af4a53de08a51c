use super::*;

fn parse(secret_type: &str, json: &str) -> Result<SecretPayload> {
    SecretPayload::parse(&secret_type.into(), json)
}

fn rewritten(secret_type: &str, json: &str) -> String {
    parse(secret_type, json).unwrap().to_json().unwrap().expose().to_owned()
}

#[test]
fn every_type_reads_and_writes_all_its_members() {
    for (secret_type, json) in [
        (
            "login",
            r#"{"password":"p","username":"u","email":"e","url":"l","notes":"n","totp":{"secret":"s","algorithm":"sha256","digits":8,"period":60,"issuer":"i","account_name":"a","x":1.0},"later":[1.10]}"#,
        ),
        ("api_key", r#"{"api_key":"k","endpoint":"e","notes":"n","later":null}"#),
        ("key_pair", r#"{"access_key":"a","secret_key":"s","endpoint":"e","notes":"n"}"#),
        ("ssh_key", r#"{"private_key":"k","public_key":"p","fingerprint":"f","passphrase":"s","notes":"n"}"#),
        ("other", r#"{"data":"","notes":"\u0001\n\"\\é"}"#),
        ("passkey", r#"{ "any" : [ 1.0 ] }"#),
    ] {
        assert_eq!(rewritten(secret_type, json), json);
    }
}

#[test]
fn absent_null_and_empty_differ() {
    let payload = parse("login", r#"{"password":"","username":null,"email":""}"#).unwrap();
    assert_eq!(payload.get("username"), None);
    assert_eq!(payload.get("email").unwrap().expose(), "");
    assert_eq!(payload.to_json().unwrap().expose(), r#"{"password":"","email":""}"#);
}

#[test]
fn what_does_not_fit_is_malformed_and_not_shown() {
    for (secret_type, json) in [
        ("login", r#"{"username":"hunter2"}"#),
        ("login", r#"{"password":["hunter2"]}"#),
        ("login", r#"{"password":"p","username":"hunter2","email":7}"#),
        ("login", r#"{"password":"p","totp":"hunter2"}"#),
        ("login", r#"{"password":"p","totp":{"secret":"hunter2","digits":"6"}}"#),
        ("login", r#"{"password":"p","totp":{"digits":6}}"#),
        ("login", r#"["hunter2"]"#),
        ("login", r#"{"password":"hunter2""#),
        ("other", r#""hunter2""#),
        ("passkey", r#""hunter2""#),
    ] {
        let error = parse(secret_type, json).unwrap_err();
        assert_eq!(error.code(), "malformed", "{json}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}

#[test]
fn totp_that_means_none_is_absent() {
    for value in ["null", "\"\"", "false", "0", "0.0", "-0"] {
        let payload = parse("login", &format!(r#"{{"password":"p","totp":{value}}}"#)).unwrap();
        assert_eq!(payload.totp(), None, "{value}");
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert!(parse("other", "\u{FEFF}{\"data\":\"d\"}").is_ok());
    assert_eq!(rewritten("passkey", "\u{FEFF}{}"), "{}");
}

#[test]
fn no_member_is_written_twice() {
    for name in ["password", "username", "totp"] {
        let mut login = LoginPayload::new("p");
        login.unknown.set(name, "\"hunter2\"").unwrap();
        assert_eq!(SecretPayload::from(login).to_json().unwrap_err().code(), "invalid_input", "{name}");
    }
    let mut other = OtherPayload::new("d");
    other.unknown.set("totp", "1").unwrap();
    assert_eq!(SecretPayload::from(other).to_json().unwrap().expose(), r#"{"data":"d","totp":1}"#);
    let mut totp = crate::totp::TotpConfig::new("GE");
    totp.unknown.set("digits", "8").unwrap();
    let login = SecretPayload::from(LoginPayload::new("p").with_totp(totp));
    assert_eq!(login.to_json().unwrap_err().code(), "invalid_input");
}

#[test]
fn lossy_text_must_be_replaced_before_writing() {
    let mut payload = parse("login", r#"{"password":"a\ud83d","url":"u"}"#).unwrap();
    assert_eq!(payload.lossy_members(), ["password"]);
    assert_eq!(payload.get("password").unwrap().expose(), "a\u{FFFD}");
    assert_eq!(payload.to_json().unwrap_err().code(), "unsupported");
    payload.set("password", Some("new".into())).unwrap();
    assert_eq!(payload.to_json().unwrap().expose(), r#"{"password":"new","url":"u"}"#);
}

#[test]
fn members_are_set_by_name() {
    let mut payload = SecretPayload::blank(&SecretType::SshKey).unwrap();
    payload.set("passphrase", Some("s".into())).unwrap();
    payload.set("passphrase", None).unwrap();
    assert_eq!(payload.set("private_key", None).unwrap_err().code(), "invalid_input");
    assert_eq!(payload.set("password", None).unwrap_err().code(), "not_found");
    assert_eq!(SecretPayload::blank(&"passkey".into()), None);
}

#[test]
fn sizes_are_capped() {
    let fits = OtherPayload::new("x".repeat(MAX_PAYLOAD - r#"{"data":""}"#.len()));
    let json = SecretPayload::from(fits).to_json().unwrap();
    assert_eq!(json.expose().len(), MAX_PAYLOAD);
    assert!(parse("other", json.expose()).is_ok());
    assert_eq!(parse("other", &format!(" {}", json.expose())).unwrap_err().code(), "malformed");
    let too_long = OtherPayload::new("x".repeat(MAX_PAYLOAD));
    assert_eq!(SecretPayload::from(too_long).to_json().unwrap_err().code(), "invalid_input");
}

#[test]
fn printed_forms_show_nothing() {
    let payload = parse(
        "login",
        r#"{"password":"hunter2","username":"hunter2","totp":{"secret":"hunter2"},"hunter2":"hunter2"}"#,
    );
    assert!(!format!("{payload:?}").contains("hunter2"));
}

#[test]
fn what_is_sealed_can_be_opened_again() {
    let deep = format!(" {}{}", "[".repeat(63), "]".repeat(63));
    let mut login = LoginPayload::new("p");
    login.unknown.set("x", &deep).unwrap();
    let json = SecretPayload::from(login.clone()).to_json().unwrap();
    assert!(parse("login", json.expose()).is_ok());
    assert_eq!(login.unknown.set("x", &format!(" [{deep}]")).unwrap_err().code(), "invalid_input");
    // Inside `totp` it is one deeper.
    let mut totp = crate::totp::TotpConfig::new("JBSWY3DP");
    totp.unknown.set("x", &deep).unwrap();
    let nested = SecretPayload::from(LoginPayload::new("p").with_totp(totp));
    assert_eq!(nested.to_json().unwrap_err().code(), "invalid_input");
}

#[test]
fn an_unknown_algorithm_is_not_shown() {
    let payload = parse("login", r#"{"password":"p","totp":{"secret":"s","algorithm":"hunter2"}}"#);
    assert!(!format!("{payload:?}").contains("hunter2"));
}
