//! Org keys: what seals every payload of a format-1 vault.

use inkseal::inkbox::OrgKey;

use crate::{
    call::{answer, calls, secret, text},
    key_handle::KeyHandle,
};

calls! {
    fn(key in &KeyHandle<OrgKey>, given) {
        "seal"(id = text(), payload = value("payload")) => text(key.get()?.seal(id, &payload)),
        "open"(id = text(), secret_type = text(), blob = text()) => {
            answer(key.get()?.open(id, &secret_type.into(), blob))
        },
        "openText"(id = text(), blob = text()) => secret(key.get()?.open_text(id, blob)),
        "openWithoutAad"(secret_type = text(), blob = text()) => {
            answer(key.get()?.open_without_aad(&secret_type.into(), blob))
        },
        "openTextWithoutAad"(blob = text()) => secret(key.get()?.open_text_without_aad(blob)),
        // Later calls fail with `locked`.
        "lock"() => key.lock().map(|()| None),
    }
}
