//! The real program, run as people, scripts and agents run it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod agents;
mod errors;
mod harness;
mod keys;
mod people;
mod running;
mod secrets;
mod totp;
mod transfer;
mod usage;
mod webhooks;
