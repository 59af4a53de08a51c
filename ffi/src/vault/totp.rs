//! TOTP of a login in the vault.

use inkseal::{
    SecretText,
    inkbox::wire::SecretMetadata,
    totp::{TotpCode, TotpConfig},
};

use super::Vault;
use crate::{Result, clock::at};

#[uniffi::export]
impl Vault {
    /// The current code of a login, at a Unix time in seconds or now. Fails as `open`, with
    /// `type_mismatch` for what is no login, with `not_found` without TOTP, and with `unsupported`.
    #[uniffi::method(default(now = None))]
    pub fn totp_code(&self, id: &str, now: Option<u64>) -> Result<TotpCode> {
        Ok(self.read().totp_code(id, at(now))?)
    }

    /// Sets or replaces the TOTP configuration of a login. Fails as `open`, with `type_mismatch`, as the
    /// configuration's codes would, and with `unsupported` for what other programs that read the vault make no codes
    /// of: Steam's, digits other than 6 and 8, and a period other than 30 and 60 seconds.
    #[uniffi::method(default(now = None))]
    pub fn set_totp(&self, id: &str, totp: TotpConfig, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.write().set_totp(id, &totp, at(now))?)
    }

    /// `set_totp` from an `otpauth` URI, which is secret.
    #[uniffi::method(default(now = None))]
    pub fn set_totp_uri(&self, id: &str, uri: SecretText, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.write().set_totp_uri(id, uri.expose(), at(now))?)
    }

    /// Removes the TOTP configuration of a login. Fails as `open`, and with `type_mismatch`.
    #[uniffi::method(default(now = None))]
    pub fn remove_totp(&self, id: &str, now: Option<u64>) -> Result<SecretMetadata> {
        Ok(self.write().remove_totp(id, at(now))?)
    }
}
