//! Every byte of a whole vault flipped, one at a time: whoever opens it is refused, and never given anything
//! else than what is there.

use super::{super::store::Store, file, world::State};
use crate::{
    Result,
    vault::{
        Agent, AgentToken, DeviceMemory, Listing, LockedVault, Objects, RecoveryCode, SecretId, Step, Vault,
    },
};

/// What is given for each question that somebody can ask of a vault.
type Answers = Vec<Result<String>>;

fn ask<T: std::fmt::Debug>(
    store: &mut Store,
    answers: &mut Answers,
    operation: impl FnMut(&Objects) -> Result<Step<T>>,
) {
    store.rounds = 0;
    answers.push(store.run(operation).map(|answer| format!("{answer:?}")));
}

/// What is listed of each secret.
fn listed(answers: &mut Answers, ids: &[SecretId], listing: Result<Listing>) {
    for id in ids {
        answers.push(listing.as_ref().map_err(Clone::clone).and_then(|listing| {
            if let Some(info) = listing.secrets.iter().find(|info| info.id == *id) {
                return Ok(format!("{info:?}"));
            }
            // Behind a page that is damaged there are no names.
            let damaged =
                listing.damaged.iter().find(|damaged| damaged.secret.is_none_or(|found| found == *id));
            Err(damaged.unwrap_or_else(|| panic!("{id} is gone unnoticed")).error.clone())
        }));
    }
    let count = listing.map_or(0, |listing| listing.secrets.len());
    assert!(count <= ids.len(), "nothing is there that was not");
}

fn of_owner(store: &mut Store, ids: &[SecretId], vault: &Vault) -> Answers {
    let mut answers = Answers::new();
    listed(&mut answers, ids, store.run(|objects| vault.list(objects)));
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    for (id, _) in &vault.root.state().identities {
        let damaged = identities.damaged.iter().find(|(damaged, _)| damaged == id);
        let known = identities.identities.iter().find(|identity| identity.id == *id);
        answers.push(match damaged {
            Some((_, error)) => Err(error.clone()),
            None => Ok(format!("{:?}", known.unwrap())),
        });
    }
    for id in ids {
        ask(store, &mut answers, |objects| vault.open(*id, objects));
        ask(store, &mut answers, |objects| vault.history(*id, objects));
        for revision in 1..=2 {
            ask(store, &mut answers, |objects| vault.open_revision(*id, revision, objects));
        }
    }
    answers
}

fn of_agent(store: &mut Store, ids: &[SecretId], agent: &Agent) -> Answers {
    let mut answers = Answers::new();
    listed(&mut answers, ids, store.run(|objects| agent.list(objects)));
    ask(store, &mut answers, |objects| agent.identity(objects));
    for id in ids {
        ask(store, &mut answers, |objects| agent.get(*id, objects));
        ask(store, &mut answers, |objects| agent.history(*id, objects));
        for revision in 1..=2 {
            ask(store, &mut answers, |objects| agent.get_revision(*id, revision, objects));
        }
    }
    answers
}

/// Flips one bit of each byte of the root and of each object. `answers` are those of somebody for what storage
/// has, or the refusal of the root; `apart` says of what no answer depends on. Gives how many were refused.
fn flip(
    store: &Store,
    answers: impl Fn(&mut Store) -> Result<Answers>,
    apart: impl Fn(Option<&[u8]>, usize) -> bool,
) -> usize {
    let whole = answers(&mut store.clone()).unwrap();
    let mut refusals = 0;
    let mut check = |flipped: &mut Store, apart: bool, what: &str| match answers(flipped) {
        Err(error) => {
            assert!(is_refusal(&error) && !apart, "{what}: {error:?}");
            refusals += 1;
        }
        Ok(given) => {
            assert_eq!(given.len(), whole.len(), "{what}");
            let mut refused = 0;
            for (given, whole) in given.iter().zip(&whole) {
                match given {
                    Err(error) if given != whole => {
                        assert!(is_refusal(error), "{what}: {error:?}");
                        refused += 1;
                    }
                    _ => assert_eq!(given, whole, "{what}"),
                }
            }
            assert_eq!(refused == 0, apart, "{what}");
            refusals += refused.min(1);
        }
    };
    let root = store.root.clone().unwrap();
    for at in 0..root.len() {
        let mut flipped = store.clone();
        flipped.root.as_mut().unwrap()[at] ^= 1 << (at % 8);
        check(&mut flipped, apart(None, at), &format!("byte {at} of the root"));
    }
    for (name, bytes) in &store.objects {
        for at in 0..bytes.len() {
            let mut flipped = store.clone();
            flipped.objects.get_mut(name).unwrap()[at] ^= 1 << (at % 8);
            check(&mut flipped, apart(Some(bytes), at), &format!("byte {at} of {name}"));
        }
    }
    refusals
}

/// Whether it is what damage is refused as.
fn is_refusal(error: &crate::Error) -> bool {
    [
        "access_denied",
        "corrupt",
        "excessive_work",
        "malformed",
        "rolled_back",
        "tampered",
        "unsupported",
        "weak_parameters",
        "wrong_vault",
        "wrong_vault_key",
        "locked",
    ]
    .contains(&error.code())
}

/// A small vault with histories and two agents, one of them paused.
fn small() -> (super::World, State) {
    let world = file::read();
    let state = world.state(SMALL).clone();
    (world, state)
}

const SMALL: &str = "edit what was migrated";

fn ids(vault: &Vault, store: &mut Store) -> Vec<SecretId> {
    store.run(|objects| vault.list(objects)).unwrap().secrets.iter().map(|info| info.id).collect()
}

#[test]
fn every_byte_of_a_vault_for_its_owner_slow() {
    let (world, state) = small();
    let (vault, mut store) = (world.owner(&state), world.store(&state));
    let (slot, ids) = (vault.slot_key().unwrap(), ids(&vault, &mut store));
    let root = vault.root().len();
    let macs = 32 * vault.root.state().identities.len();
    let refusals = flip(
        &store,
        |store| {
            let device = Some(DeviceMemory::new(vault.id()));
            let vault = LockedVault::parse(store.root.clone().unwrap(), device)?.unlock_with(slot)?;
            Ok(of_owner(store, &ids, &vault))
        },
        // The MACs of the agents are for them.
        |object, at| object.is_none() && at >= root - macs,
    );
    println!("{refusals} flips refused to the owner");
}

#[test]
fn every_byte_of_a_vault_for_a_recovery_code_slow() {
    let (world, state) = small();
    let (vault, mut store) = (world.owner(&state), world.store(&state));
    let ids = ids(&vault, &mut store);
    let code = RecoveryCode::parse(&world.shown(SMALL, "recovery_codes")[1]).unwrap();
    let (root, macs) = (vault.root().len(), 32 * vault.root.state().identities.len());
    let refusals = flip(
        &store,
        |store| {
            let device = Some(DeviceMemory::new(vault.id()));
            let locked = LockedVault::parse(store.root.clone().unwrap(), device)?;
            let vault = locked.open(&locked.root.open_with_code(&code)?, None)?;
            Ok(of_owner(store, &ids, &vault))
        },
        |object, at| object.is_none() && at >= root - macs,
    );
    println!("{refusals} flips refused to a recovery code");
}

#[test]
fn every_byte_of_a_vault_for_its_agents_slow() {
    let (world, state) = small();
    let (vault, store) = (world.owner(&state), world.store(&state));
    let identities: Vec<_> = vault.root.state().identities.clone();
    let root = vault.root().len();
    for token in world.shown(SMALL, "tokens") {
        let token = AgentToken::parse(&token).unwrap();
        let agent = Agent::open(state.root(), &token, None).unwrap();
        let Ok(listing) = store.clone().run(|objects| agent.list(objects)) else { continue };
        let ids: Vec<_> = listing.secrets.iter().map(|info| info.id).collect();
        let place = identities.iter().position(|(id, _)| *id == agent.identity_id()).unwrap();
        let own = root - 32 * (identities.len() - place);
        let macs = root - 32 * (identities.len() + 1);
        let others: Vec<_> = identities.iter().filter(|(id, _)| *id != agent.identity_id()).collect();
        let grants: Vec<_> = others.iter().map(|(_, name)| store.objects[name].clone()).collect();
        let needed: Vec<Vec<u8>> = reached(&store, &ids, &agent);
        let refusals = flip(
            &store,
            |store| {
                let agent = Agent::open(store.root.clone().unwrap(), &token, None)?;
                Ok(of_agent(store, &ids, &agent))
            },
            |object, at| match object {
                // The other MACs are for others, and so are their grants and what is not granted.
                None => at >= macs && !(own..own + 32).contains(&at),
                Some(bytes) => grants.iter().any(|of| of == bytes) || !needed.iter().any(|of| of == bytes),
            },
        );
        println!("{refusals} flips refused to an agent");
    }
}

/// The objects that an agent reads.
fn reached(store: &Store, ids: &[SecretId], agent: &Agent) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for (name, bytes) in &store.objects {
        let mut without = store.clone();
        without.objects.remove(name);
        if of_agent(&mut without, ids, agent) != of_agent(&mut store.clone(), ids, agent) {
            all.push(bytes.clone());
        }
    }
    all
}
