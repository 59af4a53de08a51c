//! The cases, one file an area.

mod grants;
mod json;
mod key;
mod memory;
mod page;
mod record;
mod root;
mod seal;
mod text;
mod vault;

use serde_json::{Value, json};

use crate::vault::{keys::key::RootKey, objects::root::State, rule::Rule};

/// What makes the cases of an area.
type Make = fn() -> Vec<Value>;

/// All areas.
pub(super) const ALL: &[(&str, Make)] = &[
    ("seal", seal::seals),
    ("padding", seal::paddings),
    ("expand", key::expand),
    ("vault_key", key::vault_keys),
    ("new_vault_key", key::new_vault_keys),
    ("recovery_code", text::recovery_codes),
    ("token", text::tokens),
    ("checkpoint", text::checkpoints),
    ("json", json::objects),
    ("meta", json::metas),
    ("payload", json::payloads),
    ("root", root::roots),
    ("page", page::pages),
    ("record", record::records),
    ("history", record::histories),
    ("grants", grants::grants),
    ("memory", memory::traces),
    ("vault", vault::vaults),
];

fn hex(bytes: impl AsRef<[u8]>) -> String {
    base16ct::lower::encode_string(bytes.as_ref())
}

/// What a refusal is expected to be.
fn refused(rule: Rule) -> Value {
    json!({"error": rule.error().code(), "rule": rule.id()})
}

/// A case: its name, its inputs as an object, and what they give.
fn case(name: &str, mut inputs: Value, expect: Value) -> Value {
    inputs["name"] = json!(name);
    inputs["expect"] = expect;
    inputs
}

/// Bytes with some of them replaced.
fn patched(bytes: &[u8], at: usize, with: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at..at + with.len()].copy_from_slice(with);
    bytes
}

/// The bytes of a root of any state, also of one that no writer makes, with right MACs for its identities.
fn forged(state: &State, key: &RootKey) -> Vec<u8> {
    signed(state.encode().unwrap(), state, key)
}

/// Right MACs behind any bytes.
fn signed(mut bytes: Vec<u8>, state: &State, key: &RootKey) -> Vec<u8> {
    let digest = crate::vault::id::Digest::of(&bytes);
    bytes.extend(key.mac_key().unwrap().mac(&digest).unwrap());
    for (identity, _) in &state.identities {
        bytes.extend(key.identity_key(*identity).unwrap().mac_key().unwrap().mac(&digest).unwrap());
    }
    bytes
}

/// Bytes as a case holds them: in hex, with the number of zeros at their end beside it if there are many.
fn stored(name: &str, bytes: Option<&[u8]>, mut inputs: Value) -> Value {
    let kept = bytes.map(|bytes| bytes.len() - bytes.iter().rev().take_while(|byte| **byte == 0).count());
    let zeros = bytes.map_or(0, |bytes| bytes.len() - kept.unwrap_or_default());
    let kept = if zeros < 1000 { bytes } else { bytes.and_then(|bytes| bytes.get(..kept?)) };
    inputs[name] = json!(kept.map(hex));
    if zeros >= 1000 {
        inputs["zeros"] = json!(zeros);
    }
    inputs
}
