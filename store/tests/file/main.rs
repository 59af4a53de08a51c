//! One vault file: what is made, kept, refused and left alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changing;
mod making;
mod sample;
#[cfg(unix)]
mod unix;
