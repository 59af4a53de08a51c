//! [`OrgKey`]: what seals every payload of a format-1 vault.

use super::seal;
use crate::{
    Error, Result, SecretBytes, SecretText,
    aead::Cipher,
    payload::{MAX_PAYLOAD, SecretPayload, SecretType},
    random,
    secret::SecretKey,
};

/// The key of a vault: 32 random bytes, made once and wrapped once for each vault key.
///
/// Changing the vault key does **not** change it: whoever has an old vault file and the old vault
/// key reads on, also what is sealed later. It has no printed form and is wiped when dropped.
#[derive(Debug, Clone)]
pub struct OrgKey {
    key: SecretKey,
    cipher: Cipher,
}

impl OrgKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// `io` if the source of random bytes fails.
    pub fn generate() -> Result<Self> {
        SecretKey::init_with(|key| random::fill(key)).map(Self::new)
    }

    /// Takes a key from its bytes.
    ///
    /// # Errors
    /// `invalid_input` unless there are exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        SecretKey::from_slice(bytes).map(Self::new)
    }

    fn new(key: SecretKey) -> Self {
        Self { cipher: Cipher::new(key.expose()), key }
    }

    /// The 32 bytes of the key. Whoever copies them has to wipe the copy.
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8; 32] {
        self.key.expose()
    }

    /// Seals a payload for the secret with this id (FORMAT-1.md, "Blobs").
    ///
    /// # Errors
    /// `invalid_input` if the id is empty or the payload longer than 1 MiB, `unsupported` if a
    /// member could not be read whole and was not replaced.
    pub fn seal(&self, secret_id: &str, payload: &SecretPayload) -> Result<String> {
        self.seal_bytes(secret_id, payload.to_json()?.expose().as_bytes())
    }

    /// Seals the bytes of a payload as they are.
    pub(super) fn seal_bytes(&self, secret_id: &str, payload: &[u8]) -> Result<String> {
        // No id would mean no AAD.
        if secret_id.is_empty() {
            return Err(Error::InvalidInput("a secret needs an id".into()));
        }
        seal::seal(&self.cipher, secret_id, payload)
    }

    /// Opens the payload of the secret with this id.
    ///
    /// The id is tried as spelled, in lower and in upper case.
    ///
    /// # Errors
    /// `malformed` if the blob is no sealed data or what it holds does not fit the type, `corrupt` if
    /// it does not open.
    pub fn open(&self, secret_id: &str, secret_type: &SecretType, blob: &str) -> Result<SecretPayload> {
        SecretPayload::parse(secret_type, utf8(&self.open_bytes(secret_id, blob)?)?)
    }

    /// Opens a payload as the JSON text that was sealed, whatever it is.
    ///
    /// # Errors
    /// `malformed` if the blob is no sealed data or holds no UTF-8, `corrupt` if it does not open.
    pub fn open_text(&self, secret_id: &str, blob: &str) -> Result<SecretText> {
        utf8(&self.open_bytes(secret_id, blob)?).map(SecretText::from)
    }

    /// [`open`](Self::open) for a payload that an early browser console sealed without an id.
    ///
    /// Nothing binds such a payload to its secret, so whoever stores it can swap it with another:
    /// call this only where the person asked for it, and seal it anew.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_without_aad(&self, secret_type: &SecretType, blob: &str) -> Result<SecretPayload> {
        SecretPayload::parse(secret_type, utf8(&self.open_bytes_without_aad(blob)?)?)
    }

    /// [`open_text`](Self::open_text) for a payload that was sealed without an id; see
    /// [`open_without_aad`](Self::open_without_aad).
    ///
    /// # Errors
    /// Those of [`open_text`](Self::open_text).
    pub fn open_text_without_aad(&self, blob: &str) -> Result<SecretText> {
        utf8(&self.open_bytes_without_aad(blob)?).map(SecretText::from)
    }

    fn open_bytes(&self, secret_id: &str, blob: &str) -> Result<SecretBytes> {
        // No id would mean no AAD, and that has a call of its own.
        let ids: &[&str] = if secret_id.is_empty() { &[] } else { &[secret_id] };
        seal::open(&self.cipher, ids, blob, MAX_PAYLOAD).map(|(_, bytes)| bytes)
    }

    fn open_bytes_without_aad(&self, blob: &str) -> Result<SecretBytes> {
        seal::open(&self.cipher, &[""], blob, MAX_PAYLOAD).map(|(_, bytes)| bytes)
    }
}

fn utf8(bytes: &SecretBytes) -> Result<&str> {
    str::from_utf8(bytes.expose()).map_err(|_| Error::Malformed("the payload is not UTF-8 text".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::OtherPayload;

    #[test]
    fn opens_what_it_sealed() {
        let (key, other) = (OrgKey::generate().unwrap(), OrgKey::generate().unwrap());
        let payload = SecretPayload::from(OtherPayload::new("data"));
        let blob = key.seal("id", &payload).unwrap();
        assert_eq!(key.open("ID", &SecretType::Other, &blob).unwrap(), payload);
        assert_eq!(key.open_text("id", &blob).unwrap().expose(), r#"{"data":"data"}"#);
        assert_eq!(other.open("id", &SecretType::Other, &blob), Err(Error::Corrupt));
        assert_eq!(key.open("id", &SecretType::Login, &blob).unwrap_err().code(), "malformed");
        assert_eq!(key.seal("", &payload).unwrap_err().code(), "invalid_input");
    }

    #[test]
    fn without_aad_opens_only_by_name() {
        let key = OrgKey::generate().unwrap();
        let blob = seal::seal(&key.cipher, "", br#"{"data":"d"}"#).unwrap();
        assert_eq!(key.open("id", &SecretType::Other, &blob), Err(Error::Corrupt));
        assert_eq!(key.open("", &SecretType::Other, &blob), Err(Error::Corrupt));
        assert_eq!(key.open_text("", &blob), Err(Error::Corrupt));
        assert!(key.open_without_aad(&SecretType::Other, &blob).is_ok());
        assert_eq!(key.open_text_without_aad(&blob).unwrap().expose(), r#"{"data":"d"}"#);
    }

    #[test]
    fn what_is_no_text_is_malformed() {
        let key = OrgKey::generate().unwrap();
        let blob = seal::seal(&key.cipher, "id", b"{\"data\":\"\xff\"}").unwrap();
        assert_eq!(key.open_text("id", &blob).unwrap_err().code(), "malformed");
    }
}
