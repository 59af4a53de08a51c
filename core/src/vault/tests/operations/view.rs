//! What an owner or an agent sees of a state, in the words of the vectors.

use serde_json::{Value, json};

use super::super::{
    run::{refusal, value},
    store::Store,
};
use crate::{
    Result,
    vault::{Agent, AgentToken, Listing, Note, Objects, OpenedSecret, SecretId, SecretInfo, Step, Vault},
};

/// Everything that an owner sees.
pub(super) fn of_owner(store: &mut Store, vault: &Vault) -> Value {
    let listing = store.run(|objects| vault.list(objects)).unwrap();
    let conflicts = store.run(|objects| vault.conflicts(objects)).unwrap();
    let identities = store.run(|objects| vault.identities(objects)).unwrap();
    assert!(identities.damaged.is_empty());
    let identities = identities.identities.iter().map(|identity| {
        let mut shown = json!({
            "id": identity.id.to_string(),
            "handle": identity.handle.expose(),
            "paused": identity.paused,
            "secrets": ids(&identity.secrets),
        });
        set(&mut shown, "name", identity.name.as_ref().map(|name| json!(name.expose())));
        shown
    });
    json!({
        "checkpoint": vault.checkpoint().to_string(),
        "identities": identities.collect::<Vec<_>>(),
        "conflicts": ids(&conflicts.iter().map(|info| info.id).collect::<Vec<_>>()),
        "secrets": secrets(
            store,
            &listing,
            &|id, objects| vault.history(id, objects),
            &|id, revision, objects| vault.open_revision(id, revision, objects),
        ),
    })
}

/// Everything that an agent sees, or why it sees nothing.
pub(super) fn of_agent(store: &mut Store, token: &AgentToken) -> Value {
    let mut open = || {
        let agent = Agent::open(store.root.clone().unwrap(), token, None)?;
        let listing = store.run(|objects| agent.list(objects))?;
        let secrets =
            secrets(store, &listing, &|id, objects| agent.history(id, objects), &|id, revision, objects| {
                agent.get_revision(id, revision, objects)
            });
        let identity = store.run(|objects| agent.identity(objects))?;
        Ok(json!({"handle": identity.handle.expose(), "secrets": secrets}))
    };
    open().unwrap_or_else(|error| refusal(&error))
}

type History<'a> = &'a dyn Fn(SecretId, &Objects) -> Result<Step<Vec<SecretInfo>>>;
type Open<'a> = &'a dyn Fn(SecretId, u64, &Objects) -> Result<Step<OpenedSecret>>;

/// Each secret with all its revisions that are seen, the present one first.
fn secrets(store: &mut Store, listing: &Listing, history: History<'_>, open: Open<'_>) -> Vec<Value> {
    assert!(listing.damaged.is_empty(), "{:?}", listing.damaged);
    let mut all = Vec::new();
    for listed in &listing.secrets {
        // Its limit is that of one operation.
        store.rounds = 0;
        let infos = store.run(|objects| history(listed.id, objects)).unwrap();
        assert_eq!(infos.first(), Some(listed));
        assert_eq!(infos.len(), usize::try_from(listed.history).unwrap() + 1);
        let revisions: Vec<Value> = infos
            .iter()
            .map(|info| {
                let opened = store.run(|objects| open(info.id, info.revision, objects)).unwrap();
                assert_eq!(opened.info, *info);
                opened_secret(&opened)
            })
            .collect();
        all.push(json!({"id": listed.id.to_string(), "revisions": revisions}));
    }
    all
}

/// One revision of a secret.
pub(super) fn opened_secret(opened: &OpenedSecret) -> Value {
    let info = &opened.info;
    let mut meta = json!({
        "name": info.name.expose(),
        "type": info.secret_type.as_str(),
        "created_at": info.created_at,
        "updated_at": info.updated_at,
    });
    set(&mut meta, "description", info.description.as_ref().map(|text| json!(text.expose())));
    set(&mut meta, "deleted_at", info.deleted_at.map(Value::from));
    let tags: Vec<_> = info.tags.iter().map(|tag| tag.expose()).collect();
    set(&mut meta, "tags", (!tags.is_empty()).then(|| json!(tags)));
    set(&mut meta, "conflicts", (!info.conflicts.is_empty()).then(|| json!(info.conflicts)));
    let payload = value(&opened.payload.to_json().unwrap());
    json!({"revision": info.revision, "meta": meta, "payload": payload})
}

/// What a commit says beside doing what it was asked for.
pub(super) fn notes(notes: &[Note]) -> Vec<Value> {
    let note = |note: &Note| match note {
        Note::Conflict { secret, revision } => {
            json!({"conflict": {"secret": secret.to_string(), "revision": revision}})
        }
        Note::Purged { secret } => json!({"purged": secret.to_string()}),
        Note::NotTrashed { secret } => json!({"not_trashed": secret.to_string()}),
        Note::NotForgotten { secret } => json!({"not_forgotten": secret.to_string()}),
        Note::NotGranted { identity, secret } => {
            json!({"not_granted": {"identity": identity.to_string(), "secret": secret.to_string()}})
        }
        Note::IdentityGone { identity } => json!({"identity_gone": identity.to_string()}),
        Note::GrantsUnreadable { identity } => json!({"grants_unreadable": identity.to_string()}),
        Note::StillKnown { identity, secrets } => {
            json!({"still_known": {"identity": identity.to_string(), "secrets": ids(secrets)}})
        }
        Note::Dropped(object) => json!({"dropped": object.name.to_string()}),
    };
    notes.iter().map(note).collect()
}

fn ids(secrets: &[SecretId]) -> Vec<String> {
    secrets.iter().map(ToString::to_string).collect()
}

fn set(object: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object[name] = value;
    }
}
