//! Opening one login of 300 bytes, decryption and parsing, against `inkbox`.

use std::{hint::black_box, time::Duration};

use inkseal::{
    inkbox::OrgKey,
    payload::{LoginPayload, SecretPayload, SecretType},
};

use crate::{
    Result,
    comparison::{Comparison, timed},
    peer::Peer,
};

const ID: &str = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
const COUNT: u32 = 20_000;
/// The bytes of the JSON that is sealed.
const LENGTH: usize = 300;

pub(crate) fn compare(peer: &mut Peer, rounds: usize) -> Result<Comparison> {
    let org_key = OrgKey::generate()?;
    let blob = org_key.seal(ID, &login()?)?;
    let sealed = format!("{} {ID} {blob}", base16ct::lower::encode_string(org_key.expose_bytes()));
    if peer.ask(&format!("password_of {sealed}"))? != "correct-horse-battery-staple" {
        return Err("the peer opens another login".into());
    }
    let ours = || {
        let all = timed(|| {
            for _ in 0..COUNT {
                black_box(org_key.open(black_box(ID), &SecretType::Login, black_box(&blob))?);
            }
            Ok(())
        })?;
        Ok(all.checked_div(COUNT).unwrap_or_default())
    };
    let comparison = Comparison::run("open one login of 300 bytes", rounds, ours, || {
        peer.measure(&format!("open_login {sealed}"))
    })?;
    Ok(comparison.reach(0.12).within(Duration::from_nanos(1200)))
}

fn login() -> Result<SecretPayload> {
    let login = LoginPayload::new("correct-horse-battery-staple")
        .with_username("ada.lovelace")
        .with_email("ada.lovelace@example.com")
        .with_url("https://login.example.com/accounts/sign-in");
    let without = SecretPayload::from(login.clone().with_notes("")).to_json()?.expose().len();
    let rest = LENGTH.saturating_sub(without);
    Ok(login.with_notes("n".repeat(rest)).into())
}
