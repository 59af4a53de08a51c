//! What a client sends to the service.

use inkseal::inkbox::wire::{
    CreateSecretRequest, GrantRequest, InitializeRequest, KeyMaterial, ReplacePrimaryKeyRequest,
    UpdateSecretRequest,
};
use wasm_bindgen::prelude::*;

use super::json;
use crate::{
    MasterKey, OrgKey, Result,
    call::{answer, calls, json as given_json},
    functions::Functions,
    json::{ReadObject, from_json, object, to_json},
    master_key::four,
};

object! {
    KeyMaterial {
        id: "id",
        wrapped_org_encryption_key: "wrappedOrgEncryptionKey",
        auth_hash: "authHash",
        key_type: "keyType",
    }
    InitializeRequest { vault_key: "vaultKey", recovery_keys: "recoveryKeys" }
    ReplacePrimaryKeyRequest {
        id: "id",
        wrapped_org_encryption_key: "wrappedOrgEncryptionKey",
        auth_hash: "authHash",
        current_auth_hash: "currentAuthHash",
        recovery_auth_hash: "recoveryAuthHash",
    }
    CreateSecretRequest {
        id: "id",
        name: "name",
        secret_type: "secretType",
        encrypted_payload: "encryptedPayload",
        description: "description",
    }
    GrantRequest { identity_id: "identityId" }
    UpdateSecretRequest { name: "name", description: "description", encrypted_payload: "encryptedPayload" }
}

calls! {
    fn(functions: Functions, given) else json::call {
        "updateSecretName" => answer(UpdateSecretRequest::name(&given.text()?)),
        "updateSecretDescription" => {
            given_json(&UpdateSecretRequest::description(given.optional_text()?.as_deref()))
        },
    }
}

/// Wraps an org key under a master key, with a fresh id.
#[wasm_bindgen(js_name = generateKeyMaterial)]
pub fn generate_key_material(master_key: &MasterKey, org_key: &OrgKey, key_type: &str) -> Result<String> {
    to_json(&KeyMaterial::generate(&master_key.get()?, &org_key.get()?, key_type.into())?)
}

/// Wraps a new vault's org key for its vault key and its four recovery codes.
#[wasm_bindgen(js_name = initializeRequest)]
pub fn initialize_request(
    org_key: &OrgKey,
    primary: &MasterKey,
    one: &MasterKey,
    two: &MasterKey,
    three: &MasterKey,
    last: &MasterKey,
) -> Result<String> {
    let recovery = four([one, two, three, last])?;
    to_json(&InitializeRequest::new(&org_key.get()?, &primary.get()?, &recovery)?)
}

/// Replaces the current vault key.
#[wasm_bindgen(js_name = replacePrimaryKeyWithCurrent)]
pub fn replace_primary_key_with_current(
    current: &MasterKey,
    replacement: &MasterKey,
    org_key: &OrgKey,
) -> Result<String> {
    let (current, replacement) = (current.get()?, replacement.get()?);
    to_json(&ReplacePrimaryKeyRequest::with_current(&current, &replacement, &org_key.get()?)?)
}

/// Replaces the vault key with a recovery code.
#[wasm_bindgen(js_name = replacePrimaryKeyWithRecovery)]
pub fn replace_primary_key_with_recovery(
    code: &MasterKey,
    replacement: &MasterKey,
    org_key: &OrgKey,
) -> Result<String> {
    let (code, replacement) = (code.get()?, replacement.get()?);
    to_json(&ReplacePrimaryKeyRequest::with_recovery(&code, &replacement, &org_key.get()?)?)
}

/// Seals a payload for a new secret with a fresh id.
#[wasm_bindgen(js_name = createSecretRequest)]
pub fn create_secret_request(
    org_key: &OrgKey,
    name: &str,
    payload: &str,
    description: Option<String>,
) -> Result<String> {
    let payload = from_json("payload", payload)?;
    to_json(&CreateSecretRequest::seal(&org_key.get()?, name, &payload, description.as_deref())?)
}

/// Changes the payload, sealed under the secret's id.
#[wasm_bindgen(js_name = updateSecretPayload)]
pub fn update_secret_payload(org_key: &OrgKey, secret_id: &str, payload: &str) -> Result<String> {
    let payload = from_json("payload", payload)?;
    to_json(&UpdateSecretRequest::payload(&org_key.get()?, secret_id, &payload)?)
}
