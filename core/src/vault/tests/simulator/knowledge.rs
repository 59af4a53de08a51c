//! What an agent can open that keeps every key it ever had, together with a storage that keeps every object.
//!
//! It may open a revision if its grants say so where the revision was sealed, or where it was the present one
//! when it was granted. And one that was sealed by a device which could not know that a key had been given away:
//! in a root that the device had not seen, by an owner who has not yet sealed anything after giving that up.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    history::{Given, Record},
    world::World,
};
use crate::vault::{
    IdentityId, SecretId,
    objects::grants::Grants,
    objects::record::{self, Head},
};

/// The bytes of a data key, and in which grants it was given.
type Keys = BTreeMap<(SecretId, [u8; 32]), Vec<usize>>;

pub(super) fn check(world: &mut World) {
    let identities: BTreeSet<_> = world.tokens.iter().map(|token| token.identity_id()).collect();
    for identity in identities {
        let keys = keys(world, identity);
        world.tally.keys += u64::try_from(keys.len()).unwrap();
        for record in &world.history.records {
            let Some(given) = keys.get(&(record.secret, *record.key.expose())) else { continue };
            if !world.history.stored.contains(&record.name) {
                continue;
            }
            if world.tally.steps.is_multiple_of(16) {
                opens(world, record);
            }
            assert!(
                may_open(world, identity, record, given),
                "identity {identity} can open {} of {}, sealed at {}, origin {}, with a key of {:?}",
                record.name,
                record.secret,
                record.node,
                record.origin.1,
                given.iter().map(|at| world.history.grants[*at].node).collect::<Vec<_>>()
            );
        }
    }
}

/// Every key that an agent was ever given, whatever became of the commit.
fn keys(world: &World, identity: IdentityId) -> Keys {
    let mut keys = Keys::new();
    let tokens = world.tokens.iter().filter(|token| token.identity_id() == identity);
    for token in tokens {
        let key = token.key().grants_key().unwrap();
        for (at, given) in world.history.grants.iter().enumerate() {
            if given.identity != identity || !world.history.stored.contains(&given.name) {
                continue;
            }
            let bytes = &world.history.objects[&given.name];
            // Those of another epoch do not open.
            let Ok(grants) = Grants::open(Some(bytes), &given.name, &key) else { continue };
            for key in &grants.keys {
                keys.entry((*key.secret(), *key.expose())).or_default().push(at);
            }
        }
    }
    keys
}

/// The key is really the one that the record was sealed with.
fn opens(world: &World, record: &Record) {
    let bytes = &world.history.objects[&record.name];
    let vault = *record.key.vault();
    let head = Head::decode(Some(bytes), &record.name, &vault, &record.secret).unwrap();
    let meta = head.open_meta(&record.key).unwrap();
    let (_, sealed) = record::split(bytes).unwrap();
    head.open_payload(&record.key, &meta.secret_type, sealed).unwrap();
}

fn may_open(world: &World, identity: IdentityId, record: &Record, given: &[usize]) -> bool {
    let history = &world.history;
    let (first, sealed_at) = record.origin;
    let granted = history.nodes[sealed_at].content.grants(&identity, &record.secret);
    let present_when_granted = || {
        history.nodes.iter().any(|node| {
            node.content.grants(&identity, &record.secret)
                && node.content.secrets.get(&record.secret).is_some_and(|secret| secret.origin() == first)
        })
    };
    let unknown = |at: &usize| could_not_know(world, &history.grants[*at], record);
    granted || present_when_granted() || given.iter().any(unknown)
}

/// Whether a record was sealed where nobody could know that its key had been given away.
fn could_not_know(world: &World, given: &Given, record: &Record) -> bool {
    let history = &world.history;
    let birth = history.births[&record.key_id];
    let giver = history.nodes[given.node].device;
    let settled = |node: usize| node > given.node && history.nodes[node].device == giver;
    history.reaches(record.node, birth)
        && !history.reaches(record.node, given.node)
        && !history.reaches(given.node, record.node)
        && !history.chain(record.node).any(settled)
}
