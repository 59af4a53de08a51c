//! What the library does, measured alone by Criterion: `cargo bench`, with reports in `target/criterion`. Beside its peers
//! `scripts/bench` measures it.
#![allow(
    missing_docs, // of what Criterion's macros make
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unreachable,
    clippy::arithmetic_side_effects
)]

mod commits;
mod derivation;
mod listing;
mod one_time_codes;
mod parsing;
mod payloads;
mod sample;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    derivation::measure,
    payloads::measure,
    listing::measure,
    commits::measure,
    one_time_codes::measure,
    parsing::measure
);
criterion_main!(benches);
