//! Inkseal for browsers and Node: the crate `inkseal`, described to wasm-bindgen.
//!
//! Nothing is decided here. A method is one line that calls the core. What JavaScript sees of it is the
//! package under `bindings/web`, which wraps this crate: its declarations describe every value and method,
//! and here are only the few words that say which one is meant.
//!
//! # How values cross
//!
//! Text, bytes and booleans are arguments and results as they are, and times and counts are `f64`. Keys and
//! vaults are classes. Every other value is JSON text in the shape of the declarations, which JavaScript reads
//! and writes faster than it is handed objects. An error is thrown as the JSON text of its code, its message
//! and what else a program can use of it.
//!
//! Methods that take bytes or classes, or give them, are exported one by one. All others are called by name
//! (`call.rs`), which the generator hides: it writes a JavaScript method for each name.
//!
//! # What is wiped
//!
//! The allocator wipes all memory that is freed. The glue of wasm-bindgen 0.2.130 copies through that
//! same memory and frees each copy:
//!
//! - `&str` and `&[u8]`: JavaScript allocates with `__wbindgen_malloc` and copies in. Text that is not ASCII
//!   grows and shrinks by `__wbindgen_realloc`, which moves and so wipes what it leaves. The shim drops the
//!   copy, as a box, when the call ends, also when it fails.
//! - `String` and `Vec<u8>` as results: Rust gives the buffer away, cut to its length (which moves it, and
//!   wipes what it leaves); JavaScript copies out and calls `__wbindgen_free`. For `String` it does so in a
//!   `finally`, for the others after copying: only text that the engine has no room for would stay behind.
//! - `Option<String>` and the arguments of a call by name: the string, and what is read from it, are dropped
//!   like any other.
//! - An error's text: lent to JavaScript, which copies it, and dropped. No secret is in it.
//!
//! A panic or a trap would leave copies behind, as nothing is unwound: what is reached from here must not
//! panic. The stack of the module is wiped by the core where it works with keys. What JavaScript itself
//! holds, text and copies of bytes, nobody can wipe from here.
//!
//! | file | what is there |
//! |---|---|
//! | `vault.rs` and below | the vault |
//! | `credentials.rs` | what one agent may read of it |
//! | `master_key.rs`, `org_key.rs`, `key_handle.rs` | the keys |
//! | `payload.rs`, `totp.rs`, `secret_text.rs`, `members.rs`, `metadata.rs` | what a secret holds and has |
//! | `generate.rs`, `webhook.rs`, `wire.rs` and below | the rest of the core |
//! | `call.rs`, `functions.rs` | calls by name |
//! | `json.rs` and below, `error.rs`, `number.rs` | how values, errors and numbers cross |

// Nobody uses this crate from Rust: what is exported is found by wasm-bindgen, and has no printed form.
#![allow(missing_debug_implementations, unreachable_pub)]

mod call;
mod credentials;
mod error;
mod functions;
mod generate;
mod json;
mod key_handle;
mod master_key;
mod members;
mod metadata;
mod number;
mod org_key;
mod payload;
mod secret_text;
#[cfg(test)]
mod tests;
mod totp;
mod vault;
mod webhook;
mod wire;

use credentials::Credentials;
use error::InksealError;
use master_key::MasterKey;
use org_key::OrgKey;
use vault::Vault;
use wire::UnlockAnswer;

/// The result of every call that can fail.
type Result<T, E = InksealError> = std::result::Result<T, E>;

/// The classes and the names of what can be called on each, for the generator. The first has no name: its
/// calls are functions.
pub const CALLS: &[(&str, &[&[&str]])] = &[
    ("", functions::NAMES),
    ("Vault", vault::NAMES),
    ("Credentials", &[credentials::NAMES]),
    ("OrgKey", &[org_key::NAMES]),
];

/// Wipes what is freed: the glue copies every argument and result through memory of its own.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);
