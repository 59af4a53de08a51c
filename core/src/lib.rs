//! The end-to-end-encrypted vault in which AI agents keep their credentials.

mod aead;
mod error;
pub mod kdf;
mod members;
mod random;
mod secret;

pub use error::{Error, Reason, Result, VaultKeyRule};
pub use members::Members;
pub use secret::{SecretBytes, SecretText};
