//! Whole vaults, as their owner and their agents open them.

use serde_json::{Map, Value, json};

use super::{
    super::sample::{self, EPOCH, SEQ, Sample},
    case, hex, refused,
};
use crate::{
    kdf::KdfMemory,
    payload::{OtherPayload, SecretType},
    vault::{id::Digest, keys::vault_key, objects::slot::Slot, rule::Rule},
};

const VAULT_KEY: &str = "Correct cafe\u{301} battery";

pub(super) fn vaults() -> Vec<Value> {
    let sample = &mut Sample::new("inkseal/2 vectors: vault");
    let mut state = sample.state();
    let old = state.slots.iter().position(Slot::is_for_vault_key).unwrap();
    let parameters = state.slots.remove(old).parameters;
    let key = vault_key::slot_key(VAULT_KEY.as_bytes(), &parameters, &mut KdfMemory::new()).unwrap().unwrap();
    state.slots.push(Slot::seal(parameters, &key, &sample.root_key, &mut sample.source).unwrap());
    state.slots.sort_by_key(|slot| slot.id);
    let root = state.sign(&sample.root_key).unwrap();
    let records = sample.secrets.iter().map(|secret| (&secret.record.digest, &secret.record.bytes));
    let others = sample.pages.iter().chain(&sample.grants).map(|object| (&object.digest, &object.bytes));
    let name = |digest: &Digest| hex(digest.as_bytes());
    let objects: Map<String, Value> =
        records.chain(others).map(|(digest, bytes)| (name(digest), json!(hex(bytes)))).collect();
    let make = |title: &str, with: Value, without: Option<&Digest>, expect: Value| {
        let mut objects = objects.clone();
        if let Some(digest) = without {
            objects.remove(&name(digest));
        }
        let mut inputs = with;
        inputs["vault_id"] = json!(sample.vault().to_string());
        inputs["root_hex"] = json!(hex(root.bytes()));
        inputs["objects"] = json!(objects);
        case(title, inputs, expect)
    };
    let json_of = |text: crate::SecretText| -> Value { serde_json::from_str(text.expose()).unwrap() };
    let opened = |index: usize| {
        let (secret_type, payload) = if index == 2 {
            (SecretType::Other, OtherPayload::new("text").into())
        } else {
            (SecretType::Login, sample::login())
        };
        let meta = json_of(sample::meta("Example", secret_type).to_json().unwrap());
        json!({"meta": meta, "payload": json_of(payload.to_json().unwrap())})
    };
    let secrets = |list: &[(usize, Value)]| {
        let list: Vec<_> =
            list.iter().map(|(index, shown)| json!([sample.secrets[*index].id.to_string(), shown])).collect();
        json!({"secrets": list})
    };
    let all = secrets(&[(0, opened(0)), (1, opened(1)), (2, opened(2))]);
    let granted = secrets(&[(0, opened(0)), (1, opened(1))]);
    let vault_key = |key: &str| json!({"vault_key_hex": hex(key)});
    let token = |identity: usize| json!({"token": sample.token(identity, EPOCH, SEQ).to_text().expose()});
    let missing = refused(Rule::Obj2);
    let page = &sample.pages[0].digest;
    let record = &sample.secrets[0].record.digest;
    vec![
        make("with the vault key", vault_key(VAULT_KEY), None, all.clone()),
        make("with the vault key composed", vault_key("Correct caf\u{e9} battery"), None, all.clone()),
        make("with a recovery code", json!({"recovery_code": sample.code.to_text().expose()}), None, all),
        make("as an agent", token(0), None, granted),
        make("as a paused agent", token(1), None, refused(Rule::Grant7)),
        make("with another vault key", vault_key("Correct cafe battery"), None, refused(Rule::Open4)),
        make(
            "without a record",
            vault_key(VAULT_KEY),
            Some(record),
            secrets(&[(0, missing.clone()), (1, opened(1)), (2, opened(2))]),
        ),
        make("without a page", vault_key(VAULT_KEY), Some(page), secrets(&[(2, opened(2))])),
        make(
            "as an agent, without a page",
            token(0),
            Some(page),
            secrets(&[(0, missing.clone()), (1, missing)]),
        ),
        make("without the grants of an agent", token(0), Some(&sample.grants[0].digest), refused(Rule::Obj2)),
    ]
}
