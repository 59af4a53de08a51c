//! From format 1 to format 2.

mod problems;

use super::{
    agents::agent,
    devices::rule,
    store::{NOW, Store},
};
use crate::{
    inkbox,
    kdf::{Argon2Params, KdfMemory},
    payload::{ApiKeyPayload, LoginPayload, OtherPayload, SecretPayload, UnknownPayload},
    vault::{AgentToken, Commit, LockedVault, Review, Skipped, Vault},
};

const OLD_KEY: &[u8] = "Old-Vault-K\u{e9}y-1234".as_bytes();
/// The same, decomposed.
const OLD_KEY_TYPED: &[u8] = "Old-Vault-Ke\u{301}y-1234".as_bytes();
const NEW_KEY: &[u8] = b"a vault key of the tests";
const THEN: u64 = 1_700_000_000;

/// A vault of format 1 with a login, an API key and a note; one identity that may read two of them, and a
/// paused one. And a code of it.
fn old() -> (inkbox::Vault, [String; 3], String) {
    let made = inkbox::Vault::initialize("org_test_123", OLD_KEY, THEN).unwrap();
    let mut vault = made.vault;
    let login = LoginPayload::new("hunter2").with_username("ada");
    let payloads: [SecretPayload; 3] =
        [login.into(), ApiKeyPayload::new("k").into(), OtherPayload::new("text").into()];
    let mut ids = payloads
        .iter()
        .zip(["Login", "Key", "Note"])
        .map(|(payload, name)| vault.create(name, payload, Some("described"), THEN).unwrap().id);
    let ids = [(); 3].map(|()| ids.next().unwrap());
    vault.create_identity("bot", Some("A bot"), &[&ids[0], &ids[1]], THEN).unwrap();
    vault.create_identity("lazy", None, &[&ids[2]], THEN).unwrap();
    vault.pause_identity("lazy", THEN).unwrap();
    (vault, ids, made.recovery_codes[0].expose().to_owned())
}

/// The same vault with its file changed, unlocked.
fn with(vault: &inkbox::Vault, change: impl FnOnce(String) -> String) -> inkbox::Vault {
    let mut changed = inkbox::Vault::parse(&change(vault.to_text().unwrap())).unwrap();
    changed.unlock(OLD_KEY).unwrap();
    changed
}

fn migrate(
    review: &Review,
    vault: &inkbox::Vault,
    vault_key: &[u8],
    skipped: &[Skipped],
) -> crate::Result<Commit> {
    review.migrate(vault, vault_key, &Argon2Params::FORMAT_1, skipped, &mut KdfMemory::new(), NOW)
}

/// Commits, opens anew and compares.
fn committed(review: &Review, old: &inkbox::Vault, skipped: &[Skipped]) -> (Store, Vault, Vec<AgentToken>) {
    let mut store = Store::default();
    let accepted = store.commit(migrate(review, old, NEW_KEY, skipped).unwrap());
    assert_eq!(accepted.shown.recovery_codes.len(), 4);
    let root = store.root.clone().unwrap();
    let opened = LockedVault::parse(root, Some(accepted.vault.device_memory().clone()))
        .unwrap()
        .unlock(NEW_KEY, &mut KdfMemory::new())
        .unwrap();
    store.run(|objects| review.compare(old, &opened, skipped, objects)).unwrap();
    (store, opened, accepted.shown.tokens)
}

/// The same vault with the values of its file changed, unlocked. `HALF` becomes half a surrogate.
fn edited(vault: &inkbox::Vault, edit: impl FnOnce(&mut serde_json::Value)) -> inkbox::Vault {
    with(vault, |_| {
        let mut file = json(vault);
        edit(&mut file);
        file.to_string().replace("HALF", r"\ud83d")
    })
}

fn all(review: &Review) -> Vec<Skipped> {
    review.problems.iter().map(|problem| problem.what.clone()).collect()
}

fn by_what<const N: usize>(problems: [(Skipped, &'static str); N]) -> Vec<(Skipped, &'static str)> {
    let mut problems = Vec::from(problems);
    problems.sort_unstable();
    problems
}

/// What the problems are, with the codes of their errors.
fn sorted(review: &Review) -> Vec<(Skipped, &'static str)> {
    let mut problems: Vec<_> =
        review.problems.iter().map(|problem| (problem.what.clone(), problem.error.code())).collect();
    problems.sort_unstable();
    problems
}

/// MIGRATE-4, whichever problem is left out.
fn each_has_to_be_named(review: &Review, old: &inkbox::Vault) {
    for left_out in &review.problems {
        let mut named = all(review);
        named.retain(|what| *what != left_out.what);
        let refused = migrate(review, old, NEW_KEY, &named).unwrap_err();
        assert_eq!((rule(&refused), refused.code()), ("MIGRATE-4".into(), "invalid_input"), "{left_out:?}");
    }
}

#[test]
fn a_vault_of_format_1_is_taken_over_slow() {
    let (old, ids, code) = old();
    let review = Review::new(&old).unwrap();
    assert!(review.problems.is_empty());
    assert_eq!(review.secrets.iter().map(|secret| secret.id.to_string()).collect::<Vec<_>>(), ids);
    assert_eq!(review.secrets[1].name.expose(), "Key");
    assert_eq!(review.identities.len(), 2);
    assert_eq!(review.identities[0].secrets, &ids[..2]);

    // MIGRATE-2: neither the old vault key nor an old code, however it is spelled.
    for same in [OLD_KEY, OLD_KEY_TYPED, code.as_bytes()] {
        assert_eq!(rule(&migrate(&review, &old, same, &[]).unwrap_err()), "MIGRATE-2");
    }
    assert_eq!(migrate(&review, &old, b"too short", &[]).unwrap_err().code(), "weak_vault_key");
    // Another key is one, also if it is normalised first.
    migrate(&review, &old, "de\u{301}compose\u{301}e, mais autre".as_bytes(), &[]).unwrap();

    let (mut store, vault, tokens) = committed(&review, &old, &[]);
    assert_eq!(vault.checkpoint().seq(), 1);
    for reviewed in &review.secrets {
        let opened = store.run(|objects| vault.open(reviewed.id, objects)).unwrap();
        assert_eq!(opened.payload, old.open(&reviewed.old_id).unwrap().payload);
        assert_eq!((&opened.info.name, opened.info.revision), (&reviewed.name, 1));
        assert_eq!(opened.info.description.unwrap().expose(), "described");
        assert_eq!(opened.info.created_at, i64::try_from(THEN).unwrap() * 1000);
    }
    let identities = store.run(|objects| vault.identities(objects)).unwrap().identities;
    for reviewed in &review.identities {
        let found = identities.iter().find(|identity| identity.id == reviewed.id).unwrap();
        assert_eq!((&found.handle, &found.name), (&reviewed.handle, &reviewed.name));
        assert_eq!(found.id.to_string(), reviewed.old_id);
        assert_eq!((found.paused, found.secrets.len()), (reviewed.paused, reviewed.secrets.len()));
        let token = tokens.iter().find(|token| token.identity_id() == reviewed.id).unwrap();
        let agent = agent(&store, token);
        let listed = store.run(|objects| agent.list(objects));
        if reviewed.paused {
            assert_eq!(rule(&listed.unwrap_err()), "GRANT-7");
        } else {
            assert_eq!(listed.unwrap().secrets.len(), 2);
        }
    }
    // MIGRATE-5: under this name no vault of format 1 opens again.
    let format_1 = old.to_text().unwrap().into_bytes();
    let pinned = LockedVault::parse(format_1, Some(vault.device_memory().clone())).unwrap_err();
    assert_eq!(rule(&pinned), "OPEN-1");
}

/// The key that seals the payloads, for what no call of format 1 makes.
fn org_key(vault: &inkbox::Vault) -> inkbox::OrgKey {
    let key = inkbox::MasterKey::derive(OLD_KEY, "org_test_123").unwrap();
    let file = json(vault);
    let keys = file["keys"].as_array().unwrap();
    let unwrap = |record: &serde_json::Value| {
        let wrapped = record["wrapped_org_encryption_key"].as_str().unwrap();
        key.unwrap_any([record["id"].as_str().unwrap()], wrapped).ok().map(|(_, key)| key)
    };
    keys.iter().find_map(unwrap).unwrap()
}

fn json(vault: &inkbox::Vault) -> serde_json::Value {
    serde_json::from_str(&vault.to_text().unwrap()).unwrap()
}

/// Text that is no Unicode, as JavaScript can write it.
#[test]
fn lossy_text_is_not_taken_over_slow() {
    let (mut old, ids, _) = old();
    let raw = UnknownPayload { secret_type: "raw".into(), text: r#"{"data":"a\ud800"}"#.into() };
    let id = old.create("Lossy", &SecretPayload::Unknown(raw), None, THEN).unwrap().id;
    let old = with(&old, |text| text.replace(r#""raw""#, r#""other""#));
    assert!(!old.open(&id).unwrap().payload.lossy_members().is_empty());
    let review = Review::new(&old).unwrap();
    assert_eq!((review.secrets.len(), review.problems.len()), (ids.len(), 1));
    let problem = &review.problems[0];
    assert_eq!((&problem.what, problem.error.code()), (&Skipped::Secret(id), "unsupported"));
    assert_eq!(problem.name.as_ref().unwrap().expose(), "Lossy");
}

#[test]
fn ids_that_are_no_uuids_are_mapped_slow() {
    let (old, ids, _) = old();
    let mut locked = old.clone();
    locked.lock();
    assert_eq!(Review::new(&locked).unwrap_err().code(), "locked");
    let payload = OtherPayload::new("mapped").into();
    let sealed = org_key(&old).seal("third", &payload).unwrap();
    let old = with(&old, |_| {
        let mut file = json(&old);
        file["secrets"][2]["id"] = "third".into();
        file["secrets"][2]["encrypted_payload"] = sealed.into();
        file["identities"][0]["id"] = "first".into();
        for access in file["secrets"][0]["access"].as_array_mut().unwrap() {
            access["identity_id"] = "FIRST".into();
        }
        file.to_string()
    });
    let review = Review::new(&old).unwrap();
    // The second secret has a rule for the id that the first identity had.
    let skipped = [Skipped::Rule(ids[1].clone(), 1)];
    assert_eq!(all(&review), skipped);
    let [_, _, third] = &review.secrets[..] else { panic!("{review:?}") };
    assert_eq!((third.old_id.as_str(), third.id.to_string().len()), ("third", 36));
    // Rules of nobody grant nothing.
    let [first, second] = &review.identities[..] else { panic!("{review:?}") };
    assert_eq!((first.old_id.as_str(), &first.secrets), ("first", &vec![ids[0].clone()]));
    assert_eq!(second.secrets, ["third"]);
    let (mut store, vault, _) = committed(&review, &old, &skipped);
    assert_eq!(store.run(|objects| vault.open(third.id, objects)).unwrap().payload, payload);
    let identities = store.run(|objects| vault.identities(objects)).unwrap().identities;
    let found = identities.iter().find(|identity| identity.id == second.id).unwrap();
    assert_eq!(found.secrets, [third.id]);
}

#[test]
fn a_vault_that_has_changed_since_is_not_migrated_slow() {
    let (mut old, ids, _) = old();
    let review = Review::new(&old).unwrap();
    old.rename(&ids[0], "Another", THEN).unwrap();
    assert_eq!(migrate(&review, &old, NEW_KEY, &[]).unwrap_err().code(), "conflict");
    let lossy = edited(&old, |file| {
        file["secrets"][0]["name"] = "Login".into();
        file["secrets"][0]["description"] = "HALF".into();
    });
    assert_eq!(migrate(&review, &lossy, NEW_KEY, &[]).unwrap_err().code(), "conflict");
    old.delete(&ids[0], THEN).unwrap();
    assert_eq!(migrate(&review, &old, NEW_KEY, &[]).unwrap_err().code(), "not_found");
}
