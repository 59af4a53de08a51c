//! New vaults, and vaults of text.

use inkseal::inkbox::{Vault, wire::KeyMetadata};

use crate::{
    call::{Functions, calls, made, made_with},
    object,
};

calls! {
    fn(_ in Functions, given) {
        // The vault is locked.
        "Vault.parse"(text = long_text()) => made(Vault::parse(text)),
        // The vault is unlocked in all that follow. Its answer also has the codes, which are secret.
        "initializeVault"(organization = text(), vault_key = bytes(), now = number()) => {
            let new = Vault::initialize(organization, vault_key, now)?;
            made_with(new.vault.into(), &new.recovery_codes)
        },
        // With keys that are derived already: that of the vault key, which the caller has checked, and those of four
        // recovery codes.
        "Vault.initializeWith"(organization = text(), primary = object(), recovery = four_objects(), now = number()) => {
            let (primary, recovery) = (object::master_key(primary)?, object::master_keys(recovery)?);
            made(Vault::initialize_with(organization, &primary, &recovery, now))
        },
        "Vault.fromUnlockAnswer"(organization = text(), keys = value("keys"), answer = object(), vault_key = bytes()) => {
            let (keys, answer): (Vec<KeyMetadata>, _) = (keys, object::unlock_answer(answer)?);
            made(Vault::from_unlock_answer(organization, &keys, answer, vault_key))
        },
        "Vault.fromUnlockAnswerWith"(organization = text(), keys = value("keys"), answer = object(), key = object()) => {
            let (keys, answer): (Vec<KeyMetadata>, _) = (keys, object::unlock_answer(answer)?);
            made(Vault::from_unlock_answer_with(organization, &keys, answer, &object::master_key(key)?))
        },
        // The text is secret.
        "Vault.fromDecryptedExport"(text = long_text()) => made(Vault::from_decrypted_export(text)),
    }
}
