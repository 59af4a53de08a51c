//! Making a vault, which is five derivations, against `inkbox`. Ours run on two threads.

use std::thread;

use inkseal::{
    inkbox::{MasterKey, Vault, check_vault_key},
    kdf::KdfMemory,
    recovery_code,
};

use crate::{
    Result,
    comparison::{Comparison, timed},
    peer::Peer,
};

const VAULT_KEY: &str = "Correct-Horse-7-Battery";
const ORGANIZATION: &str = "org_test_123";

pub(crate) fn compare(peer: &mut Peer, rounds: usize) -> Result<Comparison> {
    let question = format!("initialize {VAULT_KEY} {ORGANIZATION}");
    let comparison = Comparison::run(
        "initialise: five derivations, two threads",
        rounds,
        || timed(initialize),
        || peer.measure(&question),
    )?;
    Ok(comparison.reach(0.35))
}

/// What a caller with threads does: derivations are independent.
fn initialize() -> Result<Vault> {
    check_vault_key(VAULT_KEY.as_bytes())?;
    let codes = [0; 4].map(|_| recovery_code::generate());
    let [a, b, c, d] = codes;
    let (a, b, c, d) = (a?, b?, c?, d?);
    let derive = |keys: &[&str]| -> inkseal::Result<Vec<MasterKey>> {
        let mut memory = KdfMemory::new();
        keys.iter().map(|key| MasterKey::derive_with(key.as_bytes(), ORGANIZATION, &mut memory)).collect()
    };
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| derive(&[b.expose(), c.expose()]));
        (derive(&[VAULT_KEY, a.expose(), d.expose()]), other.join())
    });
    let first: [MasterKey; 3] = first?.try_into().map_err(|_| "three keys")?;
    let second: [MasterKey; 2] =
        second.map_err(|_| "a derivation panicked")??.try_into().map_err(|_| "two keys")?;
    let ([primary, a, d], [b, c]) = (first, second);
    Ok(Vault::initialize_with(ORGANIZATION, &primary, &[a, b, c, d], 0)?)
}
