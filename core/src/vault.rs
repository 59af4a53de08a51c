//! Format 2: the vault that trusts only its own keys (FORMAT-2.md).
//!
//! Storage is trusted with nothing but availability, and what an agent may read is decided by the keys it
//! has. **No program uses it yet**, and until one does it may change. Here are its parts:
//!
//! - [`RecoveryCode`], [`AgentToken`], [`Checkpoint`]: what people and programs hand over as text;
//! - `key`, `seal`, `slot`: the tree of keys, what they seal, how a vault key or code opens it;
//! - `root`, `page`, `record`, `grants`: the objects that storage keeps. What has not been authenticated has
//!   another type than what has, so that nothing can be used too early;
//! - `memory`: what a device remembers, which tells an old or a forked state from a new one;
//! - `rule`: what is refused, each with the id that it has in FORMAT-2.md.
// The operations that use all of these come next; until then much of it is reached by tests alone.
#![allow(dead_code, unused_imports)]

mod access;
mod agent;
mod base64url;
mod change;
mod checkpoint;
mod commit;
mod contents;
mod create;
mod device;
mod draft;
mod garbage;
mod grants;
mod id;
mod json;
mod key;
mod locked;
mod memory;
mod merge;
mod meta;
mod migrate;
mod object;
mod objects;
mod owner;
mod padding;
mod page;
mod payload;
mod reader;
mod record;
mod recovery;
mod recovery_code;
mod root;
mod rotate;
mod rule;
mod seal;
mod slot;
mod slots;
mod stage;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod vault_key;

pub use access::{Identities, Identity};
pub use agent::Agent;
pub use checkpoint::Checkpoint;
pub use commit::{Accepted, Commit, Note, Settled, Shown};
pub use contents::{Damaged, Listing, OpenedSecret, SecretInfo};
pub use device::DeviceMemory;
pub use draft::{Draft, Edit, Keep, NewSecret};
pub use id::{Digest, IdentityId, SecretId, VaultId};
pub use locked::{LockedVault, SlotKeyHandle};
pub use migrate::{Problem, Review, Reviewed};
pub use objects::{Need, Objects, Part, Step};
pub use owner::Vault;
pub use recovery::Recovery;
pub use recovery_code::RecoveryCode;
pub use rotate::Rotation;
pub use token::AgentToken;
