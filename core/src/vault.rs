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

mod base64url;
mod checkpoint;
mod grants;
mod id;
mod json;
mod key;
mod memory;
mod meta;
mod object;
mod padding;
mod page;
mod payload;
mod reader;
mod record;
mod recovery_code;
mod root;
mod rule;
mod seal;
mod slot;
#[cfg(test)]
mod tests;
mod token;
mod vault_key;

pub use checkpoint::Checkpoint;
pub use id::{IdentityId, SecretId, VaultId};
pub use recovery_code::RecoveryCode;
pub use token::AgentToken;
