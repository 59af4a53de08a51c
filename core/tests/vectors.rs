//! Runs every file of `test-vectors/` that the public API can run, and counts the cases.
//!
//! Each language has a runner like this one, and all print the same count. Vectors of what is not public
//! run beside it. Inputs and expectations are described in `test-vectors/generate/README.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

use std::{collections::BTreeMap, fs, path::Path};

use inkseal::{
    Error, Members, SecretBytes, VaultKeyRule,
    inkbox::{
        MasterKey, OrgKey, Vault, check_vault_key,
        wire::{CreateSecretRequest, KeyMaterial, UnlockAnswer, parse_keys},
    },
    payload::{LoginPayload, SecretPayload, SecretType, decode_binary, encode_binary},
    totp::{TotpCode, TotpConfig, parse_migration},
    webhook::{self, Freshness},
};
use serde_json::{Value, json};

/// Runs one file and returns how many cases it has.
fn run(path: &Path, name: &str) -> usize {
    let run_case = match name {
        "inkbox/master_key" => master_key,
        "inkbox/key_material" => key_material,
        "inkbox/vault_key_rules" => vault_key_rules,
        "inkbox/payload" => payload,
        "inkbox/reading" | "inkbox/reading_totp" => reading,
        "inkbox/unlock" | "inkbox/reading_vault" => unlock,
        "primitive/binary_data" => binary_data,
        "totp/config" | "totp/digits" | "totp/inkbox" | "totp/period" | "totp/rfc4226" | "totp/rfc6238"
        | "totp/steam" => totp,
        "totp/inkbox_uri" | "totp/uri" | "totp/uri_kinds" => totp_uri,
        "totp/migration" => migration,
        "totp/written" => totp_written,
        "webhook/verify" => webhook_case,
        other => panic!("no runner for {other}: add one in every language"),
    };
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(file["area"], name.split('/').next().unwrap());
    assert!(!text(&file, "source").is_empty());
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let actual = run_case(case).unwrap_or_else(|error| json!({"error": error.code()}));
        assert_eq!(actual, case["expect"], "{name}: {}", case["name"]);
    }
    cases.len()
}

#[test]
fn every_vector_gives_what_it_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../test-vectors");
    let mut counts = BTreeMap::new();
    // No public API reaches format 2 yet: its cases run in `src/vault/tests`. Templates are the program's, and Argon2id
    // with parameters of all kinds is run in `src/kdf.rs`.
    let elsewhere = ["format-2", "generate", "reference", "template"];
    for area in folders(&root).into_iter().filter(|area| !elsewhere.contains(&area.as_str())) {
        for entry in fs::read_dir(root.join(&area)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{area}/{}", path.file_stem().unwrap().to_str().unwrap());
            if path.extension().is_some_and(|extension| extension == "json") && name != "primitive/rfc9106" {
                counts.insert(name.clone(), run(&path, &name));
            }
        }
    }
    for (name, count) in &counts {
        println!("{count:6} {name}");
        assert!(*count > 0, "{name} is empty");
    }
    println!("{:6} cases", counts.values().sum::<usize>());
    assert!(counts.len() >= 9, "some files are missing: {counts:?}");
}

fn folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn master_key(case: &Value) -> Result<Value, Error> {
    let master = derive(case)?;
    let org_key = master.unwrap(text(case, "key_id"), text(case, "wrapped_org_encryption_key"))?;
    Ok(json!({"auth_hash": master.auth_hash(), "org_key_hex": hex(org_key.expose_bytes())}))
}

fn key_material(case: &Value) -> Result<Value, Error> {
    let master = derive(case)?;
    let material = KeyMaterial::from_json(&case["material"].to_string()).unwrap();
    assert_eq!(master.auth_hash(), material.auth_hash);
    assert_eq!(serde_json::from_str::<Value>(&material.to_json()?).unwrap(), case["material"]);
    let org_key = master.unwrap(&material.id, &material.wrapped_org_encryption_key)?;
    Ok(json!({"org_key_hex": hex(org_key.expose_bytes())}))
}

fn vault_key_rules(case: &Value) -> Result<Value, Error> {
    let checked = check_vault_key(text(case, "vault_key").as_bytes());
    if let Err(Error::WeakVaultKey(rule)) = &checked {
        let rule = match rule {
            VaultKeyRule::Length => "length",
            VaultKeyRule::Uppercase => "uppercase",
            VaultKeyRule::Lowercase => "lowercase",
            VaultKeyRule::Digit => "digit",
            VaultKeyRule::Special => "special",
        };
        assert_eq!(rule, text(case, "rule"), "{}", case["name"]);
    }
    checked.map(|()| json!("ok"))
}

fn payload(case: &Value) -> Result<Value, Error> {
    let opened = open(case)?;
    // What is written again must be read again as the same.
    let org_key = OrgKey::generate()?;
    let id = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
    let again = org_key.open(id, &opened.secret_type(), &org_key.seal(id, &opened)?)?;
    assert_eq!(again, opened);
    Ok(members(&opened))
}

fn reading(case: &Value) -> Result<Value, Error> {
    let opened = open(case)?;
    if let SecretPayload::Unknown(unknown) = &opened {
        return Ok(json!({"raw": unknown.text.expose()}));
    }
    let mut actual = json!({"payload": known(&opened)});
    let mut add = |name: &str, value: Value| actual[name] = value;
    let expected = &case["expect"];
    for (name, kept) in
        [("unknown", opened.unknown()), ("totp_unknown", opened.totp().map(|totp| &totp.unknown))]
    {
        if let Some(kept) = kept.filter(|kept| !kept.is_empty()) {
            assert_kept(kept, &expected[name], case);
            add(name, expected[name].clone());
        }
    }
    let lossy = opened.lossy_members();
    if lossy.is_empty() {
        assert!(opened.to_json().is_ok());
    } else {
        assert_eq!(opened.to_json().unwrap_err().code(), "unsupported");
        add("lossy", json!(lossy));
    }
    if let Some(at) = case.get("at") {
        let code = opened.totp().expect("a case with a time has TOTP").code(at.as_u64().unwrap());
        add(
            "code",
            code.map_or_else(|error| json!({"error": error.code()}), |code| json!(code.code.expose())),
        );
    }
    if expected.get("lossy") == Some(&json!([])) {
        add("lossy", json!([]));
    }
    Ok(actual)
}

/// Kept members have the same names and the same JSON, with numbers as they were spelled.
fn assert_kept(kept: &Members, expected: &Value, case: &Value) {
    let expected = expected.as_object().unwrap_or_else(|| panic!("{} keeps members", case["name"]));
    assert_eq!(kept.names().count(), expected.len(), "{}", case["name"]);
    for (name, json) in expected {
        let json = json.as_str().unwrap();
        let actual = kept.get(name).unwrap_or_else(|| panic!("{}: {name} was dropped", case["name"]));
        if actual != json {
            let same: Value = serde_json::from_str(actual).unwrap();
            assert_eq!(same, serde_json::from_str::<Value>(json).unwrap(), "{}", case["name"]);
        }
    }
}

fn unlock(case: &Value) -> Result<Value, Error> {
    let keys = parse_keys(&case["keys"].to_string())?;
    let answer = UnlockAnswer::from_json(&case["answer"].to_string())?;
    let vault_key = text(case, "vault_key").as_bytes();
    let vault = Vault::from_unlock_answer(text(case, "organization_id"), &keys, answer, vault_key)?;
    let secrets = vault.open_all()?.into_iter().map(|(metadata, opened)| {
        let mut secret = json!({"id": metadata.id, "name": metadata.name});
        secret["secret_type"] = json!(metadata.secret_type.as_str());
        match opened {
            Ok(SecretPayload::Unknown(unknown)) => secret["raw"] = json!(unknown.text.expose()),
            Ok(payload) => secret["payload"] = known(&payload),
            Err(error) => {
                secret["error"] = json!(error.code());
                if let Ok(raw) = vault.open_text(&metadata.id) {
                    secret["raw"] = json!(raw.expose());
                }
            }
        }
        secret
    });
    Ok(same_case_as(&case["expect"], json!({"secrets": secrets.collect::<Vec<_>>()})))
}

/// Ids are compared without regard to case, and `raw` only where it is expected.
fn same_case_as(expected: &Value, mut actual: Value) -> Value {
    let (Some(expected), Some(actual_list)) =
        (expected["secrets"].as_array(), actual["secrets"].as_array_mut())
    else {
        return actual;
    };
    for (expected, actual) in expected.iter().zip(actual_list) {
        if text(expected, "id").eq_ignore_ascii_case(text(actual, "id")) {
            actual["id"] = expected["id"].clone();
        }
        if expected.get("raw").is_none() {
            actual.as_object_mut().unwrap().remove("raw");
        }
    }
    actual
}

fn totp(case: &Value) -> Result<Value, Error> {
    let config = TotpConfig {
        algorithm: text(case, "algorithm").into(),
        digits: number(case, "digits"),
        period: number(case, "period"),
        ..TotpConfig::new(text(case, "secret"))
    };
    let TotpCode { code, period_start, period_end, seconds_remaining } =
        config.code(case["at"].as_u64().unwrap())?;
    Ok(json!({
        "code": code.expose(),
        "period_start": period_start,
        "period_end": period_end,
        "seconds_remaining": seconds_remaining,
    }))
}

fn totp_uri(case: &Value) -> Result<Value, Error> {
    let config = TotpConfig::parse_uri(text(case, "uri"))?;
    assert_eq!(TotpConfig::parse_uri(config.to_uri()?.expose())?, config, "{}", case["name"]);
    let text = |text: &Option<inkseal::SecretText>| json!(text.as_ref().map(inkseal::SecretText::expose));
    let mut actual = json!({
        "algorithm": config.algorithm.as_str(),
        "digits": config.digits,
        "period": config.period,
        "issuer": text(&config.issuer),
        "account_name": text(&config.account_name),
        "code": config.code(case["at"].as_u64().unwrap())?.code.expose(),
    });
    // Only our own file says how the secret and the whole URI are spelled.
    for (name, value) in [("secret", &config.secret), ("canonical_uri", &config.to_uri()?)] {
        if case["expect"].get(name).is_some() {
            actual[name] = json!(value.expose());
        }
    }
    Ok(actual)
}

fn migration(case: &Value) -> Result<Value, Error> {
    let parts: Vec<String> = serde_json::from_value(case["parts"].clone()).unwrap();
    let text = |text: &Option<inkseal::SecretText>| json!(text.as_ref().map(inkseal::SecretText::expose));
    let entries = parse_migration(&parts)?.into_iter().map(|entry| {
        let config = entry.config.map(|config| {
            assert_eq!((&config.issuer, &config.account_name), (&entry.issuer, &entry.account_name));
            json!({
                "secret": config.secret.expose(),
                "algorithm": config.algorithm.as_str(),
                "digits": config.digits,
                "period": config.period,
            })
        });
        json!({"issuer": text(&entry.issuer), "account_name": text(&entry.account_name), "config": config})
    });
    Ok(json!({"entries": entries.collect::<Vec<_>>()}))
}

fn totp_written(case: &Value) -> Result<Value, Error> {
    let totp = TotpConfig::parse_uri(text(case, "uri"))?;
    let payload = LoginPayload::new("pw").with_totp(totp).into();
    CreateSecretRequest::seal(&OrgKey::generate()?, "name", &payload, None).map(|_| json!("written"))
}

fn webhook_case(case: &Value) -> Result<Value, Error> {
    let headers: Vec<(String, String)> = serde_json::from_value(case["headers"].clone()).unwrap();
    let freshness = case.get("now").map(|now| Freshness {
        now: now.as_u64().unwrap(),
        tolerance_seconds: case["tolerance_seconds"].as_u64().unwrap(),
    });
    let body =
        case.get("body_hex").map_or_else(|| text(case, "body").into(), |_| bytes(text(case, "body_hex")));
    Ok(json!(webhook::verify(text(case, "key"), &headers, &body, freshness)))
}

/// Each case writes bytes, or reads a text.
fn binary_data(case: &Value) -> Result<Value, Error> {
    if let Some(data) = case["data"].as_str() {
        return Ok(decode_binary(data).map_or(Value::Null, |read| json!({"bytes_hex": hex(read.expose())})));
    }
    let given = bytes(text(case, "bytes_hex"));
    let text = encode_binary(&given)?;
    let read = decode_binary(text.expose());
    let back = read.as_ref().map_or(text.expose().as_bytes(), SecretBytes::expose);
    assert_eq!(back, given, "{}", case["name"]);
    Ok(json!({"data": text.expose(), "binary": read.is_some()}))
}

fn derive(case: &Value) -> Result<MasterKey, Error> {
    MasterKey::derive(text(case, "vault_key").as_bytes(), text(case, "organization_id"))
}

fn open(case: &Value) -> Result<SecretPayload, Error> {
    let org_key = OrgKey::from_bytes(&bytes(text(case, "org_key_hex")))?;
    let secret_type = SecretType::from(text(case, "secret_type"));
    let blob = text(case, "encrypted_payload");
    if case["legacy"] == json!(true) {
        return org_key.open_without_aad(&secret_type, blob);
    }
    org_key.open(text(case, "secret_id"), &secret_type, blob)
}

/// All members of a payload as they are written.
fn members(payload: &SecretPayload) -> Value {
    serde_json::from_str(payload.to_json().unwrap().expose()).unwrap()
}

/// The members of a payload that are known.
fn known(payload: &SecretPayload) -> Value {
    let texts = payload.text_members().iter().filter_map(|name| Some((name, payload.get(name)?.expose())));
    let mut known: Value = texts.map(|(name, text)| (name.to_string(), json!(text))).collect();
    if let Some(totp) = payload.totp() {
        known["totp"] = json!({
            "secret": totp.secret.expose(),
            "algorithm": totp.algorithm.as_str(),
            "digits": totp.digits,
            "period": totp.period,
        });
        for (name, text) in [("issuer", &totp.issuer), ("account_name", &totp.account_name)] {
            if let Some(text) = text {
                known["totp"][name] = json!(text.expose());
            }
        }
    }
    known
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn number(value: &Value, name: &str) -> u32 {
    value[name].as_u64().unwrap().try_into().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

fn bytes(hex: &str) -> Vec<u8> {
    base16ct::mixed::decode_vec(hex).unwrap()
}
