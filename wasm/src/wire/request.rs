//! What a client sends to the service.

use inkseal::inkbox::wire::{
    CreateSecretRequest, GrantRequest, InitializeRequest, KeyMaterial, ReplacePrimaryKeyRequest,
    UpdateSecretRequest,
};

use crate::{
    call::{Functions, answer, calls},
    json::{ReadObject, object},
    object::{master_key, master_keys, org_key},
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
    fn(_ in Functions, given) {
        "updateSecretName"(name = text()) => answer(UpdateSecretRequest::name(name)),
        "updateSecretDescription"(description = optional_text()) => {
            answer(Ok(UpdateSecretRequest::description(description)))
        },
        // Seals the payload under the secret's id.
        "updateSecretPayload"(org = object(), id = text(), payload = value("payload")) => {
            answer(UpdateSecretRequest::payload(&org_key(org)?, id, &payload))
        },
        // Seals a payload for a new secret with a fresh id.
        "createSecretRequest"(
            org = object(), name = text(), payload = value("payload"), description = optional_text()
        ) => answer(CreateSecretRequest::seal(&org_key(org)?, name, &payload, description)),
        // Wraps an org key under a master key, with a fresh id.
        "generateKeyMaterial"(key = object(), org = object(), key_type = text()) => {
            answer(KeyMaterial::generate(&master_key(key)?, &org_key(org)?, key_type.into()))
        },
        // Wraps a new vault's org key for its vault key and its four recovery codes.
        "initializeRequest"(org = object(), primary = object(), recovery = four_objects()) => {
            answer(InitializeRequest::new(&org_key(org)?, &master_key(primary)?, &master_keys(recovery)?))
        },
        // Replaces the vault key, with the current one or with a recovery code.
        "replacePrimaryKeyWithCurrent"(current = object(), new = object(), org = object()) => {
            let (current, new) = (master_key(current)?, master_key(new)?);
            answer(ReplacePrimaryKeyRequest::with_current(&current, &new, &org_key(org)?))
        },
        "replacePrimaryKeyWithRecovery"(code = object(), new = object(), org = object()) => {
            let (code, new) = (master_key(code)?, master_key(new)?);
            answer(ReplacePrimaryKeyRequest::with_recovery(&code, &new, &org_key(org)?))
        },
    }
}
