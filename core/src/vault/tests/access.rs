//! Who may read what, changed by the owner and seen by the agents.

use std::collections::BTreeSet;

use super::{
    agents::{agent, changed, create, granted, names},
    devices::rule,
    secrets::{add, edit, lineage, login, new, opened, password},
    store::{NOW, Store},
};
use crate::vault::{
    Agent, AgentToken, Draft, Identity, IdentityId, Note, Objects, SecretId, Settled, Step, Vault,
    keys::key::DataKey, objects::grants::Grants, objects::record::Head,
};

/// Every data key that a grants object of the identity has, of all that storage ever had: what the agent
/// together with storage has.
pub(super) fn hoard(store: &Store, token: &AgentToken) -> Vec<DataKey> {
    let key = token.key().grants_key().unwrap();
    let grants = store.objects.iter().filter_map(|(name, bytes)| Grants::open(Some(bytes), name, &key).ok());
    grants.flat_map(|grants| grants.keys).collect()
}

/// Whether one of these keys opens a record.
pub(super) fn opens(store: &Store, vault: &Vault, id: SecretId, keys: &[DataKey]) -> bool {
    let name = store
        .clone()
        .run(|objects| {
            let tree = vault.tree(objects);
            tree.lookup.step(tree.present(&id))
        })
        .unwrap()
        .unwrap();
    let head = Head::decode(store.objects.get(&name).map(Vec::as_slice), &name, &vault.id(), &id).unwrap();
    keys.iter().filter(|key| *key.secret() == id).any(|key| head.open_meta(key).is_ok())
}

fn identity(store: &mut Store, vault: &Vault, id: IdentityId) -> Identity {
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    identities.identities.into_iter().find(|identity| identity.id == id).unwrap()
}

fn sorted<const N: usize>(mut ids: [SecretId; N]) -> Vec<SecretId> {
    ids.sort_unstable();
    ids.to_vec()
}

#[test]
fn what_lacks_objects_is_not_refused_yet() {
    let (mut store, vault, token, [.., three]) = granted();
    let bot = token.identity_id();
    let mut objects = Objects::new();
    let Step::Needs(needs) = vault.identities(&objects).unwrap() else { panic!("it has nothing") };
    for need in needs {
        objects.supply(&need, store.get(&need));
    }
    // The grants are there and the page is not: whether there is a secret to be granted nobody knows, so that there
    // seems to be nothing to revoke.
    let mut draft = Draft::new();
    draft.grant(bot, &[three]);
    draft.revoke(bot, &[three]);
    assert!(matches!(vault.clone().seal(&draft, &objects, NOW).unwrap(), Step::Needs(_)));
    let vault = store.apply(&vault, &draft);
    assert_eq!(identity(&mut store, &vault, bot).secrets.len(), 2);
}

#[test]
fn a_revoke_is_a_new_key() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let bot = token.identity_id();
    let (vault, notes) = changed(&mut store, &vault, |draft| draft.revoke(bot, &[one]));
    assert_eq!(notes, [Note::StillKnown { identity: bot, secrets: vec![one] }]);
    assert_eq!(names(&mut store, &token), ["two"]);
    assert_eq!(lineage(&mut store, &vault, one).since, 2);
    assert_eq!(lineage(&mut store, &vault, two).since, 1);
    let agent = agent(&store, &token);
    assert_eq!(store.run(|objects| agent.get(one, objects)).unwrap_err().code(), "not_found");
    // With all that storage ever had, its keys open nothing that came after it.
    let keys = hoard(&store, &token);
    assert!(!opens(&store, &vault, one, &keys) && opens(&store, &vault, two, &keys));
    let vault = edit(&mut store, &vault, one, password("second"));
    assert!(!opens(&store, &vault, one, &keys));
    // Others who may read it have the new key.
    assert_eq!(opened(&mut store, &vault, one).payload, login("second"));
}

#[test]
fn others_keep_what_one_loses() {
    let (mut store, vault, token, [one, ..]) = granted();
    let mut draft = Draft::new();
    draft.create_identity("other", None, &[one]);
    let (vault, other) = create(&mut store, &vault, &draft);
    assert_eq!(lineage(&mut store, &vault, one).since, 1, "a grant of a first revision needs no new key");
    changed(&mut store, &vault, |draft| draft.revoke(token.identity_id(), &[one]));
    assert_eq!(names(&mut store, &other), ["one"]);
    assert_eq!(names(&mut store, &token), ["two"]);
}

#[test]
fn a_grant_opens_no_past() {
    let (mut store, vault, token, [one, _, three]) = granted();
    let bot = token.identity_id();
    let vault = edit(&mut store, &vault, three, password("second"));
    let (vault, notes) = changed(&mut store, &vault, |draft| draft.grant(bot, &[three]));
    assert!(notes.is_empty());
    assert_eq!(lineage(&mut store, &vault, three).since, 3);
    assert_eq!(names(&mut store, &token), ["one", "three", "two"]);
    // Also where the same commit edits it, and where it is made with its grant.
    let mut draft = Draft::new();
    draft.edit(one, password("second")).unwrap();
    let four = draft.add(new("four", login("first"))).unwrap();
    draft.create_identity("other", None, &[one, four]);
    let (vault, other) = create(&mut store, &vault, &draft);
    let found = lineage(&mut store, &vault, one);
    assert_eq!((found.revision, found.since), (2, 2));
    assert_eq!(lineage(&mut store, &vault, four).since, 1);
    assert_eq!(names(&mut store, &other), ["four", "one"]);
    assert_eq!(names(&mut store, &token), ["one", "three", "two"]);
    // What it has already it is not given again.
    let before = lineage(&mut store, &vault, one);
    let (vault, _) = changed(&mut store, &vault, |draft| draft.grant(bot, &[one]));
    assert_eq!(lineage(&mut store, &vault, one), before);
}

#[test]
fn who_is_paused_reads_nothing_until_resumed() {
    let (mut store, vault, token, [one, two, three]) = granted();
    let bot = token.identity_id();
    let (vault, notes) = changed(&mut store, &vault, |draft| draft.pause(bot));
    assert_eq!(notes, [Note::StillKnown { identity: bot, secrets: sorted([one, two]) }]);
    let paused = agent(&store, &token);
    for refused in [
        store.run(|objects| paused.list(objects)).unwrap_err(),
        store.run(|objects| paused.get(one, objects)).unwrap_err(),
        store.run(|objects| paused.get(three, objects)).unwrap_err(),
    ] {
        assert_eq!((rule(&refused), refused.code()), ("GRANT-7".into(), "access_denied"));
    }
    let keys = hoard(&store, &token);
    assert!(!opens(&store, &vault, one, &keys) && !opens(&store, &vault, two, &keys));
    let found = identity(&mut store, &vault, bot);
    assert_eq!((found.paused, found.secrets), (true, sorted([one, two])));

    // A grant waits, a revoke and a purge are final; pausing twice is nothing.
    let revision = lineage(&mut store, &vault, three).revision;
    let (vault, notes) = changed(&mut store, &vault, |draft| {
        draft.pause(bot);
        draft.grant(bot, &[three]);
        draft.revoke(bot, &[two]);
        draft.purge(one);
    });
    assert!(notes.is_empty());
    assert_eq!(lineage(&mut store, &vault, three).revision, revision, "it has no key to lose");
    assert_eq!(identity(&mut store, &vault, bot).secrets, [three]);
    let vault = edit(&mut store, &vault, three, password("second"));
    let (vault, _) = changed(&mut store, &vault, |draft| draft.resume(bot));
    assert_eq!(names(&mut store, &token), ["three"]);
    assert_eq!(lineage(&mut store, &vault, three).since, 3, "it was not granted what came before");
    assert!(!identity(&mut store, &vault, bot).paused);
    // To resume who is not paused is nothing.
    let digest = *vault.root.state().grants_of(&bot).unwrap();
    let (vault, _) = changed(&mut store, &vault, |draft| draft.resume(bot));
    assert_eq!(vault.root.state().grants_of(&bot), Some(&digest));
}

#[test]
fn who_is_deleted_is_gone() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let bot = token.identity_id();
    let old = agent(&store, &token);
    let (vault, notes) = changed(&mut store, &vault, |draft| draft.delete_identity(bot));
    assert_eq!(notes, [Note::StillKnown { identity: bot, secrets: sorted([one, two]) }]);
    assert_eq!(rule(&old.refresh(store.root.clone().unwrap()).unwrap_err()), "OPEN-6");
    assert_eq!(rule(&Agent::open(store.root.clone().unwrap(), &token, None).unwrap_err()), "OPEN-6");
    let keys = hoard(&store, &token);
    assert!(!opens(&store, &vault, one, &keys) && !opens(&store, &vault, two, &keys));
    assert!(store.run(|objects| vault.identities(objects)).unwrap().identities.is_empty());
    // A lost token: the same under a fresh id.
    let mut draft = Draft::new();
    draft.create_identity("bot", None, &[one, two]);
    let (_, again) = create(&mut store, &vault, &draft);
    assert_ne!(again.identity_id(), bot);
    assert_eq!(names(&mut store, &again), ["one", "two"]);
}

#[test]
fn names_change_and_grants_stay() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let bot = token.identity_id();
    let (vault, _) =
        changed(&mut store, &vault, |draft| draft.rename_identity(bot, Some("robot".into()), None));
    let found = identity(&mut store, &vault, bot);
    assert_eq!((found.handle.expose(), found.name.unwrap().expose()), ("robot", "A bot"));
    assert_eq!(found.secrets, sorted([one, two]));
    let (vault, _) = changed(&mut store, &vault, |draft| draft.rename_identity(bot, None, Some(None)));
    assert_eq!(identity(&mut store, &vault, bot).name, None);
    assert_eq!(names(&mut store, &token), ["one", "two"]);
    assert_eq!(lineage(&mut store, &vault, one).revision, 1);
}

#[test]
fn what_is_not_there_is_refused() {
    let (mut store, vault, token, [one, _, three]) = granted();
    let (bot, nobody) = (token.identity_id(), IdentityId::from_bytes([7; 16]));
    let nothing = SecretId::from_bytes([7; 16]);
    let mut code = |fill: &dyn Fn(&mut Draft)| {
        let mut draft = Draft::new();
        fill(&mut draft);
        store.seal(&vault, &draft).map(|_| ()).map_err(|refused| refused.code())
    };
    assert_eq!(code(&|draft| draft.grant(nobody, &[one])), Err("not_found"));
    assert_eq!(code(&|draft| draft.revoke(nobody, &[one])), Err("not_found"));
    assert_eq!(code(&|draft| draft.rename_identity(nobody, None, None)), Err("not_found"));
    assert_eq!(code(&|draft| draft.pause(nobody)), Err("not_found"));
    assert_eq!(code(&|draft| draft.resume(nobody)), Err("not_found"));
    assert_eq!(code(&|draft| draft.delete_identity(nobody)), Err("not_found"));
    assert_eq!(code(&|draft| draft.grant(bot, &[nothing])), Err("not_found"));
    assert_eq!(code(&|draft| draft.create_identity("b", None, &[nothing])), Err("not_found"));
    assert_eq!(code(&|draft| draft.revoke(bot, &[three])), Err("not_found"));
    assert_eq!(code(&|draft| draft.create_identity("", None, &[])), Err("invalid_input"));
    assert_eq!(code(&|draft| draft.create_identity("x".repeat(256), None, &[])), Err("invalid_input"));
    let purged = |draft: &mut Draft| {
        draft.purge(three);
        draft.grant(bot, &[three]);
    };
    assert_eq!(code(&purged), Err("not_found"));
    let deleted = |draft: &mut Draft| {
        draft.delete_identity(bot);
        draft.grant(bot, &[three]);
    };
    assert_eq!(code(&deleted), Err("not_found"));
    // In the order in which they were asked for.
    let back_and_forth = |draft: &mut Draft| {
        draft.grant(bot, &[three]);
        draft.revoke(bot, &[three]);
        draft.revoke(bot, &[one, one]);
        draft.grant(bot, &[one]);
    };
    assert_eq!(code(&back_and_forth), Ok(()));
}

/// A record that storage lost cannot get a new key, but it can be purged.
#[test]
fn what_is_damaged_is_taken_away_by_a_purge() {
    let (mut store, vault, token, [one, ..]) = granted();
    let present = store.run(|objects| {
        let tree = vault.tree(objects);
        tree.lookup.step(tree.present(&one))
    });
    store.objects.remove(&present.unwrap().unwrap());
    let mut draft = Draft::new();
    draft.pause(token.identity_id());
    assert_eq!(rule(&store.seal(&vault, &draft).unwrap_err()), "OBJ-2");
    draft.purge(one);
    let vault = store.apply(&vault, &draft);
    assert_eq!(identity(&mut store, &vault, token.identity_id()).secrets.len(), 1);
}

#[test]
fn a_vault_has_4096_identities_at_most_slow() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    for _ in 0..4096 {
        draft.create_identity("bot", None, &[]);
    }
    store.seal(&vault, &draft).unwrap();
    draft.create_identity("bot", None, &[]);
    assert_eq!(store.seal(&vault, &draft).unwrap_err().code(), "invalid_input");
}

/// ACCESS-1: nobody knows what it could read, so everything gets a new key, and what can be read again later
/// grants nothing.
#[test]
fn grants_that_cannot_be_read_are_replaced() {
    for (pauses, deletes) in [(false, false), (true, false), (false, true)] {
        let (mut store, vault, token, secrets) = granted();
        let bot = token.identity_id();
        let digest = *vault.root.state().grants_of(&bot).unwrap();
        let hidden = store.objects.remove(&digest).unwrap();
        // It can be neither granted anything nor renamed.
        let mut draft = Draft::new();
        draft.grant(bot, &secrets);
        assert_eq!(rule(&store.seal(&vault, &draft).unwrap_err()), "OBJ-2");
        let (vault, notes) = changed(&mut store, &vault, |draft| match (pauses, deletes) {
            (true, _) => draft.pause(bot),
            (_, true) => draft.delete_identity(bot),
            _ => draft.revoke(bot, &secrets[..1]),
        });
        let known = Note::StillKnown { identity: bot, secrets: sorted(secrets) };
        assert_eq!(notes, [Note::GrantsUnreadable { identity: bot }, known]);
        store.objects.insert(digest, hidden);
        for id in secrets {
            assert_eq!(lineage(&mut store, &vault, id).since, 2);
        }
        let keys = hoard(&store, &token);
        assert_eq!(keys.len(), 2);
        assert!(secrets.iter().all(|id| !opens(&store, &vault, *id, &keys)));
        // A later new key does not come to it.
        let (vault, notes) = changed(&mut store, &vault, |draft| draft.forget(secrets[0]).unwrap());
        assert!(notes.is_empty());
        assert_eq!(hoard(&store, &token).len(), 2);
        if deletes {
            assert!(store.run(|objects| vault.identities(objects)).unwrap().identities.is_empty());
        } else {
            let found = identity(&mut store, &vault, bot);
            assert_eq!((found.handle.expose(), found.paused), (&*bot.to_string(), true));
            assert!(found.secrets.is_empty());
        }
    }
}

/// ACCESS-1: storage cannot end a pause by keeping the grants from an owner.
#[test]
fn who_cannot_be_read_is_paused_from_then_on() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let bot = token.identity_id();
    let (vault, _) = changed(&mut store, &vault, |draft| draft.pause(bot));
    let hidden = store.objects.remove(vault.root.state().grants_of(&bot).unwrap());
    assert!(hidden.is_some());
    let (vault, notes) = changed(&mut store, &vault, |draft| {
        draft.revoke(bot, &[one]);
        draft.grant(bot, &[two]);
    });
    assert_eq!(notes[0], Note::GrantsUnreadable { identity: bot });
    let found = identity(&mut store, &vault, bot);
    assert_eq!((found.paused, found.secrets), (true, vec![two]));
    let paused = agent(&store, &token);
    assert_eq!(store.run(|objects| paused.get(two, objects)).unwrap_err().code(), "access_denied");
    let keys = hoard(&store, &token);
    assert!(!opens(&store, &vault, one, &keys) && !opens(&store, &vault, two, &keys));
    // Who resumes it says so.
    changed(&mut store, &vault, |draft| draft.resume(bot));
    assert_eq!(names(&mut store, &token), ["two"]);
}

/// A draft that loses the swap once, and what became of it.
fn loses(
    store: &mut Store,
    ours: &Vault,
    draft: &Draft,
    others: impl FnOnce(&mut Store),
) -> (Vault, Vec<Note>, Vec<AgentToken>) {
    let commit = store.seal(ours, draft).unwrap();
    store.put(&commit);
    others(store);
    assert!(!store.swap(&commit));
    let Settled::Lost { draft, vault } = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it was lost")
    };
    let commit = store.seal(&vault, &draft).unwrap();
    let notes = commit.notes().to_vec();
    let accepted = store.commit(commit);
    (accepted.vault, notes, accepted.shown.tokens)
}

fn granting(identity: IdentityId, secrets: &[SecretId]) -> Draft {
    let mut draft = Draft::new();
    draft.grant(identity, secrets);
    draft
}

/// MERGE-6: what was tried first is no identity, and its token was never shown.
#[test]
fn an_identity_gets_a_fresh_id_at_every_attempt() {
    let (mut store, vault, _, [one, two, three]) = granted();
    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.create_identity("new", None, &[one, two]);
    let first = store.seal(&vault, &draft).unwrap();
    let (vault, notes, tokens) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| {
            draft.purge(two);
            draft.revoke(theirs.root.state().identities[0].0, &[one]);
            draft.edit(three, password("second")).unwrap();
        });
    });
    assert_eq!(notes, [Note::Purged { secret: two }]);
    let [token] = &tokens[..] else { panic!("{tokens:?}") };
    assert_ne!(Some(token.identity_id()), first.shown.tokens.first().map(AgentToken::identity_id));
    assert_eq!(vault.root.state().identities.len(), 2);
    assert_eq!(names(&mut store, token), ["one"]);
}

/// MERGE-7, and that the lost attempt left a key in storage.
#[test]
fn a_grant_to_who_is_gone_or_paused_is_dropped() {
    for deletes in [true, false] {
        let (mut store, vault, token, [_, _, three]) = granted();
        let bot = token.identity_id();
        let theirs = store.device(&vault);
        let draft = granting(bot, &[three]);
        let (vault, notes, _) = loses(&mut store, &vault, &draft, |store| {
            changed(
                store,
                &theirs,
                |draft| {
                    if deletes { draft.delete_identity(bot) } else { draft.pause(bot) }
                },
            );
        });
        let dropped = Note::NotGranted { identity: bot, secret: three };
        if deletes {
            assert_eq!(notes, [Note::IdentityGone { identity: bot }, dropped]);
        } else {
            assert_eq!(notes, [dropped]);
            assert!(identity(&mut store, &vault, bot).secrets.contains(&three));
        }
        let keys = hoard(&store, &token);
        assert!(keys.iter().any(|key| *key.secret() == three), "the lost attempt left it");
        assert!(!opens(&store, &vault, three, &keys));
    }
}

/// Of two grants of which others take one away, that one is dropped.
#[test]
fn a_grant_of_what_was_taken_away_is_dropped() {
    let (mut store, vault, token, [one, _, three]) = granted();
    let bot = token.identity_id();
    let theirs = store.device(&vault);
    let draft = granting(bot, &[one, three]);
    let (vault, notes, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| draft.revoke(bot, &[one]));
    });
    assert_eq!(notes, [Note::NotGranted { identity: bot, secret: one }]);
    assert_eq!(names(&mut store, &token), ["three", "two"]);
    assert!(!opens(&store, &vault, one, &hoard(&store, &token)));
    // Asked for again it is granted.
    changed(&mut store, &vault, |draft| draft.grant(bot, &[one]));
    assert_eq!(names(&mut store, &token), ["one", "three", "two"]);
}

#[test]
fn what_was_purged_is_granted_to_nobody() {
    let (mut store, vault, token, [_, _, three]) = granted();
    let bot = token.identity_id();
    let theirs = store.device(&vault);
    let draft = granting(bot, &[three]);
    let (_, notes, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| draft.purge(three));
    });
    assert_eq!(notes, [Note::NotGranted { identity: bot, secret: three }]);
    assert_eq!(names(&mut store, &token), ["one", "two"]);
}

#[test]
fn other_changes_of_access_are_made_again() {
    let (mut store, vault, token, [one, two, three]) = granted();
    let bot = token.identity_id();
    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.revoke(bot, &[one]);
    let (vault, notes, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| {
            draft.grant(bot, &[three]);
            draft.edit(one, password("theirs")).unwrap();
        });
    });
    assert_eq!(notes, [Note::StillKnown { identity: bot, secrets: vec![one] }]);
    assert_eq!(names(&mut store, &token), ["three", "two"]);
    assert!(!opens(&store, &vault, one, &hoard(&store, &token)));
    assert_eq!(opened(&mut store, &vault, one).payload, login("theirs"));

    // What others did too is nothing to refuse.
    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.revoke(bot, &[two]);
    draft.pause(bot);
    draft.resume(bot);
    draft.rename_identity(bot, Some("robot".into()), None);
    let (vault, notes, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| draft.revoke(bot, &[two]));
    });
    assert_eq!(notes, [Note::StillKnown { identity: bot, secrets: vec![three] }]);
    assert_eq!(names(&mut store, &token), ["three"]);

    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.rename_identity(bot, Some("r".into()), None);
    draft.delete_identity(bot);
    let (_, notes, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| draft.delete_identity(bot));
    });
    assert_eq!(notes, vec![Note::IdentityGone { identity: bot }; 2]);
}

/// A resume that was lost left all keys in storage.
#[test]
fn a_resume_that_others_undo_leaves_no_key() {
    let (mut store, vault, token, [one, two, _]) = granted();
    let bot = token.identity_id();
    let (vault, _) = changed(&mut store, &vault, |draft| draft.pause(bot));
    let theirs = store.device(&vault);
    let mut draft = Draft::new();
    draft.resume(bot);
    let (vault, _, _) = loses(&mut store, &vault, &draft, |store| {
        changed(store, &theirs, |draft| draft.revoke(bot, &[one]));
    });
    assert_eq!(names(&mut store, &token), ["two"]);
    let keys = hoard(&store, &token);
    assert!(!opens(&store, &vault, one, &keys) && opens(&store, &vault, two, &keys));
}

/// ACCESS-5: a crash between putting the grants and the swap.
#[test]
fn a_grant_that_was_given_up_is_re_keyed_first() {
    let (mut store, vault, token, [one, _, three]) = granted();
    let bot = token.identity_id();
    let commit = store.seal(&vault, &granting(bot, &[three])).unwrap();
    store.put(&commit);
    assert!(opens(&store, &vault, three, &hoard(&store, &token)), "storage has it already");
    let memory = commit.device_memory().clone();
    assert!(memory.is_committing());
    let back = store.unlock(vault.slot_key().unwrap(), Some(memory)).unwrap();
    // Whatever comes next.
    let vault = edit(&mut store, &back, one, password("second"));
    assert!(!opens(&store, &vault, three, &hoard(&store, &token)));
    assert_eq!(names(&mut store, &token), ["one", "two"]);
    assert_eq!(opened(&mut store, &vault, three).payload, login("first"));
    assert!(vault.device_memory().to_rekey.is_empty());
}

/// Grants of a commit whose answer was lost are there, and so is the token.
#[test]
fn a_token_is_shown_when_it_is_known_that_the_commit_stands() {
    let (mut store, vault, ..) = granted();
    let mut draft = Draft::new();
    draft.create_identity("new", None, &[]);
    let commit = store.seal(&vault, &draft).unwrap();
    store.put(&commit);
    assert!(store.swap(&commit));
    let theirs = store.device(&vault);
    let (_, _) = add(&mut store, &theirs, "theirs");
    let Settled::Committed(accepted) = commit.read_back(store.root.clone()).unwrap() else {
        panic!("it stands")
    };
    let [token] = &accepted.shown.tokens[..] else { panic!("{:?}", accepted.shown) };
    assert!(names(&mut store, token).is_empty());
}

/// Nothing is sealed as long as anything is missing, and what is missing is asked for once.
#[test]
fn changes_of_access_ask_for_what_they_need() {
    let (store, mut vault, token, secrets) = granted();
    let mut draft = Draft::new();
    draft.pause(token.identity_id());
    let mut objects = Objects::new();
    let mut asked = BTreeSet::new();
    loop {
        match vault.seal(&draft, &objects, NOW).unwrap() {
            Step::Done(_) => break,
            Step::Needs(needs) => {
                for need in needs {
                    assert!(asked.insert((*need.name(), need.part())), "asked twice");
                    objects.supply(&need, store.get(&need));
                }
            }
        }
    }
    assert_eq!(asked.len(), secrets.len() + 1, "its grants, a page and the two records");
}
