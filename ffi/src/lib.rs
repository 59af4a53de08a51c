//! Inkseal for Python, Kotlin and Swift: the crate `inkseal` and its files, described to uniffi.
//!
//! Nothing is decided here. A method is one line that calls the core; records and enums are the core's
//! own, repeated under `#[uniffi::remote]`, so that one that no longer fits does not compile. Docs are
//! for readers of the other languages, and their examples are in the packages under `bindings/`.
//!
//! | file | what is there |
//! |---|---|
//! | `vault.rs` and below | the vault, with the file it may be kept in |
//! | `credentials.rs` | what one agent may read of it |
//! | `master_key.rs`, `org_key.rs`, `key_handle.rs` | the keys |
//! | `payload.rs`, `totp.rs`, `secret_text.rs`, `members.rs` | what a secret holds |
//! | `vault_key.rs` | what is odd about a vault key that fits nothing |
//! | `generate.rs`, `webhook.rs`, `wire.rs` and below | the rest of the core |
//! | `rows.rs` | the same readings as compact JSON, for Python, which reads records slowly |
//! | `error.rs`, `clock.rs` | errors with their codes; the present time where none is given |

// Nobody uses this crate from Rust: what is exported is found by uniffi, and has no printed form.
#![allow(missing_debug_implementations, unreachable_pub)]

mod clock;
mod credentials;
mod error;
mod generate;
mod key_handle;
mod master_key;
mod members;
mod metadata;
mod org_key;
mod payload;
mod rows;
mod secret_text;
mod totp;
mod vault;
mod vault_key;
mod webhook;
mod wire;

use credentials::Credentials;
use error::{Failure, InksealError};
use master_key::MasterKey;
use org_key::OrgKey;
use vault::Vault;
use wire::UnlockAnswer;

/// The result of every call that can fail.
type Result<T, E = InksealError> = std::result::Result<T, E>;

/// Wipes what is freed: uniffi copies every argument and result through buffers of its own.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

uniffi::setup_scaffolding!();
