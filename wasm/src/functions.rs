//! The functions and static methods, which are called on nothing.

use crate::{
    call::{Call, Functions},
    generate, keys, payload, totp,
    vault::make,
    webhook, wire,
};

/// The names of all calls. Those of static methods have the class before them.
pub const NAMES: &[&[&str]] = &[
    make::NAMES,
    keys::NAMES,
    generate::NAMES,
    payload::NAMES,
    totp::NAMES,
    webhook::NAMES,
    wire::answer::NAMES,
    wire::request::NAMES,
    wire::json::NAMES,
];

/// The calls, in the same order.
pub(crate) const CALLS: &[&[Call<Functions>]] = &[
    make::CALLS,
    keys::CALLS,
    generate::CALLS,
    payload::CALLS,
    totp::CALLS,
    webhook::CALLS,
    wire::answer::CALLS,
    wire::request::CALLS,
    wire::json::CALLS,
];
