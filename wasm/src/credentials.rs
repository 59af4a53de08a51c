//! The calls of the vault as one agent sees it.

use inkseal::{Result, inkbox, payload::SecretPayload};

use crate::call::{Answer, answer, calls, text};

/// The core's view, for one call.
type Granted<'a> = inkbox::Credentials<&'a mut inkbox::Vault>;

calls! {
    fn(granted in Granted<'_>, given) {
        "identity"() => answer(granted.identity()),
        "list"() => answer(granted.list()),
        "listType"(secret_type = text()) => answer(granted.list_type(&secret_type.into())),
        "find"(name = text()) => text(granted.find(name)),
        "get"(id = text()) => answer(granted.get(id)),
        "listLogins"() => answer(granted.list_logins()),
        "getLogin"(id = text()) => payload(granted.get_login(id)),
        "listApiKeys"() => answer(granted.list_api_keys()),
        "getApiKey"(id = text()) => payload(granted.get_api_key(id)),
        "listKeyPairs"() => answer(granted.list_key_pairs()),
        "getKeyPair"(id = text()) => payload(granted.get_key_pair(id)),
        "listSshKeys"() => answer(granted.list_ssh_keys()),
        "getSshKey"(id = text()) => payload(granted.get_ssh_key(id)),
        "listOthers"() => answer(granted.list_others()),
        "getOther"(id = text()) => payload(granted.get_other(id)),
        "totpCode"(id = text(), now = number()) => answer(granted.totp_code(id, now)),
        "create"(name = text(), payload = value("payload"), description = optional_text(), now = number()) => {
            answer(granted.create(name, &payload, description, now))
        },
        "setTotp"(id = text(), totp = value("totp"), now = number()) => answer(granted.set_totp(id, &totp, now)),
        "setTotpUri"(id = text(), uri = text(), now = number()) => answer(granted.set_totp_uri(id, uri, now)),
        "removeTotp"(id = text(), now = number()) => answer(granted.remove_totp(id, now)),
    }
}

/// A payload of one type, with its `type` beside the members.
#[inline(never)]
fn payload<P: Into<SecretPayload>>(payload: Result<P>) -> Answer {
    answer(payload.map(Into::into))
}
