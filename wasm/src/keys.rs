//! The making of keys.

use inkseal::inkbox::{MasterKey, OrgKey, check_vault_key};

use crate::call::{Functions, calls, made, nothing};

calls! {
    fn(_ in Functions, given) {
        // Vault keys and recovery codes are secret UTF-8, and a derivation takes 64 MiB.
        "checkVaultKey"(vault_key = bytes()) => nothing(check_vault_key(vault_key)),
        "MasterKey.derive"(vault_key = bytes(), organization = text()) => made(MasterKey::derive(vault_key, organization)),
        // Exactly 32 bytes.
        "MasterKey.fromBytes"(bytes = bytes()) => made(MasterKey::from_bytes(bytes)),
        "OrgKey.generate"() => made(OrgKey::generate()),
        "OrgKey.fromBytes"(bytes = bytes()) => made(OrgKey::from_bytes(bytes)),
    }
}
