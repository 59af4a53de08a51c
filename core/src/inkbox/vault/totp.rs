//! TOTP of logins.

use super::{Vault, secrets::mismatch};
use crate::{
    Error, Result,
    inkbox::{login, wire::SecretMetadata},
    payload::{LoginPayload, SecretPayload, SecretType},
    totp::{TotpCode, TotpConfig},
};

impl Vault {
    /// Sets or replaces the TOTP configuration of a login. It is written
    /// [normalized](TotpConfig::normalize), so that every SDK makes codes of it.
    ///
    /// # Errors
    /// `locked`, `not_found`, `type_mismatch` unless it is a login, those of [`TotpConfig::validate`]
    /// and those of opening and sealing. `unsupported` also for Steam's codes, for digits other than 6 and 8 and for
    /// a period other than 30 and 60: the SDKs could unlock the vault no more.
    pub fn set_totp(&mut self, id: &str, totp: &TotpConfig, now: u64) -> Result<SecretMetadata> {
        let totp = login::writable_totp(totp)?;
        self.change_login(id, now, |login| login.totp = Some(totp))
    }

    /// [`set_totp`](Self::set_totp) from an `otpauth` URI, which is secret.
    ///
    /// # Errors
    /// Those of [`set_totp`](Self::set_totp) and of [`TotpConfig::parse_uri`].
    pub fn set_totp_uri(&mut self, id: &str, uri: &str, now: u64) -> Result<SecretMetadata> {
        self.set_totp(id, &TotpConfig::parse_uri(uri)?, now)
    }

    /// Removes the TOTP configuration of a login.
    ///
    /// # Errors
    /// `locked`, `not_found` (also for a login without one), `type_mismatch` unless it is a login, and
    /// those of opening and sealing.
    pub fn remove_totp(&mut self, id: &str, now: u64) -> Result<SecretMetadata> {
        self.totp(id)?;
        self.change_login(id, now, |login| login.totp = None)
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// `locked`, `not_found` (also for a login without TOTP), `type_mismatch` unless it is a login,
    /// and those of [`TotpConfig::code`].
    pub fn totp_code(&self, id: &str, now: u64) -> Result<TotpCode> {
        self.totp(id)?.code(now)
    }

    fn totp(&self, id: &str) -> Result<TotpConfig> {
        let totp = self.open_login(id)?.totp;
        totp.ok_or_else(|| Error::NotFound("this login has no TOTP".into()))
    }

    fn change_login(
        &mut self,
        id: &str,
        now: u64,
        change: impl FnOnce(&mut LoginPayload),
    ) -> Result<SecretMetadata> {
        let mut login = self.open_login(id)?;
        change(&mut login);
        self.update_payload(id, &login.into(), now)
    }

    /// Opens a login; another type is refused before anything is opened.
    pub(in crate::inkbox) fn open_login(&self, id: &str) -> Result<LoginPayload> {
        let org_key = self.org_key()?;
        let record = self.secret(id)?;
        match record.secret_type() {
            SecretType::Login => {}
            other => return Err(mismatch(&SecretType::Login, &other)),
        }
        match self.open_record(org_key, record)? {
            SecretPayload::Login(login) => Ok(login),
            other => Err(mismatch(&SecretType::Login, &other.secret_type())),
        }
    }
}
