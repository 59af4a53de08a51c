//! The calls of a format-1 vault.

mod access;
mod changes;
mod identities;
mod keys;
pub(crate) mod make;
mod secrets;
mod totp;
mod transfer;

use inkseal::inkbox;

use crate::call::Call;

/// What Rust borrows and JSON owns.
fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The names of all calls.
pub const NAMES: &[&[&str]] = &[
    secrets::NAMES,
    changes::NAMES,
    totp::NAMES,
    keys::NAMES,
    identities::NAMES,
    access::NAMES,
    transfer::NAMES,
];

/// The calls, in the same order.
pub(crate) const CALLS: &[&[Call<inkbox::Vault>]] = &[
    secrets::CALLS,
    changes::CALLS,
    totp::CALLS,
    keys::CALLS,
    identities::CALLS,
    access::CALLS,
    transfer::CALLS,
];
