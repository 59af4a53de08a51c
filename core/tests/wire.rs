//! Each value of the wire goes into JSON and comes back (FORMAT-1.md, "The service"), and a service that
//! only passes on what it is sent can serve a vault.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use inkseal::{
    Error, Result,
    inkbox::{
        MasterKey, OrgKey, Vault,
        wire::{
            AccessRule, CreateSecretRequest, GrantRequest, InitializeAnswer, InitializeRequest, KeyMaterial,
            KeyMetadata, KeyType, ReplacePrimaryKeyRequest, SecretAnswer, SecretMetadata, UnlockAnswer,
            UpdateSecretRequest, VaultInfo, Whoami, access_rules_to_json, keys_to_json, parse_access_rules,
            parse_keys, parse_secrets, secrets_to_json,
        },
    },
    payload::{OtherPayload, SecretPayload, SecretType},
};
use serde_json::{Value, json};

const ORG: &str = "org_test_123";
const TIME: &str = "2026-01-02T03:04:05Z";

/// Reads a value and writes it: the same JSON, also behind a byte order mark and without what is unknown.
fn stays<T>(json: &Value, from_json: fn(&str) -> Result<T>, to_json: impl Fn(&T) -> Result<String>) -> T {
    let mut more = json.clone();
    let object = if more.is_array() { &mut more[0] } else { &mut more };
    object["later"] = json!([{"than": "this"}]);
    for text in [json.to_string(), format!("\u{FEFF}{json}"), more.to_string()] {
        let written = to_json(&from_json(&text).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), *json);
    }
    for text in ["", "null", "7", "{}", "[1", &json.to_string().split_off(1)] {
        assert!(matches!(from_json(text), Err(Error::Malformed(_))), "{text}");
    }
    from_json(&json.to_string()).unwrap()
}

fn master_key(byte: u8) -> MasterKey {
    MasterKey::from_bytes(&[byte; 32]).unwrap()
}

fn other(data: &str) -> SecretPayload {
    OtherPayload::new(data).into()
}

fn key() -> Value {
    json!({"id": "k", "key_type": "primary", "created_by": "ada", "created_at": TIME, "updated_at": TIME})
}

fn rule() -> Value {
    json!({"id": "r", "vault_secret_id": "s", "identity_id": "i", "created_at": TIME})
}

fn secret() -> Value {
    json!({"id": "s", "name": "Mail", "secret_type": "login", "description": null, "created_at": TIME,
           "updated_at": TIME, "access": [rule()]})
}

fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

#[test]
fn requests_there_and_back() {
    let material =
        json!({"id": "k", "wrapped_org_encryption_key": "AA==", "auth_hash": "ab", "key_type": "primary"});
    stays(&material, KeyMaterial::from_json, KeyMaterial::to_json);
    let initialize =
        json!({"vault_key": material, "recovery_keys": [material, material, material, material]});
    stays(&initialize, InitializeRequest::from_json, InitializeRequest::to_json);
    for proof in ["current_auth_hash", "recovery_auth_hash"] {
        let replace =
            json!({"id": "k", "wrapped_org_encryption_key": "AA==", "auth_hash": "ab", proof: "cd"});
        stays(&replace, ReplacePrimaryKeyRequest::from_json, ReplacePrimaryKeyRequest::to_json);
    }
    let create = json!({"id": "s", "name": "Mail", "secret_type": "login", "encrypted_payload": "AA=="});
    stays(&create, CreateSecretRequest::from_json, CreateSecretRequest::to_json);
    let described = with(create, "description", json!("of Ada"));
    stays(&described, CreateSecretRequest::from_json, CreateSecretRequest::to_json);
    stays(&json!({"identity_id": "i"}), GrantRequest::from_json, GrantRequest::to_json);
}

#[test]
fn a_change_tells_null_from_absent() {
    let cases = [
        (json!({}), UpdateSecretRequest::default()),
        (json!({"name": "Post"}), UpdateSecretRequest::name("Post").unwrap()),
        (json!({"description": null}), UpdateSecretRequest::description(None)),
        (json!({"description": "new"}), UpdateSecretRequest::description(Some("new"))),
        (
            json!({"encrypted_payload": "AA=="}),
            UpdateSecretRequest { encrypted_payload: Some("AA==".into()), ..UpdateSecretRequest::default() },
        ),
    ];
    for (json, request) in cases {
        assert_eq!(serde_json::from_str::<Value>(&request.to_json().unwrap()).unwrap(), json);
        assert_eq!(UpdateSecretRequest::from_json(&json.to_string()), Ok(request));
    }
    assert_eq!(UpdateSecretRequest::from_json(r#"{"name":7}"#).unwrap_err().code(), "malformed");
}

#[test]
fn answers_there_and_back() {
    let info = json!({"id": "v", "organization_id": ORG, "created_at": TIME, "updated_at": null,
                      "key_count": 1, "secret_count": 2, "recovery_key_count": 4});
    stays(&info, VaultInfo::from_json, VaultInfo::to_json);
    let initialized = json!({"vault_id": "v", "vault_key_id": "k", "recovery_key_count": 4});
    stays(&initialized, InitializeAnswer::from_json, InitializeAnswer::to_json);
    stays(&json!({"organization_id": ORG}), Whoami::from_json, Whoami::to_json);
    stays(&key(), KeyMetadata::from_json, KeyMetadata::to_json);
    stays(&rule(), AccessRule::from_json, AccessRule::to_json);
    stays(&secret(), SecretMetadata::from_json, SecretMetadata::to_json);
    stays(&secret(), SecretAnswer::from_json, SecretAnswer::to_json);
    let whole = with(secret(), "encrypted_payload", json!("AA=="));
    let answer = stays(&whole, SecretAnswer::from_json, SecretAnswer::to_json);
    assert_eq!(answer.encrypted_payload.as_deref(), Some("AA=="));
    assert_eq!(answer.metadata.secret_type, SecretType::Login);
    assert_eq!(answer.metadata.access[0].identity_id, "i");

    let locked = json!({"wrapped_org_encryption_key": null, "encrypted_secrets": []});
    stays(&locked, UnlockAnswer::from_json, UnlockAnswer::to_json);
    // The secrets keep what is unknown.
    let later = with(with(whole, "later", json!(6.0)), "description", json!("of Ada"));
    let unlock = json!({"wrapped_org_encryption_key": "AA==", "encrypted_secrets": [later, "odd"]});
    let answer = stays(&unlock, UnlockAnswer::from_json, UnlockAnswer::to_json);
    assert_eq!(answer.secrets().len(), 1);
}

#[test]
fn lists_there_and_back() {
    let keys = stays(&json!([key(), key()]), parse_keys, |list| keys_to_json(list));
    assert_eq!(keys, [KeyMetadata::from_json(&key().to_string()).unwrap(), keys[1].clone()]);
    stays(&json!([secret()]), parse_secrets, |list| secrets_to_json(list));
    stays(&json!([rule()]), parse_access_rules, |list| access_rules_to_json(list));
    assert_eq!(
        parse_keys(&format!("\u{FEFF} [{}1{}]", "[".repeat(64), "]".repeat(64))).unwrap_err().code(),
        "malformed"
    );
}

#[test]
fn what_an_answer_does_not_say_is_unknown() {
    let key = KeyMetadata::from_json(r#"{"id":"k","key_type":"spare","created_by":null,"created_at":"odd"}"#);
    assert_eq!(
        key.unwrap(),
        KeyMetadata {
            id: "k".into(),
            key_type: KeyType::Unknown("spare".into()),
            created_by: None,
            created_at: None,
            updated_at: None,
        }
    );
    let secret =
        SecretMetadata::from_json(r#"{"id":"s","name":7,"secret_type":null,"access":null}"#).unwrap();
    assert_eq!((secret.name, secret.secret_type), (None, SecretType::Unknown(String::new())));
    let rule = AccessRule::from_json(r#"{"identity_id":"i"}"#).unwrap();
    assert_eq!((rule.id, rule.vault_secret_id.as_str()), (None, ""));
    let rules = parse_access_rules(r#"[{"identity_id":"i"},{"id":"r"},7]"#).unwrap();
    assert_eq!(rules.len(), 1);
}

/// Initialises, adds, changes and unlocks at a service that stores what it is sent and cannot read it.
#[test]
fn a_vault_by_way_of_a_service() {
    let (org_key, primary, new) = (OrgKey::generate().unwrap(), master_key(0), master_key(5));
    let recovery = [1, 2, 3, 4].map(master_key);
    let request = InitializeRequest::new(&org_key, &primary, &recovery).unwrap().to_json().unwrap();
    let stored = InitializeRequest::from_json(&request).unwrap();
    assert_eq!(stored.recovery_keys.len(), 4);
    assert_eq!(stored.vault_key.auth_hash, primary.auth_hash());

    let create = CreateSecretRequest::seal(&org_key, "Note", &other("first"), None).unwrap();
    let mut secret: Value = serde_json::from_str(&create.to_json().unwrap()).unwrap();
    secret["created_at"] = json!(TIME);
    let unlock = |material: &KeyMaterial, secret: &Value| {
        let keys =
            json!([{"id": "another", "key_type": "primary"}, {"id": material.id, "key_type": "primary"}]);
        let answer = json!({
            "wrapped_org_encryption_key": material.wrapped_org_encryption_key,
            "encrypted_secrets": [secret],
        });
        (parse_keys(&keys.to_string()).unwrap(), UnlockAnswer::from_json(&answer.to_string()).unwrap())
    };
    for (key, material) in
        [(&primary, &stored.vault_key)].into_iter().chain(recovery.iter().zip(&stored.recovery_keys))
    {
        let (keys, answer) = unlock(material, &secret);
        let vault = Vault::from_unlock_answer_with(ORG, &keys, answer, key).unwrap();
        assert_eq!(vault.open(&create.id).unwrap().payload, other("first"));
    }

    let change = UpdateSecretRequest::payload(&org_key, &create.id, &other("second")).unwrap();
    let change = UpdateSecretRequest::from_json(&change.to_json().unwrap()).unwrap();
    secret["encrypted_payload"] = json!(change.encrypted_payload);
    let replace = ReplacePrimaryKeyRequest::with_current(&primary, &new, &org_key).unwrap();
    let replace = ReplacePrimaryKeyRequest::from_json(&replace.to_json().unwrap()).unwrap();
    assert_eq!(replace.current_auth_hash, Some(primary.auth_hash()));
    let material = KeyMaterial {
        id: replace.id,
        wrapped_org_encryption_key: replace.wrapped_org_encryption_key,
        auth_hash: replace.auth_hash,
        key_type: KeyType::Primary,
    };
    let (keys, answer) = unlock(&material, &secret);
    let refused = Vault::from_unlock_answer_with(ORG, &keys, answer.clone(), &primary);
    assert_eq!(refused.unwrap_err(), Error::Corrupt);
    let vault = Vault::from_unlock_answer_with(ORG, &keys, answer, &new).unwrap();
    assert_eq!(vault.open(&create.id).unwrap().payload, other("second"));
    assert_eq!(vault.list()[0].created_at.as_deref(), Some(TIME));
}
