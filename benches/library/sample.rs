//! Vaults to measure with, and a storage in memory for format 2.

use std::{collections::HashMap, error::Error};

use inkseal::{
    inkbox,
    kdf::{Argon2Params, KdfMemory},
    payload::LoginPayload,
    vault::{Digest, Draft, NewSecret, Objects, SecretId, Step, Vault},
};

pub(crate) type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

pub(crate) const VAULT_KEY: &[u8] = b"Correct-Horse-7-Battery";
/// Unix seconds.
pub(crate) const SECONDS: u64 = 1_795_000_000;
/// The same in milliseconds.
pub(crate) const MILLISECONDS: i64 = 1_795_000_000_000;

/// A login whose payload is JSON of about 300 bytes.
pub(crate) fn login(number: u32) -> LoginPayload {
    LoginPayload::new(format!("password {number:06}"))
        .with_username("ada.lovelace")
        .with_email("ada.lovelace@example.com")
        .with_url("https://login.example.com/accounts/sign-in")
        .with_notes("n".repeat(140))
}

/// An unlocked vault of format 1.
pub(crate) fn inkbox_vault(secrets: u32) -> Result<inkbox::Vault> {
    let mut vault = inkbox::Vault::initialize("org_bench", VAULT_KEY, SECONDS)?.vault;
    for number in 0..secrets {
        vault.create(&format!("Login {number}"), &login(number).into(), None, SECONDS)?;
    }
    Ok(vault)
}

/// An unlocked vault of format 2, and the storage that it is on.
pub(crate) struct Place {
    pub(crate) vault: Vault,
    pub(crate) ids: Vec<SecretId>,
    storage: HashMap<Digest, Vec<u8>>,
}

impl Place {
    pub(crate) fn new(secrets: u32) -> Result<Self> {
        let mut memory = KdfMemory::new();
        let mut vault =
            Vault::create(VAULT_KEY, &Argon2Params::FORMAT_1, &mut memory, MILLISECONDS)?.accepted().vault;
        let mut draft = Draft::new();
        let ids = (0..secrets)
            .map(|number| Ok(draft.add(NewSecret::new(format!("Login {number}"), login(number)))?))
            .collect::<Result<_>>()?;
        let Step::Done(commit) = vault.seal(&draft, &Objects::new(), MILLISECONDS)? else {
            return Err("there are no objects yet that could be needed".into());
        };
        let storage = commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        Ok(Self { vault: commit.accepted().vault, ids, storage })
    }

    /// Runs an operation to its end.
    pub(crate) fn run<T>(
        &self,
        objects: &mut Objects,
        mut operation: impl FnMut(&Objects) -> inkseal::Result<Step<T>>,
    ) -> Result<T> {
        loop {
            match operation(objects)? {
                Step::Done(done) => return Ok(done),
                Step::Needs(needs) => {
                    for need in needs {
                        objects.supply(&need, self.storage.get(need.name()).cloned());
                    }
                }
            }
        }
    }
}
