//! Master keys: what Argon2id makes of a vault key or recovery code. They wrap the org key.

use inkseal::inkbox::MasterKey;

use crate::{
    call::{calls, made, made_with, text},
    key_handle::KeyHandle,
    object,
};

calls! {
    fn(key in &KeyHandle<MasterKey>, given) {
        // What proves to the service that one has the key: lower-case hex of its SHA-256.
        "authHash"() => Ok(Some(key.get()?.auth_hash())),
        "wrap"(org_key = object(), key_id = text()) => text(key.get()?.wrap(&object::org_key(org_key)?, key_id)),
        "unwrap"(key_id = text(), wrapped = text()) => made(key.get()?.unwrap(key_id, wrapped)),
        "unwrapAny"(key_ids = texts("keyIds"), wrapped = text()) => {
            let (key_id, org_key) = key.get()?.unwrap_any(key_ids.iter().map(String::as_str), wrapped)?;
            made_with(org_key.into(), &key_id)
        },
        // Later calls fail with `locked`.
        "lock"() => key.lock().map(|()| None),
    }
}
