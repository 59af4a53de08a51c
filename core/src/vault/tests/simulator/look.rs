//! What an owner sees, compared with what should be there.

use super::{
    model::Content,
    world::{Outcome, World},
};
use crate::vault::{Listing, OpenedSecret, SecretId, Vault};

/// Reads a part of what storage gives. Whether the root still stands.
pub(super) fn at_some(world: &mut World, client: usize, vault: &Vault) -> bool {
    let (content, root) = (world.content(world.history.node_of(vault.root.digest())), vault.root());
    match world.run(client, root, |objects, _| vault.list(objects)) {
        Outcome::Done(listing) => check_listing(world, &content, &listing),
        Outcome::Overtaken => return false,
        Outcome::Refused(error) => panic!("a listing says what is damaged: {error}"),
    }
    let ids: Vec<_> = content.secrets.keys().copied().collect();
    let Some(&id) = world.dice.pick(&ids) else { return true };
    let revisions: Vec<_> = content.secrets[&id].revisions.keys().copied().collect();
    let revision = *world.dice.pick(&revisions).unwrap();
    match world.run(client, root, |objects, _| vault.open_revision(id, revision, objects)) {
        Outcome::Done(opened) => check_opened(&content, id, revision, &opened),
        Outcome::Overtaken => return false,
        Outcome::Refused(error) => world.alarm("an older revision", &error),
    }
    true
}

/// What an owner is shown is all that there is, or it is said what is damaged.
pub(super) fn check_listing(world: &mut World, content: &Content, listing: &Listing) {
    for damaged in &listing.damaged {
        world.alarm("a listing", &damaged.error);
    }
    if listing.damaged.is_empty() {
        assert_eq!(listing.secrets.len(), content.secrets.len(), "something is missing");
    }
    for info in &listing.secrets {
        let secret = content.secrets.get(&info.id).expect("a secret that should not be there");
        assert_eq!(info.revision, secret.revision);
        secret.values().check_info(info);
    }
}

/// Reads everything, with all objects that there are.
pub(super) fn at_all(world: &World, vault: &Vault, node: usize) {
    let content = world.content(node);
    let listing = world.know(|objects| vault.list(objects)).unwrap();
    assert!(listing.damaged.is_empty(), "what was just made is damaged: {:?}", listing.damaged);
    let is: Vec<_> = listing.secrets.iter().map(|info| info.id).collect();
    let should_be: Vec<_> = content.secrets.keys().copied().collect();
    assert_eq!(is, should_be, "the secrets of {node}");
    for info in &listing.secrets {
        let secret = &content.secrets[&info.id];
        let opened = world.know(|objects| vault.open(info.id, objects)).unwrap();
        check_opened(&content, info.id, secret.revision, &opened);
        let conflicts: Vec<_> = secret.conflicts.iter().copied().collect();
        assert_eq!((&info.conflicts, info.history), (&conflicts, secret.history), "of {}", info.id);
        let history = world.know(|objects| vault.history(info.id, objects)).unwrap();
        assert_eq!(history.len(), secret.revisions.len(), "the history of {}", info.id);
    }
    at_identities(world, vault, &content, node);
}

/// The same of identities.
fn at_identities(world: &World, vault: &Vault, content: &Content, node: usize) {
    let identities = world.know(|objects| vault.identities(objects)).unwrap();
    assert!(identities.damaged.is_empty());
    let is: Vec<_> = identities.identities.iter().map(|identity| identity.id).collect();
    let should_be: Vec<_> = content.identities.keys().copied().collect();
    assert_eq!(is, should_be, "the identities of {node}");
    for identity in &identities.identities {
        let known = &content.identities[&identity.id];
        if !known.uncertain {
            let is = (identity.handle.expose().to_owned(), identity.paused, identity.secrets.clone());
            let secrets: Vec<_> = known.secrets.iter().copied().collect();
            let should_be = (super::model::text(known.handle), !known.active, secrets);
            assert_eq!(is, should_be, "identity {} at {node}", identity.id);
        }
    }
}

fn check_opened(content: &Content, id: SecretId, revision: u64, opened: &OpenedSecret) {
    let values = content.secrets[&id].values_at(revision).expect("a revision that is kept");
    assert_eq!((opened.info.id, opened.info.revision), (id, revision));
    values.check_info(&opened.info);
    assert!(opened.payload == values.payload(), "the payload of {id} at revision {revision}");
}
