//! No input panics, and what is refused is refused with the right error.

use base64::{Engine, engine::general_purpose::STANDARD};
use inkseal::{
    Error,
    inkbox::{
        OrgKey, Vault,
        wire::{SecretAnswer, UnlockAnswer, VaultInfo, Whoami, parse_keys, parse_secrets},
    },
    payload::{SecretPayload, SecretType},
    totp::TotpConfig,
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    NOW, ORG,
    json::{json, quoted, text},
    key,
};

/// JSON that looks like what the service sends, here and there.
fn lookalike() -> impl Strategy<Value = String> {
    let known = vec![
        "format",
        "info",
        "keys",
        "secrets",
        "identities",
        "id",
        "organization_id",
        "created_at",
        "updated_at",
        "wrapped_org_encryption_key",
        "encrypted_secrets",
        "auth_hash",
        "key_type",
        "created_by",
        "name",
        "secret_type",
        "description",
        "encrypted_payload",
        "access",
        "identity_id",
        "agent_handle",
        "status",
        "display_name",
        "password",
        "api_key",
        "data",
        "access_key",
        "secret_key",
        "private_key",
        "totp",
        "secret",
        "digits",
        "period",
        "algorithm",
        "notes",
        "payload",
        "raw",
        "key_count",
        "secret_count",
        "recovery_key_count",
    ];
    let words = vec![
        "inkbox-vault/1",
        "org_test_123",
        "login",
        "api_key",
        "other",
        "primary",
        "recovery",
        "active",
        "id",
        "",
        "2026-01-01T00:00:00Z",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "JBSWY3DPEHPK3PXP",
    ];
    let leaf = prop_oneof![3 => select(words).prop_map(quoted), 1 => json()];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..6).prop_map(|values| format!("[{}]", values.join(","))),
            3 => vec((select(known.clone()), inner), 0..8).prop_map(|members| {
                let members: Vec<String> =
                    members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

/// A lookalike, the same as a vault file or part of one, or any text.
fn input() -> impl Strategy<Value = String> {
    prop_oneof![
        lookalike(),
        (lookalike(), lookalike(), lookalike()).prop_map(|(keys, secrets, identities)| format!(
            r#"{{"format":"inkbox-vault/1","info":{{"organization_id":"org_test_123"}},"keys":[{keys}],"secrets":[{secrets}],"identities":[{identities}]}}"#
        )),
        lookalike().prop_map(|secret| format!(r#"{{"encrypted_secrets":[{secret}]}}"#)),
        lookalike().prop_map(|secret| format!(r#"{{"secrets":[{secret}]}}"#)),
        text(),
    ]
}

fn types() -> Vec<SecretType> {
    let unknown = ["", "passkey"].map(|name| SecretType::Unknown(name.to_owned()));
    SecretType::KNOWN.into_iter().chain(unknown).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_input_panics(input in input(), time in any::<u64>()) {
        if let Ok(mut vault) = Vault::parse(&input) {
            let text = vault.to_text().unwrap();
            prop_assert_eq!(Vault::parse(&text).unwrap().to_text().unwrap(), text);
            prop_assert_eq!(vault.unlock_with(&key(0)).unwrap_err(), Error::WrongVaultKey);
            for secret in vault.list() {
                prop_assert_eq!(vault.metadata(&secret.id).unwrap(), secret.clone());
                prop_assert_eq!(vault.delete(&secret.id, NOW).unwrap(), secret);
            }
            for identity in vault.identities() {
                vault.delete_identity(&identity.id, NOW).ok();
            }
            prop_assert!(vault.list().is_empty() && vault.identities().is_empty());
            prop_assert_eq!(vault.info().secret_count, 0);
        }
        if let Ok(answer) = UnlockAnswer::from_json(&input) {
            let secrets = answer.secrets();
            let wrapped = answer.wrapped_org_encryption_key.is_some();
            let keys = parse_keys(r#"[{"id":"a","key_type":"primary"}]"#).unwrap();
            let error = Vault::from_unlock_answer_with(ORG, &keys, answer, &key(0)).unwrap_err();
            prop_assert_eq!(error == Error::WrongVaultKey, !wrapped);
            prop_assert!(secrets.iter().all(|secret| input.contains(&secret.id) || input.contains('\\')));
        }
        if let Ok(mut vault) = Vault::from_decrypted_export(&input) {
            let opened = vault.open_all().unwrap();
            prop_assert!(opened.iter().all(|(_, payload)| payload.as_ref().err() != Some(&Error::Corrupt)));
            vault.export_decrypted().unwrap();
            vault.accept_payloads_without_aad(true);
            vault.verify().unwrap();
        }
        let _ = (parse_keys(&input), parse_secrets(&input), SecretAnswer::from_json(&input));
        let _ = (VaultInfo::from_json(&input), Whoami::from_json(&input));

        for secret_type in types() {
            if let Ok(payload) = SecretPayload::parse(&secret_type, &input) {
                prop_assert_eq!(payload.secret_type(), secret_type.clone());
                prop_assert_eq!(payload.to_json().is_err(), refuses(&payload));
                let code = payload.totp().map(|totp| (totp.code(time).is_ok(), totp.validate().is_ok()));
                prop_assert!(code.is_none_or(|(code, valid)| valid || !code));
            }
        }
    }

    #[test]
    fn no_uri_panics(
        uri in prop_oneof![
            text(),
            (text(), "[?&=a-z%#:/]{0,8}", text()).prop_map(|(label, mark, query)| format!(
                "otpauth://totp/{label}{mark}?secret=JBSWY3DPEHPK3PXP&issuer={query}"
            )),
            (text(), "(SHA-?)?[0-9]{0,4}", "[0-9+. ]{0,12}").prop_map(|(secret, algorithm, number)| format!(
                "OTPAUTH://TOTP/a?secret={secret}&algorithm={algorithm}&digits={number}&period={number}"
            )),
        ],
        time in any::<u64>(),
    ) {
        if let Ok(config) = TotpConfig::parse_uri(&uri) {
            prop_assert_eq!(TotpConfig::parse_uri(config.to_uri().unwrap().expose()).unwrap(), config.clone());
            if time < u64::MAX - 120 {
                let code = config.code(time).unwrap();
                prop_assert_eq!(code.code.expose().len(), usize::try_from(config.digits).unwrap());
                prop_assert!(code.period_start <= time && time < code.period_end);
            }
        }
    }

    #[test]
    fn no_blob_panics(
        blob in prop_oneof![text(), "[A-Za-z0-9+/_=\\- \n]{0,120}", vec(any::<u8>(), 0..100).prop_map(|bytes| STANDARD.encode(bytes))],
        id in text(),
    ) {
        let org_key = OrgKey::from_bytes(&[7; 32]).unwrap();
        for secret_type in types() {
            for error in [org_key.open(&id, &secret_type, &blob), org_key.open_without_aad(&secret_type, &blob)] {
                prop_assert!(matches!(error.unwrap_err(), Error::Corrupt | Error::Malformed(_)));
            }
        }
        prop_assert!(org_key.open_text(&id, &blob).is_err());
        prop_assert!(matches!(key(0).unwrap(&id, &blob).unwrap_err(), Error::Corrupt | Error::Malformed(_)));
    }
}

/// Whether a payload that was read may not be written: text was lost, or its type has no name.
fn refuses(payload: &SecretPayload) -> bool {
    !payload.lossy_members().is_empty() || payload.secret_type() == SecretType::Unknown(String::new())
}
