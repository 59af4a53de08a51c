//! TOTP of a login in the vault.

use inkseal::inkbox::Vault;

use super::keys;
use crate::call::{answer, calls};

calls! {
    fn(vault: &mut Vault, given) else keys::call {
        "totpCode" => answer(vault.totp_code(&given.text()?, given.number()?)),
        "setTotp" => answer(vault.set_totp(&given.text()?, &given.value("totp")?, given.number()?)),
        "setTotpUri" => answer(vault.set_totp_uri(&given.text()?, &given.text()?, given.number()?)),
        "removeTotp" => answer(vault.remove_totp(&given.text()?, given.number()?)),
    }
}
