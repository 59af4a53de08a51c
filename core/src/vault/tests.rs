//! What format 2 accepts and refuses, as cases that every implementation runs.
//!
//! `cases` makes them from a fixed stream, each with what it should give; `run` runs one. The tests run those
//! that are made and those that are committed in `test-vectors/format-2/`.

#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

mod access;
mod access_random;
mod agents;
mod cases;
mod committing;
mod cost;
mod devices;
mod encoders;
mod flips;
mod fuzz_seeds;
mod migration;
mod operations;
mod properties;
mod roots;
mod rotation;
mod run;
mod sample;
pub(super) mod secrets;
mod simulator;
mod size;
mod slots;
mod stack;
pub(super) mod store;
mod threats;
mod totp;
mod two_writers;
mod vectors;
mod whole;
