//! The crate `secrecy`'s traits and types, for programs that use them: [`SecretText`] and [`SecretBytes`] are exposed by
//! its traits, and are made of its `SecretString` and `SecretSlice<u8>` and made into them.
//!
//! Each conversion copies, because `secrecy` gives nobody its box; the original is wiped when it is dropped, as always.

use secrecy::{ExposeSecret, ExposeSecretMut, SecretSlice, SecretString};

use super::{SecretBytes, SecretText};

impl ExposeSecret<str> for SecretText {
    fn expose_secret(&self) -> &str {
        self.expose()
    }
}

impl ExposeSecret<[u8]> for SecretBytes {
    fn expose_secret(&self) -> &[u8] {
        self.expose()
    }
}

impl ExposeSecretMut<[u8]> for SecretBytes {
    fn expose_secret_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl From<SecretString> for SecretText {
    fn from(text: SecretString) -> Self {
        Self::from(text.expose_secret())
    }
}

impl From<SecretText> for SecretString {
    /// A text that [is lossy](SecretText::is_lossy) loses that mark.
    fn from(text: SecretText) -> Self {
        // A box of exactly this length. Out of a string with room for more it would be moved, and left where it was.
        Self::from(Box::<str>::from(text.expose()))
    }
}

impl From<SecretSlice<u8>> for SecretBytes {
    fn from(bytes: SecretSlice<u8>) -> Self {
        Self::from(bytes.expose_secret().to_vec())
    }
}

impl From<SecretBytes> for SecretSlice<u8> {
    fn from(bytes: SecretBytes) -> Self {
        // As above.
        Self::from(Box::<[u8]>::from(bytes.expose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::LoginPayload;

    #[test]
    fn texts_go_in_and_come_out() {
        let login = LoginPayload::new(SecretString::from("hunter2"));
        assert_eq!(login.password.expose_secret(), "hunter2");
        let password: SecretString = login.password.into();
        assert_eq!(password.expose_secret(), "hunter2");
    }

    #[test]
    fn bytes_go_in_and_come_out() {
        let mut bytes = SecretBytes::from(SecretSlice::from(vec![1, 2, 3]));
        bytes.expose_secret_mut()[0] = 9;
        assert_eq!(bytes.expose_secret(), [9, 2, 3]);
        let bytes: SecretSlice<u8> = bytes.into();
        assert_eq!(bytes.expose_secret(), [9, 2, 3]);
    }
}
