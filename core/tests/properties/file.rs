//! A vault file keeps what is not known of it.

use std::collections::BTreeMap;

use inkseal::{inkbox::Vault, payload::OtherPayload};
use proptest::{collection::vec, prelude::*};
use serde_json::value::RawValue;

use crate::{
    NOW,
    json::{json, quoted, unknown},
    key, reopened, vault,
};

/// An object of JSON text.
fn object(members: &[(&str, String)], unknown: &BTreeMap<String, String>) -> String {
    let known = members.iter().map(|(name, value)| format!("\"{name}\": {value}"));
    let unknown =
        unknown.iter().map(|(name, value)| format!("{}:{value}", serde_json::to_string(name).unwrap()));
    format!("{{{}}}", known.chain(unknown).collect::<Vec<_>>().join(", "))
}

type Raw = BTreeMap<String, Box<RawValue>>;

fn take_apart(json: &str) -> Raw {
    serde_json::from_str(json).unwrap()
}

fn list(json: &Raw, name: &str) -> Vec<Box<RawValue>> {
    serde_json::from_str(json[name].get()).unwrap()
}

/// Checks that an object still has its unknown members, letter for letter.
fn keeps(json: &Raw, unknown: &BTreeMap<String, String>) -> Result<(), TestCaseError> {
    let kept: BTreeMap<String, String> = json
        .iter()
        .filter(|(name, _)| name.starts_with('~'))
        .map(|(name, value)| (name.clone(), value.get().to_owned()))
        .collect();
    prop_assert_eq!(&kept, unknown);
    Ok(())
}

proptest! {
    /// Whatever is changed in a file, what is not known of it stays at every level.
    #[test]
    fn a_file_keeps_what_is_not_known(
        unknown in vec(unknown(), 7),
        odd in vec(json(), 4),
        changes in vec(0..8_u8, 0..6),
    ) {
        let mut made = vault();
        let id = made.create("name", &OtherPayload::new("data").into(), None, NOW).unwrap().id;
        made.create_identity("bot", None, &[&id], NOW).unwrap();
        let made = take_apart(&made.to_text().unwrap());
        let only = |name: &str| take_apart(list(&made, name)[0].get());
        let value = |record: &Raw, name: &str| record[name].get().to_owned();

        let secret = only("secrets");
        let rule = take_apart(list(&secret, "access")[0].get());
        let identity = only("identities");
        let (info, primary) = (take_apart(made["info"].get()), only("keys"));
        let rule_text =
            object(&[("identity_id", value(&rule, "identity_id")), ("created_at", "7".to_owned())], &unknown[0]);
        let secret_text = object(
            &[
                ("id", value(&secret, "id")),
                ("secret_type", value(&secret, "secret_type")),
                ("name", value(&secret, "name")),
                ("description", odd[0].clone()),
                ("encrypted_payload", value(&secret, "encrypted_payload")),
                ("created_at", quoted("yesterday")),
                ("access", format!("[{}, {rule_text}]", odd[1])),
            ],
            &unknown[1],
        );
        let key_text = object(
            &["id", "wrapped_org_encryption_key", "auth_hash", "key_type"].map(|name| (name, value(&primary, name))),
            &unknown[2],
        );
        let identity_text = object(
            &[("id", value(&identity, "id")), ("agent_handle", quoted("bot")), ("display_name", odd[2].clone())],
            &unknown[3],
        );
        let info_text = object(
            &[("id", value(&info, "id")), ("organization_id", value(&info, "organization_id"))],
            &unknown[4],
        );
        let odd_secret = object(&[("id", "7".to_owned())], &unknown[6]);
        let text = object(
            &[
                ("identities", format!("[{identity_text}, {}]", odd[3])),
                ("secrets", format!("[{odd_secret}, {secret_text}]")),
                ("keys", format!("[{key_text}]")),
                ("info", info_text),
                ("format", quoted("inkbox-vault/1")),
            ],
            &unknown[5],
        );

        let mut read = Vault::parse(&text).unwrap();
        read.unlock_with(&key(0)).unwrap();
        let (mut described, mut named) = (false, false);
        for change in changes {
            let done = match change {
                0 => read.rename(&id, "renamed", NOW).map(drop),
                1 => { described = true; read.describe(&id, Some("d"), NOW).map(drop) }
                2 => read.update_payload(&id, &OtherPayload::new("new").into(), NOW).map(drop),
                3 => read.create("more", &OtherPayload::new("new").into(), None, NOW).map(drop),
                4 => read.pause_identity("bot", NOW).map(drop),
                5 => { named = true; read.set_display_name("bot", Some("Bot"), NOW).map(drop) }
                6 => read.set_grants("bot", &[&id], NOW).map(drop),
                _ => read.create_identity(&read.identities().len().to_string(), None, &[&id], NOW).map(drop),
            };
            prop_assert_eq!(done, Ok(()));
            read = reopened(&read);
        }

        let text = read.to_text().unwrap();
        let written = take_apart(&text);
        prop_assert_eq!(Vault::parse(&text).unwrap().to_text().unwrap(), text.clone());
        keeps(&written, &unknown[5])?;
        keeps(&take_apart(written["info"].get()), &unknown[4])?;
        let identities = list(&written, "identities");
        keeps(&take_apart(identities[0].get()), &unknown[3])?;
        prop_assert_eq!(identities[1].get(), &odd[3]);
        let display_name = take_apart(identities[0].get())["display_name"].get().to_owned();
        prop_assert_eq!(&display_name, if named { "\"Bot\"" } else { equal_text(&odd[2], &display_name) });
        keeps(&take_apart(list(&written, "keys")[0].get()), &unknown[2])?;
        let secrets = list(&written, "secrets");
        prop_assert_eq!(secrets[0].get(), &odd_secret);
        let secret = take_apart(secrets[1].get());
        keeps(&secret, &unknown[1])?;
        let description = secret["description"].get();
        prop_assert_eq!(description, if described { "\"d\"" } else { equal_text(&odd[0], description) });
        prop_assert_eq!(secret["created_at"].get(), "\"yesterday\"");
        let access = list(&secret, "access");
        prop_assert_eq!(access[0].get(), &odd[1]);
        let rule = take_apart(access[1].get());
        keeps(&rule, &unknown[0])?;
        prop_assert_eq!(rule["created_at"].get(), "7");
        prop_assert!(read.open(&id).is_ok());
    }
}

/// `written` if it is the same JSON string as `original` in another spelling, else `original`: a text
/// that is known is written in one spelling.
fn equal_text<'a>(original: &'a str, written: &'a str) -> &'a str {
    let [one, other] = [original, written].map(serde_json::from_str::<String>);
    if one.is_ok_and(|one| other.is_ok_and(|other| one == other)) { written } else { original }
}
