//! Values that are wiped when dropped and that no printed form shows.
//!
//! - [`SecretText`]: text of any length, such as a password or a recovery code.
//! - [`SecretBytes`]: bytes of any length, such as a decrypted blob.
//! - `SecretKey`: exactly 32 bytes, made in place on the heap, so that moving it copies nothing.
//!
//! What work with them leaves on the stack is for `crate::stack`.

mod secrecy;

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing, optimization_barrier};

use crate::{Error, Result, aead::clear_registers};

/// What every printed form of a secret shows.
const REDACTED: &str = "[secret]";

/// A key of 32 bytes.
#[derive(Clone)]
pub(crate) struct SecretKey(Box<Zeroizing<[u8; 32]>>);

impl SecretKey {
    /// Makes a key where it will stay: `fill` writes it.
    pub(crate) fn init_with(fill: impl FnOnce(&mut [u8; 32]) -> Result<()>) -> Result<Self> {
        let mut key = Self(Box::new(Zeroizing::new([0; 32])));
        fill(&mut key.0)?;
        Ok(key)
    }

    /// Copies the key out of `bytes`, which must be exactly 32.
    pub(crate) fn from_slice(bytes: &[u8]) -> Result<Self> {
        Self::init_with(|key| {
            if bytes.len() != key.len() {
                return Err(Error::InvalidInput("a key is exactly 32 bytes".into()));
            }
            key.copy_from_slice(bytes);
            Ok(())
        })
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for SecretKey {
    fn drop(&mut self) {
        clear_registers();
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Wipes a vector with all of its capacity and leaves it empty.
///
/// `zeroize` would write byte by byte, which takes a tenth of the time of opening a payload. The
/// barrier keeps the compiler from seeing that nobody reads these zeros. Out of line, because every drop of a secret
/// ends here.
#[inline(never)]
fn wipe(bytes: &mut Vec<u8>) {
    bytes.clear();
    bytes.resize(bytes.capacity(), 0);
    optimization_barrier(bytes.as_slice());
    bytes.clear();
    // Whatever copied the secret did so through these.
    clear_registers();
}

/// Bytes that are secret. Wiped when dropped; its printed form shows nothing.
#[derive(Clone, Default)]
pub struct SecretBytes(Vec<u8>);

impl Zeroize for SecretBytes {
    fn zeroize(&mut self) {
        wipe(&mut self.0);
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for SecretBytes {}

impl SecretBytes {
    /// The bytes themselves. Whoever copies them has to wipe the copy.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for SecretBytes {
    /// Takes the bytes over without a copy.
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Text that is secret: every member of a payload, a recovery code, an otpauth URI.
///
/// Wiped when dropped. Its printed form shows nothing; [`expose`](Self::expose) gives the text.
///
/// JSON can hold text that is no Unicode text: half of a surrogate pair, escaped. Read from such a
/// payload, the half is shown as U+FFFD and the text is marked as
/// [lossy](Self::is_lossy). A payload with lossy text cannot be written back until that text is
/// replaced, so that nothing is lost unnoticed (FORMAT-1.md, "Reading what others wrote").
#[derive(Clone, Default)]
pub struct SecretText {
    text: String,
    lossy: bool,
}

impl Zeroize for SecretText {
    fn zeroize(&mut self) {
        wipe(&mut std::mem::take(&mut self.text).into_bytes());
        self.lossy = false;
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for SecretText {}

impl SecretText {
    /// The text itself. Whoever copies it has to wipe the copy.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Whether part of the original could not be shown and stands as U+FFFD.
    #[must_use]
    pub fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// Text that was read as lossy, given back: for bindings that carry a payload out and in again.
    #[must_use]
    pub fn lossy(text: String) -> Self {
        Self { text, lossy: true }
    }
}

impl From<String> for SecretText {
    /// Takes the text over without a copy.
    fn from(text: String) -> Self {
        Self { text, lossy: false }
    }
}

impl From<&str> for SecretText {
    /// Copies the text: wiping the original is up to its owner.
    fn from(text: &str) -> Self {
        Self::from(String::from(text))
    }
}

impl PartialEq for SecretText {
    /// Takes time that depends on the lengths, not on the text.
    fn eq(&self, other: &Self) -> bool {
        self.lossy == other.lossy && self.text.as_bytes().ct_eq(other.text.as_bytes()).into()
    }
}

impl Eq for SecretText {}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_forms_show_nothing() {
        let key = SecretKey::from_slice(&[0x41; 32]).unwrap();
        let bytes = SecretBytes::from(b"AAAA".to_vec());
        let text = SecretText::from("AAAA");
        for shown in [format!("{key:?}"), format!("{bytes:?}"), format!("{text:?}"), format!("{text:#?}")] {
            assert_eq!(shown, REDACTED);
        }
    }

    #[test]
    fn wiped_text_is_empty() {
        let mut text = SecretText::lossy("secret".into());
        text.zeroize();
        assert_eq!((text.expose(), text.is_lossy()), ("", false));
        let mut bytes = SecretBytes::from(b"secret".to_vec());
        bytes.zeroize();
        assert_eq!(bytes.expose(), b"");
    }

    #[test]
    fn keys_are_32_bytes() {
        assert_eq!(SecretKey::from_slice(&[1; 31]).unwrap_err().code(), "invalid_input");
        assert_eq!(SecretKey::from_slice(&[1; 33]).unwrap_err().code(), "invalid_input");
        assert_eq!(SecretKey::from_slice(&[1; 32]).unwrap().expose(), &[1; 32]);
    }
}
