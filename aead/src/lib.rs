//! AES-256-GCM (NIST SP 800-38D) for the crate `inkseal`: 32-byte key, 12-byte nonce, 16-byte tag.
//!
//! The cipher is generic code, which is compiled where it is used, and is most of the work of opening a secret. It has
//! a crate of its own so that it can be compiled for speed where the rest is compiled to be small. What it leaves on
//! the stack is for the caller to wipe, and what it leaves in registers is for [`clear_registers`].

#[cfg(any(target_arch = "wasm32", test))]
mod ahead;
mod registers;

use std::fmt;

#[cfg(not(target_arch = "wasm32"))]
use aes_gcm::{Aes256Gcm as Ready, KeyInit};
use aes_gcm::{Nonce, Tag, aead::AeadInOut};
#[cfg(target_arch = "wasm32")]
use ahead::Ready;
pub use registers::clear_registers;

/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// Why a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// The text is longer than the 64 GiB that the cipher can seal.
    TooLong,
    /// The tag does not fit.
    Corrupt,
}

/// A key made ready for use. Wiped when dropped; on the heap, so that moving it copies nothing.
#[derive(Clone)]
pub struct Cipher(Box<Ready>);

impl Cipher {
    /// Makes a key ready.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Box::new(Ready::new(key.into())))
    }

    /// AES-256-GCM for a message.
    #[cfg(not(target_arch = "wasm32"))]
    fn gcm(&self, _nonce: &[u8; NONCE], _message: &[u8]) -> &Ready {
        &self.0
    }

    /// AES-256-GCM for a message.
    #[cfg(target_arch = "wasm32")]
    fn gcm<'k>(&'k self, nonce: &'k [u8; NONCE], message: &[u8]) -> ahead::Gcm<'k> {
        ahead::Ahead::new(&self.0, nonce, message.len()).into()
    }

    /// Encrypts `buffer` in place and gives the tag.
    ///
    /// # Errors
    /// [`Error::TooLong`].
    pub fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], buffer: &mut [u8]) -> Result<[u8; TAG], Error> {
        let gcm = self.gcm(nonce, buffer);
        let tag = gcm.encrypt_inout_detached(&Nonce::from(*nonce), aad, buffer.into());
        tag.map(Into::into).map_err(|_| Error::TooLong)
    }

    /// Decrypts `buffer` in place. If the tag does not fit, `buffer` is as it was.
    ///
    /// # Errors
    /// [`Error::Corrupt`].
    pub fn open(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        buffer: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), Error> {
        let gcm = self.gcm(nonce, buffer);
        let opened = gcm.decrypt_inout_detached(&Nonce::from(*nonce), aad, buffer.into(), &Tag::from(*tag));
        opened.map_err(|_| Error::Corrupt)
    }
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[cipher]")
    }
}
