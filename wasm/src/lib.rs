//! Inkseal for browsers and Node: the crate `inkseal`, described to wasm-bindgen.
//!
//! Nothing is decided here. A method is one line that calls the core. What JavaScript sees of it is the
//! package under `bindings/web`, which wraps this crate: its declarations describe every value and method,
//! and here are only the few words that say which one is meant.
//!
//! # How values cross
//!
//! Nearly everything is one exported function (`dispatch.rs`), which takes the number of a call, the number of the
//! object it is on, the JSON list of the arguments, and up to two arguments that are bytes: keys, bodies, and text
//! that can be long. It gives text, JSON text, or nothing. The generator writes the list of the names of the calls.
//! Vaults and keys live here, and JavaScript has their numbers (`object.rs`). Every value is JSON text in the shape
//! of the declarations, which JavaScript reads and writes faster than it is handed objects. An error is thrown as
//! the JSON text of its code, its message and what else a program can use of it.
//!
//! # What is wiped
//!
//! The allocator wipes all memory that is freed. The glue of wasm-bindgen 0.2.130 copies through that
//! same memory and frees each copy:
//!
//! - `&[u8]`, which all arguments are: JavaScript allocates with `__wbindgen_malloc` and copies in. The shim drops
//!   the copy, as a box, when the call ends, also when it fails. The bytes that JavaScript made of the arguments it
//!   overwrites itself.
//! - `String` and `Vec<u8>` as results: Rust gives the buffer away, cut to its length (which moves it, and
//!   wipes what it leaves); JavaScript copies out and calls `__wbindgen_free`. For `String` it does so in a
//!   `finally`, for the others after copying: only text that the engine has no room for would stay behind.
//! - What is read from the arguments' JSON is dropped like any other text.
//! - An error's text: lent to JavaScript, which copies it, and dropped. No secret is in it.
//!
//! A panic or a trap would leave copies behind, as nothing is unwound: what is reached from here must not
//! panic. The stack of the module is wiped by the core where it works with keys. What JavaScript itself
//! holds, text and copies of bytes, nobody can wipe from here.
//!
//! Each file uses those that stand further down, and none the other way:
//!
//! | file | what is there |
//! |---|---|
//! | `dispatch.rs`, `functions.rs` | which call is meant |
//! | `vault.rs` and below | the vault |
//! | `credentials.rs` | what one agent may read of it |
//! | `keys.rs`, `master_key.rs`, `org_key.rs` | the keys |
//! | `payload.rs`, `totp.rs`, `secret_text.rs`, `members.rs`, `metadata.rs` | what a secret holds and has |
//! | `generate.rs`, `webhook.rs`, `wire.rs` and below | the rest of the core |
//! | `call.rs`, `given.rs` | calls, their arguments and answers |
//! | `object.rs`, `vault_handle.rs`, `credentials_handle.rs`, `key_handle.rs` | what they are on |
//! | `error.rs`, `json.rs` and below | how errors and values cross |

// Nobody uses this crate from Rust: what is exported is found by wasm-bindgen, and has no printed form.
#![allow(missing_debug_implementations, unreachable_pub)]

mod call;
mod credentials;
mod credentials_handle;
mod dispatch;
mod error;
mod functions;
mod generate;
mod given;
mod json;
mod key_handle;
mod keys;
mod master_key;
mod members;
mod metadata;
mod object;
mod org_key;
mod payload;
mod secret_text;
#[cfg(test)]
mod tests;
mod totp;
mod vault;
mod vault_handle;
mod webhook;
mod wire;

use error::InksealError;

/// The result of every call that can fail.
type Result<T, E = InksealError> = std::result::Result<T, E>;

/// The classes and the names of what can be called on each, for the generator. The first has no name: its
/// calls are functions and static methods.
pub const CALLS: &[(&str, &[&[&str]])] = &[
    ("", functions::NAMES),
    ("Vault", vault::NAMES),
    ("Credentials", &[credentials::NAMES]),
    ("MasterKey", &[master_key::NAMES]),
    ("OrgKey", &[org_key::NAMES]),
    ("UnlockAnswer", &[wire::unlock_answer::NAMES]),
];

/// Wipes what is freed: the glue copies every argument and result through memory of its own.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);
