//! What is known of a vault without its key. None of it is secret, and none is authenticated.

use inkseal::inkbox::wire::{AccessRule, Identity, KeyMetadata, SecretMetadata, VaultInfo};

use crate::json::{ReadObject, object, object_written};

object! {
    VaultInfo {
        id: "id",
        organization_id: "organizationId",
        created_at: "createdAt",
        updated_at: "updatedAt",
        key_count: "keyCount",
        secret_count: "secretCount",
        recovery_key_count: "recoveryKeyCount",
    }
    KeyMetadata {
        id: "id",
        key_type: "keyType",
        created_by: "createdBy",
        created_at: "createdAt",
        updated_at: "updatedAt",
    }
    SecretMetadata {
        id: "id",
        name: "name",
        secret_type: "secretType",
        description: "description",
        created_at: "createdAt",
        updated_at: "updatedAt",
        access: "access",
    }
    AccessRule {
        id: "id",
        vault_secret_id: "vaultSecretId",
        identity_id: "identityId",
        created_at: "createdAt",
    }
}

object_written! {
    Identity { id: "id", agent_handle: "agentHandle", display_name: "displayName", status: "status" }
}
