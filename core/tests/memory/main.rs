//! No secret stays in the memory of a process that has locked its vault.
//!
//! Each test runs itself again as a child, which gets a vault and what opens it through a pipe, works with the vault
//! and locks it. At each stage the child waits while the parent reads all of its writable memory and looks for every
//! piece of 16 bytes of every secret, so that a copy that was wiped in part is found too. The earlier stages show that
//! the search finds what is there. Before each look a signal has all registers saved on the stack, so that what they
//! hold is found too.
//!
//! The child's allocator wipes what is freed, as it does in the `inkseal` program: a text that moved while it grew, and
//! the buffers of the JSON parser, are wiped by that alone.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects
)]

mod format_1;
mod format_2;
mod pieces;
mod running;

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
