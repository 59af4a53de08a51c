//! The end-to-end-encrypted vault in which AI agents keep their credentials.
#![no_std]

extern crate alloc;

mod error;
pub mod kdf;
mod random;
mod secret;

pub use error::{Error, Reason, Result, VaultKeyRule};
pub use secret::{SecretBytes, SecretText};
