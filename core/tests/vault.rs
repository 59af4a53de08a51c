//! The vault as a whole: what works locked, what needs the key, and what every change leaves behind.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use inkseal::{
    Error, Namesakes,
    inkbox::{
        MasterKey, Vault,
        wire::{IdentityStatus, KeyType},
    },
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
    totp::TotpConfig,
};

const NOW: u64 = 1_767_225_600;
const ORG: &str = "org_test_123";

fn key(byte: u8) -> MasterKey {
    MasterKey::from_bytes(&[byte; 32]).unwrap()
}

/// A vault whose vault key is `key(0)` and whose recovery codes are `key(1)` to `key(4)`.
fn vault() -> Vault {
    Vault::initialize_with(ORG, &key(0), &[key(1), key(2), key(3), key(4)], NOW).unwrap()
}

fn login(password: &str) -> SecretPayload {
    LoginPayload::new(password).with_username("ada").into()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code()
}

/// Writes the vault out and reads it back, locked.
fn saved(vault: &Vault) -> Vault {
    Vault::parse(&vault.to_text().unwrap()).unwrap()
}

#[test]
fn a_saved_vault_opens_with_every_key_and_no_other() {
    let mut made = vault();
    let id = made.create("Example", &login("p"), Some("d"), NOW).unwrap().id;
    for byte in 0..=4 {
        let mut read = saved(&made);
        assert!(!read.is_unlocked());
        assert_eq!(code(read.open(&id)), "locked");
        read.unlock_with(&key(byte)).unwrap();
        let opened = read.open(&id).unwrap();
        assert_eq!(opened.payload, login("p"));
        assert_eq!(opened.metadata.name.as_deref(), Some("Example"));
        assert_eq!(opened.metadata.created_at.as_deref(), Some("2026-01-01T00:00:00Z"));
    }
    let mut read = saved(&made);
    assert_eq!(read.unlock_with(&key(9)), Err(Error::WrongVaultKey));
    assert!(!read.is_unlocked());
}

#[test]
fn a_right_key_on_a_damaged_vault_is_corrupt() {
    let text = vault().to_text().unwrap();
    let wrapped = text.split("wrapped_org_encryption_key\": \"").nth(1).unwrap();
    let flipped = if wrapped.starts_with('A') { "B" } else { "A" };
    let damaged = text.replace(&wrapped[..40], &format!("{flipped}{}", &wrapped[1..40]));
    let mut read = Vault::parse(&damaged).unwrap();
    assert_eq!(read.unlock_with(&key(0)), Err(Error::Corrupt));
    assert_eq!(read.unlock_with(&key(1)), Ok(()));
    assert_eq!(Vault::parse(&damaged).unwrap().unlock_with(&key(9)), Err(Error::WrongVaultKey));
}

#[test]
fn a_wrapped_key_pasted_under_another_id_still_opens() {
    let text = vault().to_text().unwrap();
    let ids: Vec<String> = vault_ids(&text);
    // The primary's wrapped key now stands in the record of a recovery key and the other way round.
    let swapped = text.replace(&ids[0], "TEMP").replace(&ids[1], &ids[0]).replace("TEMP", &ids[1]);
    let mut read = Vault::parse(&swapped).unwrap();
    read.unlock_with(&key(0)).unwrap();
}

fn vault_ids(text: &str) -> Vec<String> {
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    file["keys"].as_array().unwrap().iter().map(|key| key["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn info_list_and_search_work_locked() {
    let mut made = vault();
    made.create("Example Login", &login("p"), None, NOW).unwrap();
    made.create("example key", &ApiKeyPayload::new("k").into(), None, NOW).unwrap();
    made.create("Other", &OtherPayload::new("d").into(), None, NOW + 1).unwrap();
    let read = saved(&made);
    let info = read.info();
    assert_eq!((info.key_count, info.secret_count, info.recovery_key_count), (1, 3, 4));
    assert_eq!(info.organization_id, ORG);
    assert_eq!(info.updated_at.as_deref(), Some("2026-01-01T00:00:01Z"));
    assert_eq!(read.list().len(), 3);
    assert_eq!(read.list_type(&SecretType::ApiKey).len(), 1);
    assert_eq!(read.search("EXAMPLE").len(), 2);
    assert_eq!(read.keys().len(), 5);
    assert_eq!(read.keys_of(&KeyType::Recovery).len(), 4);
}

#[test]
fn names_are_found_and_ambiguity_is_told() {
    let mut made = vault();
    let first = made.create("same", &login("1"), None, NOW).unwrap().id;
    let second = made.create("same", &login("2"), None, NOW).unwrap().id;
    let third = made.create("other", &login("3"), None, NOW).unwrap().id;
    assert_eq!(made.find("other").unwrap(), third);
    assert_eq!(made.find(&third.to_uppercase()).unwrap(), third);
    assert_eq!(made.find("same"), Err(Error::Ambiguous(Namesakes { ids: vec![first, second] }.into())));
    assert_eq!(code(made.find("none")), "not_found");
}

#[test]
fn a_name_for_an_id_is_told_where_ids_come_from() {
    let mut made = vault();
    made.create("github", &login("p"), None, NOW).unwrap();
    let granted = made.create("granted", &login("p"), None, NOW).unwrap().id;
    made.create_identity("bot", None, &[&granted], NOW).unwrap();
    let view = made.credentials("bot").unwrap();
    let told = |error: Error| error.code() == "not_found" && error.to_string().contains("`find`");
    assert!(told(made.open("github").unwrap_err()) && told(view.get("granted").unwrap_err()));
    // Nothing is told of names that are not there, or not for the one who asks.
    assert!(!told(made.open("none").unwrap_err()) && !told(view.get("github").unwrap_err()));
}

#[test]
fn every_type_is_created_and_opened() {
    let mut made = vault();
    let payloads: [SecretPayload; 5] = [
        LoginPayload::new("p").with_email("e").with_url("u").with_notes("n").into(),
        ApiKeyPayload::new("k").with_endpoint("e").into(),
        KeyPairPayload::new("a", "s").into(),
        SshKeyPayload::new("k").with_passphrase("p").with_public_key("q").with_fingerprint("f").into(),
        OtherPayload::new("").into(),
    ];
    for payload in &payloads {
        let metadata = made.create("name", payload, None, NOW).unwrap();
        assert_eq!(metadata.secret_type, payload.secret_type());
        assert_eq!(made.open(&metadata.id).unwrap().payload, *payload);
    }
    let all = made.open_all().unwrap();
    assert!(all.iter().zip(&payloads).all(|((_, opened), payload)| opened.as_ref() == Ok(payload)));
}

#[test]
fn updates_keep_what_they_do_not_name() {
    let mut made = vault();
    let id = made.create("name", &login("p"), Some("d"), NOW).unwrap().id;
    let mut read = saved(&made);
    read.rename(&id, "renamed", NOW + 5).unwrap();
    let metadata = read.describe(&id, None, NOW + 6).unwrap();
    assert_eq!(metadata.name.as_deref(), Some("renamed"));
    assert_eq!(metadata.description, None);
    assert_eq!(metadata.created_at.as_deref(), Some("2026-01-01T00:00:00Z"));
    assert_eq!(metadata.updated_at.as_deref(), Some("2026-01-01T00:00:06Z"));
    assert_eq!(code(read.update_payload(&id, &login("q"), NOW)), "locked");
    read.unlock_with(&key(0)).unwrap();
    read.update_payload(&id, &login("q"), NOW).unwrap();
    assert_eq!(read.open(&id).unwrap().payload, login("q"));
    assert_eq!(code(read.update_payload(&id, &OtherPayload::new("x").into(), NOW)), "type_mismatch");
    assert_eq!(code(read.rename(&id, "", NOW)), "invalid_input");
    assert_eq!(code(read.rename(&id, &"x".repeat(256), NOW)), "invalid_input");
    assert!(read.rename(&id, &"é".repeat(255), NOW).is_ok());
    assert_eq!(code(read.rename("none", "x", NOW)), "not_found");
}

#[test]
fn deleting_works_locked_and_leaves_the_others() {
    let mut made = vault();
    let ids: Vec<String> =
        (0..5).map(|n| made.create(&n.to_string(), &login("p"), None, NOW).unwrap().id).collect();
    let mut read = saved(&made);
    read.delete(&ids[1], NOW).unwrap();
    assert_eq!(code(read.delete(&ids[1], NOW)), "not_found");
    assert_eq!(code(read.metadata(&ids[1])), "not_found");
    for (position, id) in ids.iter().enumerate().filter(|(position, _)| *position != 1) {
        assert_eq!(read.metadata(id).unwrap().name.unwrap(), position.to_string());
    }
}

#[test]
fn totp_is_set_read_and_removed() {
    let mut made = vault();
    let id = made.create("name", &login("p"), None, NOW).unwrap().id;
    let other = made.create("other", &OtherPayload::new("d").into(), None, NOW).unwrap().id;
    assert_eq!(code(made.totp_code(&id, 59)), "not_found");
    made.set_totp(&id, &TotpConfig::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), NOW).unwrap();
    let totp = made.totp_code(&id, 59).unwrap();
    assert_eq!(totp.code.expose(), "287082");
    assert_eq!((totp.period_start, totp.period_end, totp.seconds_remaining), (30, 60, 1));
    made.set_totp_uri(&id, "otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8", NOW)
        .unwrap();
    assert_eq!(made.totp_code(&id, 59).unwrap().code.expose(), "94287082");
    assert_eq!(code(made.set_totp(&id, &TotpConfig::new("!"), NOW)), "invalid_input");
    assert_eq!(code(made.set_totp(&other, &TotpConfig::new("GE"), NOW)), "type_mismatch");
    assert_eq!(code(made.totp_code(&other, 59)), "type_mismatch");
    made.remove_totp(&id, NOW).unwrap();
    assert_eq!(code(made.remove_totp(&id, NOW)), "not_found");
    assert_eq!(made.open(&id).unwrap().payload, login("p"));
}

#[test]
fn changing_the_vault_key_replaces_that_key_alone() {
    let mut made = vault();
    let id = made.create("name", &login("p"), None, NOW).unwrap().id;
    let mut read = saved(&made);
    assert_eq!(code(read.change_vault_key_with(&key(9), &key(5), NOW)), "wrong_vault_key");
    assert_eq!(code(read.change_vault_key_with(&key(1), &key(5), NOW)), "wrong_vault_key");
    assert_eq!(code(read.change_vault_key_with(&key(0), &key(1), NOW)), "already_exists");
    assert_eq!(read.keys().len(), 5);
    let new = read.change_vault_key_with(&key(0), &key(5), NOW).unwrap();
    assert_eq!(new.key_type, KeyType::Primary);
    assert_eq!(read.open(&id).unwrap().payload, login("p"), "unlocked after");
    let mut read = saved(&read);
    assert_eq!(read.unlock_with(&key(0)), Err(Error::WrongVaultKey));
    for byte in 1..=5 {
        read.unlock_with(&key(byte)).unwrap();
    }
}

#[test]
fn recovering_uses_the_code_up_and_ends_the_old_key() {
    let mut read = saved(&vault());
    assert_eq!(code(read.recover_with(&key(0), &key(5), NOW)), "wrong_vault_key");
    read.recover_with(&key(2), &key(5), NOW).unwrap();
    let mut read = saved(&read);
    for (byte, opens) in [(0, false), (1, true), (2, false), (3, true), (4, true), (5, true)] {
        assert_eq!(read.unlock_with(&key(byte)).is_ok(), opens, "{byte}");
    }
    assert_eq!(read.info().recovery_key_count, 3);
}

#[test]
fn recovery_codes_are_replaced_together() {
    let mut made = vault();
    let new = [key(11), key(12), key(13), key(14)];
    assert_eq!(code(saved(&made).replace_recovery_codes_with(&new, NOW)), "locked");
    made.replace_recovery_codes_with(&new, NOW).unwrap();
    let mut read = saved(&made);
    for (byte, opens) in [(0, true), (1, false), (4, false), (11, true), (14, true)] {
        assert_eq!(read.unlock_with(&key(byte)).is_ok(), opens, "{byte}");
    }
    let repeated = [key(21), key(22), key(23), key(0)];
    assert_eq!(code(made.replace_recovery_codes_with(&repeated, NOW)), "already_exists");
    assert!(saved(&made).unlock_with(&key(11)).is_ok(), "nothing has changed");
}

#[test]
fn keys_are_removed_but_never_the_last_primary() {
    let mut made = vault();
    let recovery = made.keys_of(&KeyType::Recovery)[0].id.clone();
    let primary = made.keys_of(&KeyType::Primary)[0].id.clone();
    made.remove_key(&recovery, NOW).unwrap();
    made.remove_key(&key(2).auth_hash(), NOW).unwrap();
    assert_eq!(code(made.remove_key(&recovery, NOW)), "not_found");
    assert_eq!(code(made.remove_key(&primary, NOW)), "conflict");
    assert_eq!(made.info().recovery_key_count, 2);
}

#[test]
fn identities_and_grants() {
    let mut made = vault();
    let one = made.create("one", &login("1"), None, NOW).unwrap().id;
    let two = made.create("two", &ApiKeyPayload::new("2").into(), None, NOW).unwrap().id;
    made.lock();
    let bot = made.create_identity("bot", Some("Bot"), &[&one], NOW).unwrap();
    assert_eq!(code(made.create_identity("bot", None, &[], NOW)), "already_exists");
    assert_eq!(code(made.create_identity("", None, &[], NOW)), "invalid_input");
    assert_eq!(code(made.create_identity("x", None, &["none"], NOW)), "not_found");
    assert_eq!(code(made.grant(&one, "bot", NOW)), "already_exists");
    assert_eq!(made.grant(&two, &bot.id, NOW).unwrap().vault_secret_id, two);
    assert_eq!(made.granted_to("bot").unwrap().len(), 2);
    made.revoke(&one, "bot", NOW).unwrap();
    assert_eq!(code(made.revoke(&one, "bot", NOW)), "not_found");
    assert_eq!(made.access_of_secret(&two).unwrap()[0].identity_id, bot.id);
    made.set_grants("bot", &[&one], NOW).unwrap();
    assert_eq!(made.granted_to("bot").unwrap()[0].id, one);
    assert_eq!(code(made.set_grants("bot", &["none"], NOW)), "not_found");

    let mut made = saved(&made);
    made.rename_identity("bot", "robot", NOW).unwrap();
    made.rename_identity("robot", "robot", NOW).unwrap();
    assert_eq!(made.set_display_name("robot", None, NOW).unwrap().display_name, None);
    made.create_identity("second", None, &[], NOW).unwrap();
    assert_eq!(code(made.rename_identity("second", "robot", NOW)), "already_exists");
    assert_eq!(made.pause_identity("robot", NOW).unwrap().status, IdentityStatus::Paused);
    made.unlock_with(&key(0)).unwrap();
    assert_eq!(code(made.open_granted("robot")), "access_denied");
    made.resume_identity("robot", NOW).unwrap();
    assert_eq!(made.open_granted("robot").unwrap().len(), 1);
    made.delete_identity("robot", NOW).unwrap();
    assert!(made.list().iter().all(|secret| secret.access.is_empty()));
    assert_eq!(code(made.identity("robot")), "not_found");
}

/// What other programs made is read, and stays when something else of it changes.
#[test]
fn odd_names_and_handles_are_refused_where_they_are_made_and_read_where_they_are() {
    let mut made = vault();
    let id = made.create("one", &login("p"), None, NOW).unwrap().id;
    for name in ["a\0b", "\0"] {
        assert_eq!(code(made.create(name, &login("p"), None, NOW)), "invalid_input");
        assert_eq!(code(made.rename(&id, name, NOW)), "invalid_input");
    }
    let bot = made.create_identity("bot", None, &[&id], NOW).unwrap();
    for handle in ["Bot X", " bot", "bot\t", "b\0t", "b\u{a0}t", "b\u{85}t", "b\u{1b}[2Jt"] {
        assert_eq!(code(made.create_identity(handle, None, &[], NOW)), "invalid_input", "{handle:?}");
        assert_eq!(code(made.rename_identity("bot", handle, NOW)), "invalid_input", "{handle:?}");
    }
    let mut odd = Vault::parse(&edited(&made, |file| {
        file["secrets"][0]["name"] = "a\0b".into();
        file["identities"][0]["agent_handle"] = "Bot X".into();
    }))
    .unwrap();
    odd.unlock_with(&key(1)).unwrap();
    assert_eq!(odd.find("a\0b").unwrap(), id);
    assert_eq!(odd.identity("Bot X").unwrap().id, bot.id);
    assert!(odd.credentials("Bot X").unwrap().get(&id).is_ok());
    odd.rename_identity("Bot X", "Bot X", NOW).unwrap();
    odd.set_display_name("Bot X", Some("Bot"), NOW).unwrap();
    odd.describe(&id, Some("described"), NOW).unwrap();
    assert_eq!(odd.rename_identity("Bot X", "bot-x", NOW).unwrap().agent_handle, "bot-x");
}

#[test]
fn an_agent_sees_what_is_granted_and_nothing_else() {
    let mut made = vault();
    let granted = made.create("granted", &login("1"), None, NOW).unwrap().id;
    let hidden = made.create("hidden", &login("2"), None, NOW).unwrap().id;
    made.create_identity("bot", None, &[&granted], NOW).unwrap();
    let mut view = made.credentials_mut("bot").unwrap();
    assert_eq!(view.list().unwrap().len(), 1);
    assert_eq!(view.list_logins().unwrap().len(), 1);
    assert_eq!(view.list_api_keys().unwrap().len(), 0);
    assert_eq!(view.get_login(&granted).unwrap().password.expose(), "1");
    assert_eq!(code(view.get(&hidden)), "not_found");
    assert_eq!(code(view.find("hidden")), "not_found");
    assert_eq!(view.find("granted").unwrap(), granted);
    assert_eq!(code(view.get_api_key(&granted)), "type_mismatch");
    assert_eq!(code(view.set_totp(&hidden, &TotpConfig::new("GE"), NOW)), "not_found");
    let own = view.create("own", &ApiKeyPayload::new("k").into(), None, NOW).unwrap();
    assert_eq!(view.get_api_key(&own.id).unwrap().api_key.expose(), "k");
    view.set_totp(&granted, &TotpConfig::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), NOW).unwrap();
    assert_eq!(view.totp_code(&granted, 59).unwrap().code.expose(), "287082");
    view.remove_totp(&granted, NOW).unwrap();

    made.pause_identity("bot", NOW).unwrap();
    let mut view = made.credentials_mut("bot").unwrap();
    assert_eq!(code(view.list()), "access_denied");
    assert_eq!(code(view.get(&granted)), "access_denied");
    assert_eq!(code(view.create("x", &login("1"), None, NOW)), "access_denied");
    made.resume_identity("bot", NOW).unwrap();
    made.lock();
    let view = made.credentials("bot").unwrap();
    assert_eq!(code(view.list()), "locked");
    assert_eq!(code(view.get(&granted)), "locked");
    assert_eq!(code(made.credentials("none")), "not_found");
}

#[test]
fn creating_for_agents_is_one_step() {
    let mut made = vault();
    made.create_identity("bot", None, &[], NOW).unwrap();
    let secret = made.create_granted("s", &login("1"), None, &["bot", "bot"], NOW).unwrap();
    assert_eq!(secret.access.len(), 1);
    assert_eq!(code(made.create_granted("t", &login("1"), None, &["none"], NOW)), "not_found");
    assert_eq!(made.list().len(), 1, "nothing was made for an identity that is not there");
}

#[test]
fn replacing_contents_keeps_the_key_of_the_same_vault_only() {
    let mut ours = vault();
    let mut theirs = saved(&ours);
    theirs.unlock_with(&key(0)).unwrap();
    let id = theirs.create("theirs", &login("p"), None, NOW).unwrap().id;
    ours.replace_contents(&theirs.to_text().unwrap()).unwrap();
    assert_eq!(ours.open(&id).unwrap().payload, login("p"));
    assert_eq!(code(ours.replace_contents(&vault().to_text().unwrap())), "conflict");
    assert_eq!(code(ours.replace_contents("{}")), "malformed");
    assert!(ours.open(&id).is_ok(), "as it was");
}

#[test]
fn importing_adds_once_and_overwrites_nothing() {
    let mut source = vault();
    let id = source.create("one", &login("1"), Some("d"), NOW).unwrap().id;
    let two = source.create("two", &OtherPayload::new("2").into(), None, NOW).unwrap().id;
    source.create_identity("bot", None, &[&id], NOW).unwrap();
    let mut ours =
        Vault::initialize_with("org_other_1", &key(6), &[key(1), key(2), key(3), key(4)], NOW).unwrap();
    let report = ours.import(&source, NOW).unwrap();
    assert_eq!((report.added.len(), report.unchanged.len()), (2, 0));
    assert_eq!(ours.open(&id).unwrap().payload, login("1"));
    assert_eq!(ours.granted_to("bot").unwrap().len(), 1);
    let report = ours.import(&source, NOW).unwrap();
    assert_eq!((report.added.len(), report.unchanged.len()), (0, 2));
    ours.update_payload(&id, &login("changed"), NOW).unwrap();
    let report = ours.import(&source, NOW).unwrap();
    assert_eq!(report.differing, std::slice::from_ref(&id));
    assert_eq!(ours.open(&id).unwrap().payload, login("changed"));

    let export = source.export_decrypted().unwrap();
    let exported = Vault::from_decrypted_export(export.expose()).unwrap();
    let mut empty =
        Vault::initialize_with("org_other_2", &key(7), &[key(1), key(2), key(3), key(4)], NOW).unwrap();
    assert_eq!(empty.import(&exported, NOW).unwrap().added.len(), 2);
    assert_eq!(empty.open(&two).unwrap().payload, OtherPayload::new("2").into());
    assert_eq!(code(Vault::from_decrypted_export("{}")), "malformed");
    source.lock();
    assert_eq!(code(source.export_decrypted()), "locked");
    assert_eq!(code(empty.import(&source, NOW)), "locked");
}

#[test]
fn initialising_derives_five_keys() {
    let made = Vault::initialize(ORG, b"Correct-Horse-7-Battery", NOW).unwrap();
    assert_eq!(made.recovery_codes.len(), 4);
    let mut read = saved(&made.vault);
    read.unlock(b"Correct-Horse-7-Battery").unwrap();
    read.unlock(made.recovery_codes[3].expose().as_bytes()).unwrap();
    assert_eq!(code(read.unlock(b"correct-horse-7-battery")), "wrong_vault_key");
    assert_eq!(code(Vault::initialize(ORG, b"weak", NOW)), "weak_vault_key");
    assert_eq!(code(Vault::initialize("org", b"Correct-Horse-7-Battery", NOW)), "invalid_input");
    assert_eq!(
        read.recover(made.recovery_codes[0].expose().as_bytes(), b"Another-Horse-8-Battery", NOW).map(|_| ()),
        Ok(())
    );
    read.change_vault_key(b"Another-Horse-8-Battery", b"A-third-Horse-9-Battery", NOW).unwrap();
    assert_eq!(read.replace_recovery_codes(NOW).unwrap().len(), 4);
    assert!(!format!("{read:?}").contains("Battery"));
}

/// The text of a vault whose JSON was changed.
fn edited(vault: &Vault, edit: impl FnOnce(&mut serde_json::Value)) -> String {
    let mut file = serde_json::from_str(&vault.to_text().unwrap()).unwrap();
    edit(&mut file);
    file.to_string()
}

#[test]
fn a_key_that_stands_twice_goes_as_a_whole() {
    let made = vault();
    let text = edited(&made, |file| {
        for number in [0, 1] {
            let mut twin = file["keys"][number].clone();
            twin["id"] = twin["id"].as_str().unwrap().to_uppercase().into();
            file["keys"].as_array_mut().unwrap().push(twin);
        }
    });
    let mut read = Vault::parse(&text).unwrap();
    read.change_vault_key_with(&key(0), &key(5), NOW).unwrap();
    assert_eq!(read.unlock_with(&key(0)), Err(Error::WrongVaultKey));
    read.recover_with(&key(1), &key(6), NOW).unwrap();
    assert_eq!(read.unlock_with(&key(1)), Err(Error::WrongVaultKey));
    assert_eq!(read.unlock_with(&key(5)), Err(Error::WrongVaultKey));
}

#[test]
fn the_last_vault_key_stays_though_a_recovery_key_has_its_id() {
    let text = edited(&vault(), |file| file["keys"][1]["id"] = file["keys"][0]["id"].clone());
    let mut read = Vault::parse(&text).unwrap();
    let id = read.keys()[0].id.clone();
    assert_eq!(code(read.remove_key(&id, NOW)), "conflict");
    assert_eq!(read.keys().len(), 5);
}

#[test]
fn a_status_that_is_no_text_is_no_permission() {
    let mut made = vault();
    made.create_identity("bot", None, &[], NOW).unwrap();
    for (status, active) in
        [("\"active\"", true), ("null", true), ("[\"paused\"]", false), ("1", false), ("\"Active\"", false)]
    {
        let text =
            edited(&made, |file| file["identities"][0]["status"] = serde_json::from_str(status).unwrap());
        let identity = Vault::parse(&text).unwrap().identity("bot").unwrap();
        assert_eq!(identity.status == IdentityStatus::Active, active, "{status}");
    }
}

#[test]
fn what_is_deleted_does_not_come_back_from_its_twin() {
    let mut made = vault();
    let id = made.create("one", &login("1"), None, NOW).unwrap().id;
    let text = edited(&made, |file| {
        let mut twin = file["secrets"][0].clone();
        twin["id"] = id.to_uppercase().into();
        file["secrets"].as_array_mut().unwrap().push(twin);
    });
    let mut read = Vault::parse(&text).unwrap();
    assert_eq!(read.list().len(), 1);
    read.delete(&id, NOW).unwrap();
    assert_eq!(saved(&read).list().len(), 0);
}

#[test]
fn totp_is_written_as_every_sdk_reads_it() {
    let mut made = vault();
    let spelled = LoginPayload::new("p").with_totp(TotpConfig::new("jbsw y3dp-ehpk 3pxp="));
    let id = made.create("login", &spelled.clone().into(), None, NOW).unwrap().id;
    let secret = |made: &Vault| made.open_text(&id).unwrap().expose().contains("JBSWY3DPEHPK3PXP");
    assert!(secret(&made));
    made.update_payload(&id, &spelled.into(), NOW).unwrap();
    assert!(secret(&made));
}

#[test]
fn totp_that_the_sdks_know_not_is_read_and_kept_but_taken_from_nobody() {
    let plain = TotpConfig::new("JBSWY3DPEHPK3PXP");
    let steam = TotpConfig { issuer: Some("Steam".into()), ..plain.clone() };
    for (odd, at_now) in [
        (TotpConfig { digits: 7, ..plain.clone() }, 7),
        (TotpConfig { digits: 10, ..plain.clone() }, 10),
        (TotpConfig { period: 45, ..plain.clone() }, 6),
        (TotpConfig { algorithm: "steam".into(), ..plain.clone() }, 5),
        (steam.clone(), 5),
    ] {
        let mut made = vault();
        let id = made.create("login", &login("p"), None, NOW).unwrap().id;
        let text = made.to_text().unwrap();
        let with = |totp: &TotpConfig| LoginPayload::new("p").with_totp(totp.clone());
        assert_eq!(code(made.set_totp(&id, &odd, NOW)), "unsupported");
        assert_eq!(code(made.create("odd", &with(&odd).into(), None, NOW)), "unsupported");
        assert_eq!(code(made.update_payload(&id, &with(&odd).into(), NOW)), "unsupported");
        assert_eq!(made.to_text().unwrap(), text, "nothing of it was written");

        // Another program wrote it.
        let mut read = Vault::parse(&edited(&made, |file| {
            let key_id = file["keys"][0]["id"].as_str().unwrap();
            let wrapped = file["keys"][0]["wrapped_org_encryption_key"].as_str().unwrap();
            let org_key = key(0).unwrap(key_id, wrapped).unwrap();
            let sealed = org_key.seal(&id, &with(&odd).into()).unwrap();
            file["secrets"][0]["encrypted_payload"] = sealed.into();
        }))
        .unwrap();
        read.unlock_with(&key(0)).unwrap();
        assert_eq!(read.totp_code(&id, NOW).unwrap().code.expose().len(), at_now);
        let changed = LoginPayload { password: "q".into(), ..with(&odd) };
        read.update_payload(&id, &changed.clone().into(), NOW).unwrap();
        assert_eq!(read.open(&id).unwrap().payload, changed.into(), "what was read stays");
        let other = TotpConfig { secret: "MFRGGZDF".into(), ..odd };
        assert_eq!(code(read.update_payload(&id, &with(&other).into(), NOW)), "unsupported");
        read.set_totp(&id, &plain, NOW).unwrap();
        read.remove_totp(&id, NOW).unwrap();
    }
}

#[test]
fn many_keys_and_values_cost_no_more_than_their_size() {
    let made = vault();
    let text = edited(&made, |file| {
        let mut twin = file["keys"][0].clone();
        twin["wrapped_org_encryption_key"] = file["keys"][1]["wrapped_org_encryption_key"].clone();
        let twins = (0..20_000).map(|number| {
            twin["id"] = format!("key-{number}").into();
            twin.clone()
        });
        let own = file["keys"].as_array().unwrap().clone();
        file["keys"] = twins.collect::<Vec<_>>().into_iter().chain(own).collect();
    });
    let mut read = Vault::parse(&text).unwrap();
    assert_eq!(read.unlock_with(&key(0)), Err(Error::Corrupt), "tried a few and gave up");
    assert_eq!(read.unlock_with(&key(2)), Ok(()));

    let values =
        format!(r#"{{"format":"inkbox-vault/1","info":{{}},"secrets":[{}1]}}"#, "1,".repeat(5 << 20));
    assert_eq!(code(Vault::parse(&values)), "malformed");
}

#[test]
fn an_export_imports_what_it_can() {
    let export = r#"{"secrets": [1, {"name": "no id", "payload": {}}, {"id": "", "raw": "x"},
        {"id": "A", "secret_type": "other", "payload": {"data": "d"}}, {"id": "B", "name": "n", "raw": "raw"},
        {"id": "C", "raw": "\ud83d"}, {"id": "D", "error": {"code": "corrupt"}}]}"#;
    let source = Vault::from_decrypted_export(&format!("\u{FEFF}{export}")).unwrap();
    let mut made = vault();
    let report = made.import(&source, NOW).unwrap();
    assert_eq!(report.added.iter().map(|secret| secret.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(report.failed.len(), 4);
    assert_eq!(made.import(&source, NOW).unwrap().unchanged, ["a", "b"]);
}

#[test]
fn an_organization_id_is_long_enough_to_unlock_again() {
    let recovery = [key(1), key(2), key(3), key(4)];
    assert_eq!(code(Vault::initialize_with("short", &key(0), &recovery, NOW)), "invalid_input");
}
