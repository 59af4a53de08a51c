//! Format 2: the vault that trusts only its own keys (FORMAT-2.md).
//!
//! Storage is trusted with nothing but availability, and what an agent may read is decided by the keys it
//! has. **No program uses it yet**, and until one does it may change.
//!
//! Nothing here fetches or stores anything. Operations say which [objects](Objects) they need, and changes are
//! a [`Commit`] that the caller carries out:
//!
//! | | |
//! |---|---|
//! | [`LockedVault`] | what storage gave, of which nothing is trusted; becomes a [`Vault`] or a [`Recovery`] |
//! | [`Vault`] | what an owner can do: read, and seal a [`Draft`] of changes |
//! | [`Recovery`], [`Rotation`] | a vault opened with a recovery code; a new root key, with everything sealed anew |
//! | [`Agent`] | what an agent can do with its [`AgentToken`]: read what it was granted |
//! | [`Commit`], [`Settled`] | new objects and a root, and what became of them |
//! | [`DeviceMemory`], [`Checkpoint`] | what tells an old or forked state from a new one |
//! | [`Review`] | the way from format 1 |
//!
//! ```
//! use std::collections::HashMap;
//!
//! use inkseal::{
//!     kdf::{Argon2Params, KdfMemory},
//!     payload::LoginPayload,
//!     vault::{Digest, Draft, LockedVault, NewSecret, Objects, Step, Vault},
//! };
//!
//! let (now, mut memory) = (1_795_000_000_000, KdfMemory::new());
//! let mut storage = HashMap::<Digest, Vec<u8>>::new();
//!
//! let vault_key = b"correct horse battery staple";
//! let created = Vault::create(vault_key, &Argon2Params::DEFAULT, &mut memory, now)?;
//! // Here the device memory and then the objects and the root would be stored.
//! let mut vault = created.accepted().vault;
//!
//! let mut draft = Draft::new();
//! let id = draft.add(NewSecret::new("Example", LoginPayload::new("hunter2")))?;
//! let Step::Done(commit) = vault.seal(&draft, &Objects::new(), now)? else {
//!     unreachable!("there are no objects yet that could be needed")
//! };
//! storage.extend(commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())));
//! let vault = commit.accepted().vault;
//!
//! let root = vault.root().to_vec();
//! let vault = LockedVault::parse(root, Some(vault.device_memory().clone()))?.unlock(vault_key, &mut memory)?;
//! let mut objects = Objects::new();
//! let opened = loop {
//!     match vault.open(id, &objects)? {
//!         Step::Done(opened) => break opened,
//!         Step::Needs(needs) => {
//!             for need in needs {
//!                 objects.supply(&need, storage.get(need.name()).cloned());
//!             }
//!         }
//!     }
//! };
//! assert_eq!(opened.payload, LoginPayload::new("hunter2").into());
//! # Ok::<(), inkseal::Error>(())
//! ```
//!
//! Its rooms, each of which knows those above it:
//!
//! | | |
//! |---|---|
//! | `keys` | the tree of keys, what they seal, tokens, recovery codes, vault keys |
//! | `objects` | what storage keeps: root, pages, records, grants, and the JSON in them |
//! | `device` | what a device remembers |
//! | `read` | opening and reading, as owner, agent or with a recovery code |
//! | `write` | drafts, what becomes of them, commits, rotation |
//! | `migrate` | the way from format 1 |
//!
//! Beside them `id` (what names things) and `rule` (what is refused, each with the id that it has in FORMAT-2.md).

mod device;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod id;
mod keys;
mod migrate;
mod objects;
mod read;
mod rule;
#[cfg(test)]
mod tests;
mod write;

pub use device::checkpoint::Checkpoint;
pub use device::memory::DeviceMemory;
pub use id::{Digest, IdentityId, SecretId, VaultId};
pub use keys::recovery_code::RecoveryCode;
pub use keys::token::AgentToken;
pub use migrate::{Problem, Review, Reviewed, ReviewedIdentity, Skipped};
pub use objects::slot::Opener;
pub use read::agent::Agent;
pub use read::contents::{Damaged, Listing, OpenedSecret, SecretInfo};
pub use read::identities::{Identities, Identity};
pub use read::locked::{LockedVault, SlotKeyHandle};
pub use read::needs::{Need, Objects, Part, Step};
pub use read::owner::Vault;
pub use read::recovery::Recovery;
pub use read::survey::{DamagedObject, Holds};
pub use write::commit::{Accepted, Commit, Note, Settled, Shown};
pub use write::draft::{Draft, Edit, Keep, NewSecret};
pub use write::openers::SlotInfo;
pub use write::rotate::Rotation;
