//! What a migration cannot keep.

use serde_json::{Value, json};

use super::{
    super::{agents::agent, store::Store},
    THEN, all, by_what, committed, each_has_to_be_named, edited, migrate, old, org_key, rule, sorted, with,
};
use crate::{
    payload::OtherPayload,
    vault::{AgentToken, Listing, Review, Skipped, Vault},
};

fn push(list: &mut Value, value: Value) {
    list.as_array_mut().unwrap().push(value);
}

/// The names of the secrets that the only agent reads.
fn read_by(store: &mut Store, tokens: &[AgentToken]) -> Vec<String> {
    let [token] = tokens else { panic!("{} tokens", tokens.len()) };
    let agent = agent(store, token);
    names_of(&store.run(|objects| agent.list(objects)).unwrap())
}

fn names(store: &mut Store, vault: &Vault) -> Vec<String> {
    names_of(&store.run(|objects| vault.list(objects)).unwrap())
}

/// The names in a listing, which is in the order of ids.
fn names_of(listing: &Listing) -> Vec<String> {
    let mut names: Vec<_> = listing.secrets.iter().map(|secret| secret.name.expose().to_owned()).collect();
    names.sort_unstable();
    names
}

#[test]
fn what_cannot_be_kept_has_to_be_named_slow() {
    let (mut old, ids, _) = old();
    let lossy = old.create("Lossy", &OtherPayload::new("mark").into(), None, THEN).unwrap().id;
    let long = "x".repeat((1 << 20) - 13);
    let long = old.create("Long", &OtherPayload::new(long).into(), None, THEN).unwrap().id;
    let old = with(&old, |text| {
        // The note says that it is a login; the key has an empty name; and there is an entry that is none.
        let text = text.replacen(r#""name": "Key""#, r#""name": """#, 1);
        let text = text.replacen(r#""secret_type": "other""#, r#""secret_type": "login""#, 1);
        text.replacen(r#""secrets": ["#, r#""secrets": [ 7,"#, 1)
    });
    let review = Review::new(&old).unwrap();
    let secret = |id: &String| Skipped::Secret(id.clone());
    let expected = [
        (secret(&ids[1]), "invalid_input"),
        (secret(&ids[2]), "malformed"),
        (secret(&long), "invalid_input"),
        (Skipped::SecretEntry(1), "malformed"),
    ];
    assert_eq!(sorted(&review), by_what(expected));

    let all = all(&review);
    each_has_to_be_named(&review, &old);
    let (mut store, vault, tokens) = committed(&review, &old, &all);
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    assert_eq!(listing.secrets.len(), 2);
    // Of what was skipped there is no grant.
    let bot = review.identities.iter().find(|identity| identity.handle.expose() == "bot").unwrap();
    let token = tokens.iter().find(|token| token.identity_id() == bot.id).unwrap();
    let agent = agent(&store, token);
    let listed = store.run(|objects| agent.list(objects)).unwrap();
    assert_eq!(listed.secrets.iter().map(|secret| secret.id.to_string()).collect::<Vec<_>>(), ids[..1]);
    // Whatever else is not wanted can be skipped too, identities as well.
    let mut more = all.clone();
    more.extend([secret(&lossy), Skipped::Identity(bot.old_id.clone())]);
    let (mut store, vault, tokens) = committed(&review, &old, &more);
    assert_eq!(store.run(|objects| vault.list(objects)).unwrap().secrets.len(), 1);
    assert_eq!(tokens.len(), 1);
    // The comparison sees what is missing and what is too much.
    let differs = store.run(|objects| review.compare(&old, &vault, &all, objects)).unwrap_err();
    assert_eq!((rule(&differs), differs.code()), ("MIGRATE-5".into(), "conflict"));
}

#[test]
fn odd_identities_are_listed_slow() {
    let (old, ids, _) = old();
    let old = edited(&old, |file| {
        let twin = json!({"id": file["identities"][0]["id"], "agent_handle": "twin"});
        // The second has a secret, and half a surrogate as its handle.
        file["identities"][1]["agent_handle"] = "HALF".into();
        push(&mut file["identities"], json!({"id": "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11"}));
        push(&mut file["identities"], twin);
        push(&mut file["identities"], json!(7));
    });
    let review = Review::new(&old).unwrap();
    let expected = [
        (Skipped::Rule(ids[2].clone(), 1), "not_found"),
        (Skipped::IdentityEntry(2), "malformed"),
        (Skipped::IdentityEntry(3), "malformed"),
        (Skipped::IdentityEntry(4), "malformed"),
        (Skipped::IdentityEntry(5), "malformed"),
    ];
    assert_eq!(sorted(&review), by_what(expected));
    each_has_to_be_named(&review, &old);
    let (mut store, vault, tokens) = committed(&review, &old, &all(&review));
    assert_eq!(names(&mut store, &vault), ["Key", "Login", "Note"]);
    assert_eq!(read_by(&mut store, &tokens), ["Key", "Login"]);
}

#[test]
fn an_identity_that_does_not_fit_is_listed_slow() {
    let (old, ids, _) = old();
    let old = edited(&old, |file| file["identities"][1]["agent_handle"] = "".into());
    let review = Review::new(&old).unwrap();
    let [problem] = &review.problems[..] else { panic!("{review:?}") };
    assert!(matches!(problem.what, Skipped::Identity(_)), "{problem:?}");
    each_has_to_be_named(&review, &old);
    let (mut store, vault, tokens) = committed(&review, &old, &all(&review));
    assert_eq!(read_by(&mut store, &tokens), ["Key", "Login"]);
    assert!(store.run(|objects| vault.open(review.secrets[2].id, objects)).is_ok());
    assert_eq!(review.secrets[2].old_id, ids[2]);
}

#[test]
fn odd_members_are_listed_and_dropped_alone_slow() {
    let (old, ids, _) = old();
    let mut identities = Vec::new();
    let old = edited(&old, |file| {
        identities.extend(
            file["identities"]
                .as_array()
                .unwrap()
                .iter()
                .map(|identity| identity["id"].as_str().unwrap().to_owned()),
        );
        file["secrets"][0]["description"] = "aHALF".into();
        file["secrets"][1]["created_at"] = "yesterday".into();
        file["secrets"][1]["updated_at"] = json!(7);
        file["secrets"][2]["access"] = "lazy".into();
        file["identities"][0]["display_name"] = "HALF".into();
        file["identities"][0]["status"] = json!(["active"]);
        // What is null is absent.
        file["secrets"][2]["description"] = Value::Null;
        file["identities"][1]["display_name"] = Value::Null;
    });
    let review = Review::new(&old).unwrap();
    let expected = [
        (Skipped::SecretMember(ids[0].clone(), "description"), "malformed"),
        (Skipped::SecretMember(ids[1].clone(), "created_at"), "malformed"),
        (Skipped::SecretMember(ids[1].clone(), "updated_at"), "malformed"),
        (Skipped::SecretMember(ids[2].clone(), "access"), "malformed"),
        (Skipped::IdentityMember(identities[0].clone(), "display_name"), "malformed"),
        (Skipped::IdentityMember(identities[0].clone(), "status"), "malformed"),
    ];
    assert_eq!(sorted(&review), by_what(expected));
    each_has_to_be_named(&review, &old);
    let (mut store, vault, tokens) = committed(&review, &old, &all(&review));
    assert_eq!((names(&mut store, &vault).len(), tokens.len()), (3, 2));
    let mut open = |at: usize| store.run(|objects| vault.open(review.secrets[at].id, objects)).unwrap().info;
    assert_eq!(open(0).description, None);
    assert_eq!(open(1).description.unwrap().expose(), "described");
    assert_eq!((open(1).created_at, open(1).updated_at), (super::NOW, super::NOW));
    let identities = store.run(|objects| vault.identities(objects)).unwrap().identities;
    let of = |at: usize| identities.iter().find(|found| found.id == review.identities[at].id).unwrap();
    // A status that is not known counts as paused.
    assert_eq!((&of(0).name, of(0).paused, of(0).secrets.len()), (&None, true, 2));
    assert_eq!((of(1).paused, of(1).secrets.len()), (true, 0));
}

#[test]
fn rules_of_nobody_are_listed_slow() {
    let (old, ids, _) = old();
    let old = edited(&old, |file| {
        let access = &mut file["secrets"][0]["access"];
        push(access, json!({"identity_id": "nobody"}));
        push(access, json!({"id": "who"}));
        push(access, json!({"identity_id": "HALF"}));
    });
    let review = Review::new(&old).unwrap();
    let rule = |place| (Skipped::Rule(ids[0].clone(), place), "not_found");
    assert_eq!(sorted(&review), by_what([rule(2), rule(3), rule(4)]));
    assert_eq!(review.problems[0].name.as_ref().unwrap().expose(), "Login");
    each_has_to_be_named(&review, &old);
    let (mut store, vault, _) = committed(&review, &old, &all(&review));
    let identities = store.run(|objects| vault.identities(objects)).unwrap().identities;
    assert_eq!(identities.iter().map(|identity| identity.secrets.len()).sum::<usize>(), 3);
}

/// Whoever stores a vault of format 1 chooses the ids of what is odd.
#[test]
fn skipping_one_thing_drops_no_other_slow() {
    let (old, ids, _) = old();
    let payload = OtherPayload::new("numbered").into();
    let sealed = org_key(&old).seal("#1", &payload).unwrap();
    let old = edited(&old, |file| {
        push(&mut file["identities"], json!({"id": ids[0], "agent_handle": ""}));
        file["secrets"][2]["id"] = "#1".into();
        file["secrets"][2]["encrypted_payload"] = sealed.into();
        file["secrets"].as_array_mut().unwrap().insert(0, json!(7));
        push(&mut file["identities"], json!({"id": "#2", "agent_handle": "numbered"}));
        push(&mut file["identities"], json!(7));
    });
    let review = Review::new(&old).unwrap();
    let expected = [
        (Skipped::SecretEntry(1), "malformed"),
        (Skipped::Identity(ids[0].clone()), "invalid_input"),
        (Skipped::IdentityEntry(5), "malformed"),
    ];
    assert_eq!(sorted(&review), by_what(expected));
    each_has_to_be_named(&review, &old);
    // What has the same id, or is spelled as a place is, is another thing.
    let others = [Skipped::Secret("#1".into()), Skipped::Secret(ids[0].clone()), Skipped::SecretEntry(5)];
    assert_eq!(rule(&migrate(&review, &old, super::NEW_KEY, &others).unwrap_err()), "MIGRATE-4");

    let (mut store, vault, tokens) = committed(&review, &old, &all(&review));
    assert_eq!(names(&mut store, &vault), ["Key", "Login", "Note"]);
    assert_eq!(tokens.len(), 3);
    let numbered = review.secrets.iter().find(|secret| secret.old_id == "#1").unwrap();
    assert_eq!(store.run(|objects| vault.open(numbered.id, objects)).unwrap().payload, payload);
    // A secret that is skipped takes no identity along, nor the other way round.
    let mut more = all(&review);
    more.extend([Skipped::Secret(ids[1].clone()), Skipped::Identity(ids[1].clone())]);
    let (mut store, vault, tokens) = committed(&review, &old, &more);
    assert_eq!((names(&mut store, &vault), tokens.len()), (vec!["Login".into(), "Note".into()], 3));
    let mut more = all(&review);
    more.extend([Skipped::Identity("#2".into()), Skipped::Secret("#2".into())]);
    let (mut store, vault, tokens) = committed(&review, &old, &more);
    assert_eq!((names(&mut store, &vault).len(), tokens.len()), (3, 2));
}
