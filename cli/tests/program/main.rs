//! The real program, run as people, scripts and agents run it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    missing_docs
)]

mod agents;
mod binary;
mod errors;
mod harness;
mod input;
mod keys;
mod names;
mod people;
#[cfg(target_os = "linux")]
#[path = "../../src/pseudoterminal.rs"]
mod pseudoterminal;
mod references;
mod running;
mod secrets;
#[cfg(target_os = "linux")]
mod terminal;
mod totp;
mod transfer;
mod usage;
mod webhooks;
