//! The answer to an unlock.

use inkseal::inkbox::wire::UnlockAnswer;

use crate::call::{answer, calls, text};

calls! {
    fn(unlocked in &UnlockAnswer, given) {
        "toJson"() => text(unlocked.to_json()),
        // The wrapped org key; none if no key of the vault has the auth hash that was sent.
        "wrappedOrgEncryptionKey"() => Ok(unlocked.wrapped_org_encryption_key.clone()),
        // The secrets of the answer, without their payloads.
        "secrets"() => answer(Ok(unlocked.secrets())),
    }
}
