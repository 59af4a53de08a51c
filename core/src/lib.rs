//! The end-to-end-encrypted vault in which AI agents keep their credentials.

mod aead;
mod error;
pub mod inkbox;
pub mod kdf;
mod members;
pub mod password;
pub mod payload;
mod random;
pub mod recovery_code;
mod secret;
pub mod totp;
pub mod webhook;

pub use error::{Error, Reason, Result, VaultKeyRule};
pub use members::Members;
pub use secret::{SecretBytes, SecretText};
