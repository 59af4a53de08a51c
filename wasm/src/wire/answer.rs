//! What the service answers.

use inkseal::inkbox::wire::{self, InitializeAnswer, SecretAnswer, UnlockAnswer, Whoami};

use crate::{
    call::{Functions, answer, calls, made, text},
    json::{ReadObject, object},
};

object! {
    InitializeAnswer {
        vault_id: "vaultId",
        vault_key_id: "vaultKeyId",
        recovery_key_count: "recoveryKeyCount",
    }
    Whoami { organization_id: "organizationId" }
    SecretAnswer { metadata: "metadata", encrypted_payload: "encryptedPayload" }
}

calls! {
    fn(_ in Functions, given) {
        // The answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret.
        "UnlockAnswer.fromJson"(json = long_text()) => made(UnlockAnswer::from_json(json)),
        "parseKeys"(json = text()) => answer(wire::parse_keys(json)),
        "parseSecrets"(json = text()) => answer(wire::parse_secrets(json)),
        "parseAccessRules"(json = text()) => answer(wire::parse_access_rules(json)),
        "keysToJson"(keys = value("keys")) => text(wire::keys_to_json(Vec::as_slice(&keys))),
        "secretsToJson"(secrets = value("secrets")) => text(wire::secrets_to_json(Vec::as_slice(&secrets))),
        "accessRulesToJson"(rules = value("rules")) => text(wire::access_rules_to_json(Vec::as_slice(&rules))),
    }
}
