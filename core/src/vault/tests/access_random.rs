//! Two owners who change access at random and overtake each other: at every state an agent opens what it is
//! granted, and with every key that storage ever had for it nothing else.

use proptest::prelude::*;

use super::{
    access::{hoard, opens},
    agents::{agent, names},
    secrets::{login, new, password},
    store::Store,
};
use crate::vault::{AgentToken, Draft, IdentityId, SecretId, Settled, Vault};

#[derive(Debug, Clone)]
struct Change {
    /// Which of the two devices makes it, and whether it looks at the newest root before.
    device: usize,
    looks: bool,
    kind: u8,
    secrets: Vec<usize>,
    identity: usize,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (0..2_usize, any::<bool>(), 0..12_u8, prop::collection::vec(0..4_usize, 1..3), 0..4_usize);
    let change = change.prop_map(|(device, looks, kind, secrets, identity)| Change {
        device,
        looks,
        kind,
        secrets,
        identity,
    });
    prop::collection::vec(change, 1..14)
}

fn draft(change: &Change, secrets: &[SecretId], identities: &[IdentityId]) -> Draft {
    let mut draft = Draft::new();
    let chosen: Vec<SecretId> = change.secrets.iter().map(|at| secrets[*at]).collect();
    let one = chosen[0];
    let who = identities[change.identity % identities.len()];
    match change.kind {
        0 => draft.create_identity("new", None, &chosen),
        1..=3 => draft.grant(who, &chosen),
        4 | 5 => draft.revoke(who, &chosen),
        6 => draft.pause(who),
        7 => draft.resume(who),
        8 if change.identity == 0 => draft.delete_identity(who),
        9 => draft.forget(one).unwrap(),
        10 => {
            draft.edit(one, password("edited")).unwrap();
            draft.grant(who, &chosen);
        }
        _ => draft.edit(one, password(&change.identity.to_string())).unwrap(),
    }
    draft
}

/// Commits a draft, made again as often as it loses. `None` if it is refused.
fn commit(store: &mut Store, vault: &Vault, draft: &Draft) -> Option<(Vault, Vec<AgentToken>)> {
    let (mut vault, mut draft) = (vault.clone(), draft.clone());
    loop {
        let commit = store.seal(&vault, &draft).ok()?;
        store.put(&commit);
        store.swap(&commit);
        match commit.read_back(store.root.clone()).unwrap() {
            Settled::Committed(accepted) => return Some((accepted.vault, accepted.shown.tokens)),
            Settled::Lost { draft: again, vault: newer } => (draft, vault) = (again, newer),
            other => panic!("{other:?}"),
        }
    }
}

/// What an identity can open is what its owner says.
fn check(store: &mut Store, vault: &Vault, secrets: &[SecretId], tokens: &[AgentToken]) {
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    assert!(identities.damaged.is_empty());
    for token in tokens {
        let found = identities.identities.iter().find(|identity| identity.id == token.identity_id());
        let granted = match found {
            Some(identity) if !identity.paused => &identity.secrets[..],
            _ => &[],
        };
        let keys = hoard(store, token);
        for id in secrets {
            assert_eq!(opens(store, vault, *id, &keys), granted.contains(id), "{id}");
        }
        match found {
            Some(identity) if !identity.paused => {
                assert_eq!(names(store, token).len(), granted.len());
            }
            Some(_) => {
                let agent = agent(store, token);
                assert_eq!(store.run(|objects| agent.list(objects)).unwrap_err().code(), "access_denied");
            }
            None => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn an_agent_opens_what_it_is_granted_and_nothing_else_slow(changes in changes()) {
        let (mut store, vault) = Store::with_vault();
        let mut first = Draft::new();
        let secrets = ["a", "b", "c", "d"].map(|name| first.add(new(name, login("first"))).unwrap());
        first.create_identity("one", None, &secrets[..2]);
        first.create_identity("two", None, &secrets[1..3]);
        let (vault, mut tokens) = commit(&mut store, &vault, &first).unwrap();
        let mut devices = [vault.clone(), store.device(&vault)];
        for change in changes {
            let root = store.root.clone().unwrap();
            let device = &mut devices[change.device];
            if change.looks {
                *device = device.refresh(root).unwrap();
            }
            let identities: Vec<IdentityId> = tokens.iter().map(AgentToken::identity_id).collect();
            let draft = draft(&change, &secrets, &identities);
            if let Some((newer, shown)) = commit(&mut store, device, &draft) {
                *device = newer;
                tokens.extend(shown);
            }
            let newest = devices[change.device].refresh(store.root.clone().unwrap()).unwrap();
            check(&mut store, &newest, &secrets, &tokens);
        }
    }
}
