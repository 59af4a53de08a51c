//! TOTP of a login in the vault.

use inkseal::inkbox::Vault;

use super::keys;
use crate::call::{calls, json};

calls! {
    fn(vault: &mut Vault, given) else keys::call {
        "totpCode" => json(&vault.totp_code(&given.text()?, given.number()?)?),
        "setTotp" => json(&vault.set_totp(&given.text()?, &given.value("totp")?, given.number()?)?),
        "setTotpUri" => json(&vault.set_totp_uri(&given.text()?, &given.text()?, given.number()?)?),
        "removeTotp" => json(&vault.remove_totp(&given.text()?, given.number()?)?),
    }
}
