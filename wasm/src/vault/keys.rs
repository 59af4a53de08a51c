//! The keys of a vault: unlock, change, recover, replace the recovery codes, remove.

use inkseal::inkbox::Vault;

use crate::{
    call::{answer, calls, nothing, yes_or_no},
    object::{master_key, master_keys},
};

calls! {
    fn(vault in Vault, given) {
        // Vault keys and recovery codes are secret UTF-8. Each call without a `With` derives a key, which takes 64 MiB.
        "unlock"(vault_key = bytes()) => nothing(vault.unlock(vault_key)),
        "unlockWith"(key = object()) => nothing(vault.unlock_with(&master_key(key)?)),
        // Forgets the org key, which is wiped.
        "lock"() => {
            vault.lock();
            Ok(None)
        },
        "isUnlocked"() => yes_or_no(vault.is_unlocked()),
        // Lets payloads open that were sealed without their secret's id.
        "acceptPayloadsWithoutAad"(accept = flag()) => {
            vault.accept_payloads_without_aad(accept);
            Ok(None)
        },
        // The vault is unlocked after these four. A recovery code is used up.
        "changeVaultKey"(current = bytes(), new = bytes(), now = number()) => {
            answer(vault.change_vault_key(current, new, now))
        },
        "changeVaultKeyWith"(current = object(), new = object(), now = number()) => {
            answer(vault.change_vault_key_with(&master_key(current)?, &master_key(new)?, now))
        },
        "recover"(code = bytes(), new = bytes(), now = number()) => answer(vault.recover(code, new, now)),
        "recoverWith"(code = object(), new = object(), now = number()) => {
            answer(vault.recover_with(&master_key(code)?, &master_key(new)?, now))
        },
        // Secret: the new codes.
        "replaceRecoveryCodes"(now = number()) => answer(vault.replace_recovery_codes(now)),
        "replaceRecoveryCodesWith"(keys = four_objects(), now = number()) => {
            nothing(vault.replace_recovery_codes_with(&master_keys(keys)?, now))
        },
        "keys"() => answer(Ok(vault.keys())),
        "keysOf"(key_type = text()) => answer(Ok(vault.keys_of(&key_type.into()))),
        "removeKey"(id = text(), now = number()) => answer(vault.remove_key(id, now)),
    }
}
