//! A vault of 10,000 secrets: what reading its file and unlocking it cost beside the derivation.

use std::time::Duration;

use inkseal::{
    inkbox::{MasterKey, Vault},
    payload::{LoginPayload, SecretPayload},
};

use crate::{
    Result,
    comparison::{Measurement, timed},
};

const SECRETS: usize = 10_000;

pub(crate) fn measure(rounds: usize) -> Result<[Measurement; 3]> {
    let key = |byte| MasterKey::from_bytes(&[byte; 32]);
    let master_key = key(0)?;
    let recovery = [key(1)?, key(2)?, key(3)?, key(4)?];
    let (text, id) = vault(&master_key, &recovery, SECRETS)?;
    let mut vault = Vault::parse(&text)?;
    let read =
        Measurement::run("read a file of 10,000 secrets", rounds, || timed(|| Ok(Vault::parse(&text)?)))?;
    let unlock = Measurement::run("unlock 10,000 secrets and open one, beyond the KDF", rounds, || {
        vault.lock();
        timed(|| {
            vault.unlock_with(&master_key)?;
            Ok(vault.open(&id)?)
        })
    })?;
    let write =
        Measurement::run("write a file of 10,000 secrets", rounds, || timed(|| Ok(vault.to_text()?)))?;
    Ok([unlock.within(Duration::from_millis(5)), read, write])
}

/// The text of a vault with this many logins, and the id of the last.
pub(crate) fn vault(
    primary: &MasterKey,
    recovery: &[MasterKey; 4],
    secrets: usize,
) -> Result<(String, String)> {
    let mut vault = Vault::initialize_with(ORGANIZATION, primary, recovery, 0)?;
    let mut id = String::new();
    for number in 0..secrets {
        let login = LoginPayload::new(format!("password {number}"))
            .with_username("ada.lovelace")
            .with_url("https://login.example.com/accounts/sign-in")
            .with_notes("n".repeat(150));
        id = vault.create(&format!("Login {number}"), &SecretPayload::from(login), None, 0)?.id;
    }
    Ok((vault.to_text()?, id))
}

pub(crate) const ORGANIZATION: &str = "org_test_123";
