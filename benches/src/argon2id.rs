//! Argon2id at format 1's parameters (64 MiB, 3 passes, 1 lane) against argon2-cffi.

use inkseal::{inkbox::MasterKey, kdf::KdfMemory};

use crate::{
    Result,
    comparison::{Comparison, timed},
    peer::Peer,
};

const PASSWORD: &str = "test-password";
const SALT: &str = "org_test_123";

/// In memory that is obtained and wiped each time, as the peer obtains (and does not wipe) its own,
/// and in memory that is used again.
pub(crate) fn compare(peer: &mut Peer, rounds: usize) -> Result<[Comparison; 2]> {
    if peer.ask(&format!("auth_hash {PASSWORD} {SALT}"))? != derive(&mut KdfMemory::new())?.auth_hash() {
        return Err("the peer derives another key".into());
    }
    let question = format!("argon2id {PASSWORD} {SALT}");
    let fresh = Comparison::run(
        "Argon2id, memory obtained and wiped",
        rounds,
        || timed(|| derive(&mut KdfMemory::new())),
        || peer.measure(&question),
    )?;
    let mut memory = KdfMemory::new();
    let used = Comparison::run(
        "Argon2id, memory used again and wiped",
        rounds,
        || timed(|| derive(&mut memory)),
        || peer.measure(&question),
    )?;
    Ok([fresh.reach(0.65), used])
}

fn derive(memory: &mut KdfMemory) -> Result<MasterKey> {
    Ok(MasterKey::derive_with(PASSWORD.as_bytes(), SALT, memory)?)
}
