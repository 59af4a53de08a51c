//! Inkseal: the end-to-end-encrypted vault in which AI agents keep their credentials.
//!
//! This crate decides everything and touches nothing: it has no files, no clock, no threads and no
//! network. Times are arguments, vaults are text. `inkseal-store` keeps a vault in a file.
//!
//! # Start here
//!
//! A vault is made, saved as text, opened with its vault key, and read:
//!
//! ```
//! use inkseal::{
//!     inkbox::Vault,
//!     payload::{LoginPayload, SecretPayload},
//! };
//!
//! let now = 1_767_225_600; // Unix seconds
//! let made = Vault::initialize("org_example", b"Correct-Horse-7-Battery", now)?;
//! println!("keep these: {:?}", made.recovery_codes); // prints "[secret]": show them with `expose`
//! let mut vault = made.vault;
//! vault.create("github", &LoginPayload::new("hunter2").with_username("ada").into(), None, now)?;
//! let text = vault.to_text()?; // what a file holds: ciphertext and metadata
//!
//! let mut vault = Vault::parse(&text)?; // locked: names can be listed, payloads not opened
//! vault.unlock(b"Correct-Horse-7-Battery")?;
//! let id = vault.find("github")?;
//! if let SecretPayload::Login(login) = vault.open(&id)?.payload {
//!     assert_eq!(login.password.expose(), "hunter2");
//! }
//! vault.lock(); // wipes the keys; so does dropping it
//! # Ok::<(), inkseal::Error>(())
//! ```
//!
//! From there: [`inkbox::Vault`] has identities, grants and key changes; [`inkbox::Credentials`] is what one agent
//! sees; [`totp`] computes codes; [`Error`] lists what can go wrong.
//!
//! # What is where
//!
//! | module | what is there |
//! |---|---|
//! | [`inkbox`] | format 1, the vault of the published Inkbox SDKs: vault, keys, agents, wire |
//! | [`payload`] | what a secret holds: logins, API keys, key pairs, SSH keys, other text |
//! | [`totp`] | one-time codes and `otpauth` URIs |
//! | [`recovery_code`], [`password`] | codes, passwords and passphrases, made at random |
//! | [`vault`] | format 2, which trusts only its own keys; not yet in use |
//! | [`webhook`] | the signature of an incoming request |
//! | [`kdf`] | Argon2id: its parameters and its working memory |
//! | [`format_1`], [`format_2`] | the specifications |
//!
//! # What always holds
//!
//! Secrets are [`SecretText`] and keys are handles: both are wiped when dropped, and no printed form
//! shows them. Errors are one closed list with stable [codes](Error::code), and none holds a secret.
//! Whatever a file, a blob, a URI or an answer holds, reading it gives a value or an error: it never
//! panics and its work is bounded.

mod aead;
mod distinct;
mod error;
pub mod inkbox;
pub mod kdf;
mod members;
pub mod password;
pub mod payload;
mod random;
pub mod recovery_code;
mod secret;
mod stack;
pub mod totp;
pub mod vault;
pub mod webhook;

pub use error::{Error, Namesakes, Reason, Result, TypeMismatch, VaultKeyRule};
pub use members::Members;
// For the bindings, whose arguments are JSON: with it they need no other reader. It is no part of the API.
#[doc(hidden)]
pub use members::Tree;
pub use secret::{SecretBytes, SecretText};

#[doc = include_str!("../FORMAT-1.md")]
pub mod format_1 {}

#[doc = include_str!("../FORMAT-2.md")]
pub mod format_2 {}

// The README's example is compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
