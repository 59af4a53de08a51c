//! Agents beside the owner, through the public API.

use super::{
    devices::rule,
    secrets::{add, edit, login, new, opened, password},
    store::Store,
};
use crate::{
    Error, Namesakes, TypeMismatch,
    payload::{ApiKeyPayload, LoginPayload, SecretType},
    totp::TotpConfig,
    vault::{Agent, AgentToken, DeviceMemory, Draft, Note, Objects, SecretId, Step, Vault},
};

/// A store with three secrets, and an agent that may read the first two.
pub(in crate::vault) fn granted() -> (Store, Vault, AgentToken, [SecretId; 3]) {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let secrets = ["one", "two", "three"].map(|name| draft.add(new(name, login("first"))).unwrap());
    draft.create_identity("bot", Some("A bot".into()), &secrets[..2]);
    let (vault, token) = create(&mut store, &vault, &draft);
    (store, vault, token, secrets)
}

/// Commits a draft that makes one identity.
pub(in crate::vault) fn create(store: &mut Store, vault: &Vault, draft: &Draft) -> (Vault, AgentToken) {
    let commit = store.seal(vault, draft).unwrap();
    let accepted = store.commit(commit);
    let [token] = accepted.shown.tokens.try_into().unwrap();
    (accepted.vault, token)
}

/// The agent as its token alone opens it.
pub(in crate::vault) fn agent(store: &Store, token: &AgentToken) -> Agent {
    Agent::open(store.root.clone().unwrap(), token, None).unwrap()
}

/// What the agent sees now.
pub(in crate::vault) fn names(store: &mut Store, token: &AgentToken) -> Vec<String> {
    let agent = agent(store, token);
    let listing = store.run(|objects| agent.list(objects)).unwrap();
    assert!(listing.damaged.is_empty(), "{listing:?}");
    let mut names: Vec<String> =
        listing.secrets.iter().map(|secret| secret.name.expose().to_owned()).collect();
    names.sort();
    names
}

pub(in crate::vault) fn changed(
    store: &mut Store,
    vault: &Vault,
    fill: impl FnOnce(&mut Draft),
) -> (Vault, Vec<Note>) {
    let mut draft = Draft::new();
    fill(&mut draft);
    let commit = store.seal(vault, &draft).unwrap();
    let notes = commit.notes().to_vec();
    (store.commit(commit).vault, notes)
}

#[test]
fn an_agent_reads_what_was_granted_and_nothing_else() {
    let (mut store, vault, token, [one, two, three]) = granted();
    let token = AgentToken::parse(token.to_text().expose()).unwrap();
    assert_eq!(names(&mut store, &token), ["one", "two"]);
    let agent = agent(&store, &token);
    assert_eq!((agent.vault_id(), agent.root()), (vault.id(), vault.root()));
    for id in [one, two] {
        assert_eq!(
            store.run(|objects| agent.get(id, objects)).unwrap(),
            opened(&mut store, &vault, id),
            "both see the same"
        );
    }
    let refused = |error: Error| assert_eq!(error.code(), "not_found");
    refused(store.run(|objects| agent.get(three, objects)).unwrap_err());
    refused(store.run(|objects| agent.history(three, objects)).unwrap_err());
    refused(store.run(|objects| agent.get_revision(three, 1, objects)).unwrap_err());
    refused(store.run(|objects| agent.totp_code(three, 0, objects)).unwrap_err());
    // Storage is not told what it asks for in vain.
    let mut objects = Objects::new();
    let Step::Needs(grants) = agent.identity(&objects).unwrap() else { panic!() };
    objects.supply(&grants[0], store.get(&grants[0]));
    refused(agent.get(three, &objects).unwrap_err());
    let identity = store.run(|objects| agent.identity(objects)).unwrap();
    assert_eq!((identity.handle.expose(), identity.paused), ("bot", false));
    assert_eq!(identity.name.as_ref().unwrap().expose(), "A bot");
    assert_eq!(identity.id, token.identity_id());
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    assert_eq!((identities.identities, identities.damaged), (vec![identity], vec![]));
}

/// A list reads the heads of what was granted, and one secret needs three objects.
#[test]
fn an_agent_reads_no_more_than_it_needs() {
    let (mut store, _, token, [one, ..]) = granted();
    let agent = agent(&store, &token);
    (store.rounds, store.read) = (0, 0);
    store.run(|objects| agent.list(objects)).unwrap();
    assert_eq!((store.rounds, store.read), (3, 4));
    (store.rounds, store.read) = (0, 0);
    store.run(|objects| agent.get(one, objects)).unwrap();
    assert_eq!((store.rounds, store.read), (3, 3));
}

#[test]
fn secrets_by_type_and_name() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let with = LoginPayload::new("p").with_totp(TotpConfig::new("JBSWY3DPEHPK3PXP"));
    let git = draft.add(new("Git", with.clone())).unwrap();
    let api = draft.add(new("Git", ApiKeyPayload::new("k"))).unwrap();
    let twin = draft.add(new("twin", ApiKeyPayload::new("k"))).unwrap();
    draft.create_identity("bot", None, &[git, api, twin]);
    let (vault, token) = create(&mut store, &vault, &draft);
    let agent = agent(&store, &token);

    let logins = store.run(|objects| agent.list_logins(objects)).unwrap().secrets;
    assert_eq!(logins.iter().map(|secret| secret.id).collect::<Vec<_>>(), [git]);
    assert_eq!(store.run(|objects| agent.list_api_keys(objects)).unwrap().secrets.len(), 2);
    for none in [
        store.run(|objects| agent.list_key_pairs(objects)),
        store.run(|objects| agent.list_ssh_keys(objects)),
        store.run(|objects| agent.list_others(objects)),
        store.run(|objects| agent.list_type(&SecretType::from("x.note"), objects)),
    ] {
        assert!(none.unwrap().secrets.is_empty());
    }
    assert_eq!(store.run(|objects| agent.get_login(git, objects)).unwrap(), with);
    assert_eq!(store.run(|objects| agent.get_api_key(api, objects)).unwrap(), ApiKeyPayload::new("k"));
    let mismatch = store.run(|objects| agent.get_ssh_key(git, objects)).unwrap_err();
    let expected = TypeMismatch { expected: "ssh_key".into(), actual: "login".into() };
    let expected = Error::TypeMismatch(Box::new(expected));
    assert_eq!(mismatch, expected);
    assert_eq!(
        store.run(|objects| agent.totp_code(git, 1_234_567_890, objects)).unwrap().code.expose(),
        "742275"
    );
    assert_eq!(store.run(|objects| agent.totp_code(api, 0, objects)).unwrap_err().code(), "type_mismatch");

    assert_eq!(store.run(|objects| agent.find("twin", objects)).unwrap(), twin);
    assert_eq!(store.run(|objects| vault.find(&git.to_string().to_uppercase(), objects)).unwrap(), git);
    let both = store.run(|objects| agent.find("Git", objects)).unwrap_err();
    let mut ids = [git.to_string(), api.to_string()];
    ids.sort();
    assert_eq!(both, Error::Ambiguous(Box::new(Namesakes { ids: ids.to_vec() })));
    assert_eq!(store.run(|objects| agent.find("git", objects)).unwrap_err().code(), "not_found");
}

#[test]
fn an_agent_sees_later_revisions_and_none_from_before_its_grant() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    let vault = edit(&mut store, &vault, id, password("second"));
    let mut draft = Draft::new();
    draft.create_identity("bot", None, &[id]);
    let (vault, token) = create(&mut store, &vault, &draft);
    let vault = edit(&mut store, &vault, id, password("fourth"));

    let agent = agent(&store, &token);
    let found = store.run(|objects| agent.get(id, objects)).unwrap();
    assert_eq!((found.payload, found.info.revision, found.info.history), (login("fourth"), 4, 1));
    let history = store.run(|objects| agent.history(id, objects)).unwrap();
    assert_eq!(history.iter().map(|info| info.revision).collect::<Vec<_>>(), [4, 3]);
    assert_eq!(history[1].history, 0);
    let granted = store.run(|objects| agent.get_revision(id, 3, objects)).unwrap();
    assert_eq!(granted.payload, login("second"));
    for revision in [1, 2, 5] {
        let refused = store.run(|objects| agent.get_revision(id, revision, objects));
        assert_eq!(refused.unwrap_err().code(), "not_found");
    }
    // The owner has all of it, and the key of the agent opens no older head.
    assert_eq!(store.run(|objects| vault.history(id, objects)).unwrap().len(), 4);
}

#[test]
fn an_agent_remembers_what_it_has_seen() {
    let (mut store, vault, token, [one, ..]) = granted();
    let old = store.root.clone().unwrap();
    let early = agent(&store, &token);
    let vault = edit(&mut store, &vault, one, password("second"));
    let late = early.refresh(store.root.clone().unwrap()).unwrap();
    assert_eq!(
        store.run(|objects| late.get(one, objects)).unwrap().payload,
        login("second"),
        "after {}",
        vault.checkpoint()
    );
    assert_eq!(rule(&late.refresh(old.clone()).unwrap_err()), "DEV-1");
    let memory = DeviceMemory::from_bytes(&late.clone().lock().to_bytes()).unwrap();
    assert_eq!(rule(&Agent::open(old.clone(), &token, Some(memory.clone())).unwrap_err()), "DEV-1");
    assert!(Agent::open(store.root.clone().unwrap(), &token, Some(memory.clone())).is_ok());
    let format_1 = br#"{"format":"inkbox-vault/1"}"#.to_vec();
    assert_eq!(rule(&Agent::open(format_1.clone(), &token, Some(memory)).unwrap_err()), "OPEN-1");
    assert_eq!(rule(&Agent::open(format_1, &token, None).unwrap_err()), "ROOT-1");

    // Without a memory the token is one: it knows the state that it was made in.
    assert!(Agent::open(old, &token, None).is_ok());
    let (_, later) = create(&mut store, &vault, &{
        let mut draft = Draft::new();
        draft.create_identity("later", None, &[]);
        draft
    });
    assert!(Agent::open(store.root.clone().unwrap(), &later, None).is_ok());
    let before_it = Agent::open(vault.root().to_vec(), &later, None).unwrap_err();
    assert_eq!(rule(&before_it), "OPEN-6", "it is not there yet");
}

#[test]
fn a_root_that_is_not_the_agents_is_refused() {
    let (store, vault, token, _) = granted();
    let (other, _, stranger, _) = granted();
    let root = || store.root.clone().unwrap();
    assert_eq!(rule(&Agent::open(root(), &stranger, None).unwrap_err()), "OPEN-6", "same vault id");
    let memory = DeviceMemory::new(crate::vault::VaultId::from_bytes([7; 16]));
    assert_eq!(rule(&Agent::open(root(), &token, Some(memory)).unwrap_err()), "OPEN-2");
    assert_eq!(vault.id(), Agent::open(other.root.unwrap(), &stranger, None).unwrap().vault_id());

    // Its own MAC counts, not the owner's.
    let mut forged = root();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    assert_eq!(rule(&Agent::open(forged.clone(), &token, None).unwrap_err()), "OPEN-5");
    let mut changed = root();
    changed[56] ^= 1;
    assert_eq!(rule(&Agent::open(changed, &token, None).unwrap_err()), "OPEN-5");
    // A storage that says the keys were rotated denies service, and no more.
    let mut epoch = root();
    epoch[39] = 2;
    assert_eq!(rule(&Agent::open(epoch, &token, None).unwrap_err()), "OPEN-7");
}

#[test]
fn damage_is_named_and_hides_nothing_else() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let agent = agent(&store, &token);
    let name = {
        let present = store.run(|objects| {
            let tree = vault.tree(objects);
            tree.lookup.step(tree.present(&one))
        });
        present.unwrap().unwrap()
    };
    store.objects.remove(&name);
    let listing = store.run(|objects| agent.list(objects)).unwrap();
    assert_eq!(listing.secrets.iter().map(|secret| secret.id).collect::<Vec<_>>(), [two]);
    let [damaged] = &listing.damaged[..] else { panic!("{listing:?}") };
    assert_eq!((damaged.secret, rule(&damaged.error)), (Some(one), "OBJ-2".into()));
    assert_eq!(rule(&store.run(|objects| agent.get(one, objects)).unwrap_err()), "OBJ-2");

    let grants = *vault.root.state().grants_of(&token.identity_id()).unwrap();
    store.objects.insert(grants, b"INKSEALG".to_vec());
    assert_eq!(rule(&store.run(|objects| agent.list(objects)).unwrap_err()), "OBJ-1");
    assert_eq!(rule(&store.run(|objects| agent.get(two, objects)).unwrap_err()), "OBJ-1");
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    assert!(identities.identities.is_empty());
    assert_eq!(identities.damaged[0].0, token.identity_id());
}

#[test]
fn agents_and_tokens_print_nothing_secret() {
    let (store, _, token, _) = granted();
    let agent = agent(&store, &token);
    let key = format!("{:?}", token.key().expose());
    for printed in [format!("{agent:?}"), format!("{token:?}")] {
        assert!(printed.contains("[secret]") && !printed.contains(&key));
    }
}
