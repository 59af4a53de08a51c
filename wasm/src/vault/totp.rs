//! TOTP of a login in the vault.

use inkseal::inkbox::Vault;

use crate::call::{answer, calls};

calls! {
    fn(vault in Vault, given) {
        "totpCode"(id = text(), now = number()) => answer(vault.totp_code(id, now)),
        "setTotp"(id = text(), totp = value("totp"), now = number()) => answer(vault.set_totp(id, &totp, now)),
        "setTotpUri"(id = text(), uri = text(), now = number()) => answer(vault.set_totp_uri(id, uri, now)),
        "removeTotp"(id = text(), now = number()) => answer(vault.remove_totp(id, now)),
    }
}
