//! Opens a whole vault of a case, as FORMAT-2.md's section 9 says, with nothing but the parts that are here.

use serde_json::{Value, json};

use super::run::{Case, Result, refusal, value};
use crate::{
    kdf::KdfMemory,
    vault::{
        AgentToken, RecoveryCode, SecretId,
        id::Digest,
        keys::key::{DataKey, RootKey},
        objects::grants::Grants,
        objects::page::{self, Page},
        objects::record::{self, Head, Lineage},
        objects::root::{Root, UncheckedRoot},
    },
};

/// What each secret that can be named gives, for an owner or for an agent.
pub(super) fn open(case: Case<'_>) -> Result<Value> {
    let root = UncheckedRoot::parse(case.hex("root_hex"))?.expect_vault(&case.vault())?;
    if case.has("token") {
        return as_agent(case, root, &AgentToken::parse(case.text("token"))?);
    }
    let key = if case.has("recovery_code") {
        root.open_with_code(&RecoveryCode::parse(case.text("recovery_code"))?)?
    } else {
        root.open_with_vault_key(&case.hex("vault_key_hex"), &mut KdfMemory::new())?.1
    };
    as_owner(case, &root.authenticate(&key)?, &key)
}

fn as_owner(case: Case<'_>, root: &Root, key: &RootKey) -> Result<Value> {
    let mut secrets = Vec::new();
    for at in 0..root.state().pages.len() {
        // What hangs below a page that is missing has no names.
        for (secret, name) in page(case, root, at).unwrap_or_default().entries {
            let key = |lineage: &Lineage| key.data_key(secret, &lineage.key_id);
            let shown = read(case, root, &secret, &name, key);
            secrets.push(json!([secret.to_string(), shown.unwrap_or_else(|error| refusal(&error))]));
        }
    }
    Ok(json!({"secrets": secrets}))
}

fn as_agent(case: Case<'_>, root: UncheckedRoot, token: &AgentToken) -> Result<Value> {
    let root = root.authenticate_for_agent(token)?;
    let name = root.state().grants_of(&token.identity_id()).unwrap();
    let grants = Grants::open(case.stored(name).as_deref(), name, &token.key().grants_key()?)?;
    grants.check_active()?;
    let secrets = grants.keys.iter().filter_map(|key| {
        let secret = key.secret();
        let shown = match page(case, &root, page::place(secret, root.state().page_bits())) {
            Ok(page) => {
                // GRANT-8.
                let name = page.get(secret)?;
                read(case, &root, secret, name, |_| Ok(key.clone()))
            }
            Err(error) => Err(error),
        };
        Some(json!([secret.to_string(), shown.unwrap_or_else(|error| refusal(&error))]))
    });
    Ok(json!({"secrets": secrets.collect::<Vec<_>>()}))
}

fn page(case: Case<'_>, root: &Root, at: usize) -> Result<Page> {
    let state = root.state();
    let name = &state.pages[at];
    Page::decode(case.stored(name).as_deref(), name, &state.vault, at, state.page_bits())
}

fn read(
    case: Case<'_>,
    root: &Root,
    secret: &SecretId,
    name: &Digest,
    key: impl FnOnce(&Lineage) -> Result<DataKey>,
) -> Result<Value> {
    let stored = case.stored(name);
    let head = Head::decode(stored.as_deref(), name, &root.state().vault, secret)?;
    let key = key(&head.lineage)?;
    let meta = head.open_meta(&key)?;
    let (_, sealed) = record::split(stored.as_deref().unwrap()).unwrap();
    let payload = head.open_payload(&key, &meta.secret_type, sealed)?;
    Ok(json!({"meta": value(&meta.to_json()?), "payload": value(&payload.to_json()?)}))
}
