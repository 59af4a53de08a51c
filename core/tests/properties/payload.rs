//! Payloads come back as they were written, by us or by others.

use std::collections::BTreeMap;

use inkseal::{
    SecretText,
    inkbox::OrgKey,
    payload::{SecretPayload, SecretType},
    totp::{TotpAlgorithm, TotpConfig},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::json::{json_string, members, text, unknown};

fn totp() -> impl Strategy<Value = TotpConfig> {
    let algorithm = prop_oneof![
        select(vec![TotpAlgorithm::Sha1, TotpAlgorithm::Sha256, TotpAlgorithm::Sha512]),
        text().prop_map(|name| TotpAlgorithm::from(name.as_str())),
    ];
    let number = || prop_oneof![select(vec![0, 6, 8, 30, 60]), any::<u32>()];
    let secret = prop_oneof!["[A-Za-z2-7 =-]{0,64}", text()];
    (secret, algorithm, number(), number(), option::of(text()), option::of(text()), unknown()).prop_map(
        |(secret, algorithm, digits, period, issuer, account_name, unknown)| TotpConfig {
            algorithm,
            digits,
            period,
            issuer: issuer.map(Into::into),
            account_name: account_name.map(Into::into),
            unknown: members(&unknown),
            ..TotpConfig::new(secret)
        },
    )
}

/// A payload of one of the five types with any members, and those of its members that are not known.
fn payload() -> impl Strategy<Value = (SecretPayload, BTreeMap<String, String>)> {
    (select(SecretType::KNOWN.to_vec()), vec(option::of(text()), 5), option::of(totp()), unknown()).prop_map(
        |(secret_type, texts, totp, unknown)| {
            let mut payload = SecretPayload::blank(&secret_type).unwrap();
            for (member, text) in payload.text_members().iter().zip(texts) {
                // Leaving out a required member is refused, and it stays empty.
                let _ = payload.set(member, text.map(Into::into));
            }
            match &mut payload {
                SecretPayload::Login(login) => {
                    login.totp = totp;
                    login.unknown = members(&unknown);
                }
                SecretPayload::ApiKey(payload) => payload.unknown = members(&unknown),
                SecretPayload::KeyPair(payload) => payload.unknown = members(&unknown),
                SecretPayload::SshKey(payload) => payload.unknown = members(&unknown),
                SecretPayload::Other(payload) => payload.unknown = members(&unknown),
                SecretPayload::Unknown(_) => panic!("the type is known"),
            }
            (payload, unknown)
        },
    )
}

proptest! {
    #[test]
    fn a_payload_is_read_as_it_was_written((payload, unknown) in payload()) {
        let json = payload.to_json().unwrap();
        let read = SecretPayload::parse(&payload.secret_type(), json.expose()).unwrap();
        prop_assert_eq!(&read, &payload);
        for (name, value) in &unknown {
            prop_assert_eq!(read.unknown().unwrap().get(name), Some(value.as_str()));
        }
        prop_assert_eq!(read.to_json().unwrap(), json);

        let org_key = OrgKey::generate().unwrap();
        let blob = org_key.seal("id", &payload).unwrap();
        prop_assert_eq!(org_key.open("id", &payload.secret_type(), &blob).unwrap(), payload);
        let shown = format!("{read:?}");
        for (_, value) in unknown.iter().filter(|(_, value)| value.len() > 12) {
            prop_assert!(!shown.contains(value));
        }
    }

    /// As others write it: any order, white space and spelling, members twice.
    #[test]
    fn a_payload_of_others_keeps_all_its_members(
        password in json_string(),
        notes in option::of(json_string()),
        unknown in unknown(),
        order in any::<prop::sample::Index>(),
    ) {
        let mut all = vec![r#""password" : "first""#.to_owned()];
        all.extend(unknown.iter().map(|(name, value)| {
            format!("{} :\t{value}", serde_json::to_string(name).unwrap())
        }));
        all.extend(notes.iter().map(|notes| format!("\"notes\":{notes}")));
        let turns = order.index(all.len());
        all.rotate_left(turns);
        all.push(format!("\"p\\u0061ssword\":{password}"));
        let read = SecretPayload::parse(&SecretType::Login, &format!(" {{{} }}\n", all.join(" ,\n"))).unwrap();
        let kept: BTreeMap<_, _> = read.unknown().unwrap().names()
            .map(|name| (name.to_owned(), read.unknown().unwrap().get(name).unwrap().to_owned()))
            .collect();
        prop_assert_eq!(kept, unknown);

        let lone = |json: &String| serde_json::from_str::<String>(json).is_err();
        prop_assert_eq!(read.get("password").unwrap().is_lossy(), lone(&password));
        prop_assert_eq!(read.get("notes").is_some_and(SecretText::is_lossy), notes.as_ref().is_some_and(lone));
        match read.to_json() {
            Ok(json) => {
                prop_assert_eq!(SecretPayload::parse(&SecretType::Login, json.expose()).unwrap(), read);
            }
            Err(error) => {
                prop_assert_eq!(error.code(), "unsupported");
                prop_assert!(!read.lossy_members().is_empty());
            }
        }
    }
}
