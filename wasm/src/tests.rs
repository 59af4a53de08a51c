//! The forms in which values cross, on the host: what needs JavaScript is tested by the package.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};

use crate::{CALLS, InksealError, call::Answer, json::to_json, object};

/// Text that no error may repeat.
const SECRET: &str = "hunter2";

/// An object of a class, by its number.
#[derive(Clone, Copy)]
struct On(&'static str, u32);

/// What functions and static methods are called on.
const NOTHING: On = On("", 0);

/// Calls by name, as the JavaScript does, with bytes.
fn call_with(on: On, name: &str, given: &str, one: &[u8], two: &[u8]) -> Answer {
    let (_, lists) = CALLS.iter().find(|(class, _)| *class == on.0).unwrap();
    let place = lists.iter().copied().flatten().position(|known| *known == name);
    crate::dispatch::call(
        place.map_or(u32::MAX, |place| place.try_into().unwrap()),
        on.1,
        given.as_bytes(),
        one,
        two,
    )
}

fn on(on: On, name: &str, given: Value) -> Answer {
    call_with(on, name, &given.to_string(), &[], &[])
}

fn call(name: &str, given: Value) -> Answer {
    on(NOTHING, name, given)
}

/// The object that a call makes.
fn made(class: &'static str, answer: Answer) -> On {
    let list: Vec<Value> = serde_json::from_str(&answer.unwrap().unwrap()).unwrap();
    On(class, list[0].as_u64().unwrap().try_into().unwrap())
}

fn bytes(name: &str, given: Value, one: &[u8]) -> Answer {
    call_with(NOTHING, name, &given.to_string(), one, &[])
}

fn master_key(byte: u8) -> On {
    made("MasterKey", bytes("MasterKey.fromBytes", json!([]), &[byte; 32]))
}

fn called(name: &str, given: Value) -> String {
    call(name, given).unwrap().unwrap()
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// An error as it is thrown.
fn thrown<T>(failed: Result<T, InksealError>) -> Value {
    let Err(error) = failed else { panic!("this should have failed") };
    value(&to_json(&error).unwrap())
}

/// A vault without a derivation, unlocked.
fn vault() -> On {
    let [primary, one, two, three, last] = [1, 2, 3, 4, 5].map(|byte| master_key(byte).1);
    made("Vault", call("Vault.initializeWith", json!(["org_test_123", primary, one, two, three, last, 0])))
}

fn add(vault: On, name: &str, payload: Value) -> String {
    let made = on(vault, "create", json!([name, payload.to_string(), null, 0])).unwrap().unwrap();
    value(&made)["id"].as_str().unwrap().to_owned()
}

/// Each payload type with all its members, as the format has it and as it crosses.
fn payloads() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        (
            "login",
            r#"{"password":"p","username":"u","email":"e","url":"l","notes":"n","totp":{"secret":"JBSWY3DP","algorithm":"sha256","digits":8,"period":60,"issuer":"i","account_name":"a","t":[1.50]},"x":1.0}"#,
            r#"{"type":"login","password":"p","username":"u","email":"e","url":"l","notes":"n","totp":{"secret":"JBSWY3DP","algorithm":"sha256","digits":8,"period":60,"issuer":"i","accountName":"a","unknown":[{"name":"t","value":"[1.50]"}]},"unknown":[{"name":"x","value":"1.0"}]}"#,
        ),
        (
            "api_key",
            r#"{"api_key":"k","endpoint":"e","notes":"n","x":null}"#,
            r#"{"type":"api_key","apiKey":"k","endpoint":"e","notes":"n","unknown":[{"name":"x","value":"null"}]}"#,
        ),
        (
            "key_pair",
            r#"{"access_key":"a","secret_key":"s","endpoint":"e","notes":"n"}"#,
            r#"{"type":"key_pair","accessKey":"a","secretKey":"s","endpoint":"e","notes":"n"}"#,
        ),
        (
            "ssh_key",
            r#"{"private_key":"p","public_key":"q","fingerprint":"f","passphrase":"w","notes":"n"}"#,
            r#"{"type":"ssh_key","privateKey":"p","publicKey":"q","fingerprint":"f","passphrase":"w","notes":"n"}"#,
        ),
        ("other", r#"{"data":"ünï\u0000\"𝄞"}"#, r#"{"type":"other","data":"ünï\u0000\"𝄞"}"#),
        (
            "card",
            r#"{"number":4.20}"#,
            r#"{"type":"unknown","secretType":"card","text":"{\"number\":4.20}"}"#,
        ),
    ]
}

#[test]
fn every_payload_crosses_both_ways_and_loses_nothing() {
    for (secret_type, sealed, crossed) in payloads() {
        assert_eq!(called("parsePayload", json!([secret_type, sealed])), crossed);
        assert_eq!(called("payloadToJson", json!([crossed])), sealed);
        assert_eq!(called("payloadType", json!([crossed])), secret_type);
        assert_eq!(called("lossyMembers", json!([crossed])), "[]");
    }
}

#[test]
fn bytes_go_in_as_they_are_and_come_out_in_base64() {
    let data = bytes("encodeBinary", json!([]), &[0xFF, 0]).unwrap().unwrap();
    assert_eq!(data, "data:application/octet-stream;base64,/wA=");
    assert_eq!(called("decodeBinary", json!([data])), "/wA=");
    assert_eq!(call("decodeBinary", json!(["a, text"])).unwrap(), None);
    assert_eq!(thrown(bytes("encodeBinary", json!([]), &[0xFF; 1 << 20]))["code"], "invalid_input");
}

#[test]
fn absent_members_have_their_defaults() {
    let config = called("normalizeTotp", json!([r#"{"secret":"jbsw y3dp","issuer":null}"#]));
    assert_eq!(config, r#"{"secret":"JBSWY3DP","algorithm":"sha1","digits":6,"period":30}"#);
    assert_eq!(called("generatePassword", json!([])).len(), 24);
    let digits = r#"{"length":9,"uppercase":false,"lowercase":false,"symbols":false}"#;
    let password = called("generatePassword", json!([digits]));
    assert!(password.len() == 9 && password.bytes().all(|byte| byte.is_ascii_digit()));
}

#[test]
fn lossy_text_crosses_as_such_and_is_not_sealed() {
    let crossed = called("parsePayload", json!(["other", r#"{"data":"a\ud800"}"#]));
    assert_eq!(crossed, "{\"type\":\"other\",\"data\":{\"text\":\"a\u{FFFD}\",\"lossy\":true}}");
    assert_eq!(called("lossyMembers", json!([crossed])), r#"["data"]"#);
    assert_eq!(thrown(call("payloadToJson", json!([crossed])))["code"], "unsupported");
    let whole = json!([r#"{"type":"other","data":{"text":"a","lossy":false}}"#]);
    assert_eq!(called("payloadToJson", whole), r#"{"data":"a"}"#);
}

#[test]
fn what_does_not_fit_is_refused_without_repeating_it() {
    let refused = [
        r#"{"type":"login","password":"p","userName":"hunter2"}"#,
        r#"{"type":"login","password":"p","hunter2":"u"}"#,
        r#"{"type":"login","username":"hunter2"}"#,
        r#"{"type":"login","password":["hunter2"]}"#,
        r#"{"type":"login","password":{"text":"hunter2"}}"#,
        r#"{"type":"login","password":{"text":"hunter2","lossy":"hunter2"}}"#,
        r#"{"type":"login","password":{"text":"p","lossy":false,"hunter2":1}}"#,
        r#"{"type":"login","password":null}"#,
        r#"{"type":"login","password":"hunter2\ud800"}"#,
        r#"{"type":"login","password":"p","totp":"hunter2"}"#,
        r#"{"type":"login","password":"p","totp":{"secret":"JBSWY3DP","digit":"hunter2"}}"#,
        r#"{"type":"login","password":"p","totp":{"secret":"JBSWY3DP","digits":"hunter2"}}"#,
        r#"{"type":"login","password":"p","totp":{"secret":"JBSWY3DP","digits":6.5}}"#,
        r#"{"type":"login","password":"p","totp":{"secret":"JBSWY3DP","digits":4294967296}}"#,
        r#"{"type":"login","password":"p","unknown":{"name":"hunter2"}}"#,
        r#"{"type":"login","password":"p","unknown":[{"name":"hunter2"}]}"#,
        r#"{"type":"login","password":"p","unknown":[{"name":"x","value":"hunter2"}]}"#,
        r#"{"type":"login","password":"p","unknown":[{"name":"password","value":"\"hunter2\""}]}"#,
        r#"{"type":"api_key","password":"hunter2"}"#,
        r#"{"type":"hunter2","password":"p"}"#,
        r#"{"password":"hunter2"}"#,
        r#"["hunter2"]"#,
        "hunter2",
        "",
        r#"{"type":"login","password":"hunter2""#,
    ];
    for payload in refused {
        let error = thrown(call("payloadToJson", json!([payload])));
        assert_eq!(error["code"], "invalid_input", "{payload}");
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
    // JavaScript escapes half of a surrogate pair, in whichever argument.
    let half = call_with(NOTHING, "parseTotpUri", r#"["otpauth://totp/hunter2\udc00"]"#, &[], &[]);
    assert_eq!(thrown(half)["code"], "invalid_input");
    for given in ["[", "{}", "null", "[1]", "[]", r#"["hunter2""#] {
        let error = thrown(call_with(NOTHING, "parseKeys", given, &[], &[]));
        assert_eq!(error["code"], "invalid_input", "{given}");
        assert!(!error.to_string().contains(SECRET));
    }
}

#[test]
fn values_of_the_service_cross_both_ways() {
    let material = json!({"id": "i", "wrappedOrgEncryptionKey": "w", "authHash": "h", "keyType": "primary"});
    let rule =
        json!({"id": "r", "vaultSecretId": "s", "identityId": "a", "createdAt": "2026-01-01T00:00:00Z"});
    let metadata = json!({
        "id": "s", "name": "n", "secretType": "login", "description": "d",
        "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z", "access": [rule],
    });
    let key = json!({
        "id": "i", "keyType": "recovery", "createdBy": "b",
        "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z",
    });
    let values = [
        ("accessRule", rule.clone()),
        (
            "createSecretRequest",
            json!({"id": "i", "name": "n", "secretType": "t", "encryptedPayload": "e", "description": "d"}),
        ),
        ("grantRequest", json!({"identityId": "a"})),
        ("initializeAnswer", json!({"vaultId": "v", "vaultKeyId": "k", "recoveryKeyCount": 4})),
        ("initializeRequest", json!({"vaultKey": material, "recoveryKeys": [material, material]})),
        ("keyMaterial", material.clone()),
        ("keyMetadata", key.clone()),
        (
            "replacePrimaryKeyRequest",
            json!({
                "id": "i", "wrappedOrgEncryptionKey": "w", "authHash": "h", "currentAuthHash": "c", "recoveryAuthHash": "r",
            }),
        ),
        ("secretAnswer", json!({"metadata": metadata, "encryptedPayload": "e"})),
        ("secretMetadata", metadata.clone()),
        ("updateSecretRequest", json!({"name": "n", "description": null, "encryptedPayload": "e"})),
        ("updateSecretRequest", json!({"description": "d"})),
        ("updateSecretRequest", json!({})),
        (
            "vaultInfo",
            json!({
                "id": "v", "organizationId": "o", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z",
                "keyCount": 1, "secretCount": 2, "recoveryKeyCount": 4,
            }),
        ),
        ("whoami", json!({"organizationId": "o"})),
    ];
    for (name, form) in values {
        let service = called(&format!("{name}ToJson"), json!([form.to_string()]));
        let back = called(&format!("{name}FromJson"), json!([service]));
        assert_eq!(value(&back), form, "{name}");
        let mut odd = form;
        odd["hunter2"] = SECRET.into();
        let error = thrown(call(&format!("{name}ToJson"), json!([odd.to_string()])));
        assert_eq!(error["code"], "invalid_input", "{name}");
        assert!(!error.to_string().contains(SECRET), "{error}");
        assert_eq!(thrown(call(&format!("{name}FromJson"), json!(["hunter2"])))["code"], "malformed");
    }
    for (write, read, list) in [
        ("keysToJson", "parseKeys", json!([key])),
        ("secretsToJson", "parseSecrets", json!([metadata, metadata])),
        ("accessRulesToJson", "parseAccessRules", json!([])),
    ] {
        let service = called(write, json!([list.to_string()]));
        assert_eq!(value(&called(read, json!([service]))), list);
    }
}

#[test]
fn errors_say_what_a_program_can_use() {
    let vault = vault();
    let ids = [(); 2].map(|()| add(vault, "twice", json!({"type": "other", "data": "d"})));
    let error = thrown(on(vault, "find", json!(["twice"])));
    assert_eq!((&error["code"], &error["ids"]), (&json!("invalid_input"), &json!(ids)));
    let error = thrown(on(vault, "totpCode", json!([ids[0], 0])));
    assert_eq!(
        error,
        json!({
            "code": "type_mismatch", "message": "this is of type other, not login", "expected": "login", "actual": "other",
        })
    );
    for (key, rule) in [
        ("short", "length"),
        ("0123456789abcdef", "uppercase"),
        ("ABCDEFGHIJKLMNOP", "lowercase"),
        ("ABCDEFGHIJKLMNOp", "digit"),
        ("ABCDEFGHIJKLMN0p", "special"),
    ] {
        let error = thrown(bytes("checkVaultKey", json!([]), key.as_bytes()));
        assert_eq!((&error["code"], &error["rule"]), (&json!("weak_vault_key"), &json!(rule)));
    }
    assert_eq!(thrown(on(vault, "nothing", json!([])))["code"], "invalid_input");
}

#[test]
fn many_secrets_open_in_one_call_and_each_has_its_failure() {
    let vault = vault();
    let good = add(vault, "good", json!({"type": "other", "data": "d"}));
    let bad = add(vault, "bad", json!({"type": "api_key", "apiKey": "k"}));
    let text = on(vault, "toText", json!([])).unwrap().unwrap();
    let text = text.replace("\"api_key\"", "\"login\"");
    call_with(vault, "replaceContents", "[]", text.as_bytes(), &[]).unwrap();
    let all = value(&on(vault, "openAll", json!([])).unwrap().unwrap());
    assert_eq!(
        (&all[0]["metadata"]["id"], &all[0]["payload"]),
        (&json!(good), &json!({"type": "other", "data": "d"}))
    );
    assert_eq!((&all[1]["metadata"]["id"], &all[1]["failure"]["code"]), (&json!(bad), &json!("malformed")));
    assert!(all[1].get("payload").is_none() && all[0].get("failure").is_none());
}

#[test]
fn a_vault_imports_itself_and_others() {
    let (vault, other) = (vault(), vault());
    let id = add(vault, "one", json!({"type": "other", "data": "d"}));
    let import = |target: On, now: Value| on(target, "importFrom", json!([vault.1, now]));
    let report = value(&import(vault, json!(0)).unwrap().unwrap());
    assert_eq!(report, json!({"added": [], "unchanged": [id], "differing": [], "failed": []}));
    assert_eq!(value(&import(other, json!(0)).unwrap().unwrap())["added"][0]["id"], id);
    assert_eq!(thrown(import(other, json!(0.5)))["code"], "invalid_input");
}

#[test]
fn what_is_in_use_is_an_error_and_no_panic() {
    let vault = vault();
    on(vault, "createIdentity", json!(["agent", null, null, 0])).unwrap();
    let credentials = made("Credentials", on(vault, "credentials", json!(["agent"])));
    let held = object::vault(vault.1).unwrap();
    let held = held.write().unwrap();
    assert_eq!(thrown(on(vault, "list", json!([])))["code"], "conflict");
    assert_eq!(thrown(on(credentials, "list", json!([])))["code"], "conflict");
    assert_eq!(thrown(on(vault, "lock", json!([])))["code"], "conflict");
    assert_eq!(thrown(on(vault, "importFrom", json!([vault.1, 0])))["code"], "conflict");
    drop(held);
    assert_eq!(on(credentials, "list", json!([])).unwrap().unwrap(), "[]");
}

#[test]
fn a_view_sees_the_present() {
    let vault = vault();
    let id = add(vault, "one", json!({"type": "api_key", "apiKey": "k"}));
    on(vault, "createIdentity", json!(["agent", "An agent", null, 0])).unwrap();
    let credentials = made("Credentials", on(vault, "credentials", json!(["agent"])));
    let get = || on(credentials, "getApiKey", json!([id]));
    assert_eq!(thrown(get())["code"], "not_found");
    on(vault, "grant", json!([id, "agent", 0])).unwrap();
    assert_eq!(get().unwrap().unwrap(), r#"{"type":"api_key","apiKey":"k"}"#);
    on(vault, "pauseIdentity", json!(["agent", 0])).unwrap();
    assert_eq!(thrown(get())["code"], "access_denied");
    on(vault, "lock", json!([])).unwrap();
    assert_eq!(on(vault, "isUnlocked", json!([])).unwrap().unwrap(), "false");
    assert_eq!(thrown(get())["code"], "locked");
    on(vault, "deleteIdentity", json!(["agent", 0])).unwrap();
    assert_eq!(thrown(on(credentials, "identity", json!([])))["code"], "not_found");
    object::free(vault.1).unwrap();
    assert_eq!(thrown(on(credentials, "identity", json!([])))["code"], "not_found");
}

#[test]
fn a_key_that_is_locked_is_gone() {
    let (master_key, org_key) = (master_key(7), made("OrgKey", call("OrgKey.generate", json!([]))));
    let wrap = || on(master_key, "wrap", json!([org_key.1, "id"]));
    let wrapped = wrap().unwrap().unwrap();
    let unwrapped = made("OrgKey", on(master_key, "unwrap", json!(["id", wrapped])));
    assert_eq!(object::expose_bytes(unwrapped.1).unwrap(), object::expose_bytes(org_key.1).unwrap());
    let any = value(&on(master_key, "unwrapAny", json!([r#"["x","id"]"#, wrapped])).unwrap().unwrap());
    assert_eq!(any[1], "id");
    on(org_key, "lock", json!([])).unwrap();
    assert_eq!(thrown(wrap())["code"], "locked");
    assert_eq!(thrown(on(org_key, "openTextWithoutAad", json!(["blob"])))["code"], "locked");
    on(master_key, "lock", json!([])).unwrap();
    assert_eq!(thrown(on(master_key, "authHash", json!([])))["code"], "locked");
    assert_eq!(thrown(on(vault(), "unlockWith", json!([master_key.1])))["code"], "locked");
}

#[test]
fn what_was_given_back_or_is_another_is_gone() {
    let (vault, key) = (vault(), master_key(1));
    assert_eq!(thrown(on(vault, "unlockWith", json!([vault.1])))["code"], "locked");
    assert_eq!(thrown(on(vault, "importFrom", json!([key.1, 0])))["code"], "locked");
    assert_eq!(thrown(object::expose_bytes(vault.1))["code"], "locked");
    object::free(key.1).unwrap();
    object::free(key.1).unwrap();
    assert_eq!(thrown(on(vault, "unlockWith", json!([key.1])))["code"], "locked");
    assert_eq!(thrown(on(key, "lock", json!([])))["code"], "locked");
    assert_ne!(master_key(1).1, key.1);
}

#[test]
fn names_are_called_but_once() {
    for (class, lists) in CALLS {
        let mut names: Vec<_> = lists.iter().copied().flatten().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{class}");
    }
}
