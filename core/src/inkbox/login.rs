//! Logins as format 1 writes them: with no TOTP that its SDKs cannot make codes of.

use crate::{
    Error, Result,
    payload::{LoginPayload, SecretPayload},
    totp::{TotpAlgorithm, TotpConfig},
};

/// A TOTP configuration in the one spelling that every SDK reads (FORMAT-1.md, "Payloads").
///
/// Those of [`TotpConfig::normalize`], and `unsupported` for Steam's codes and for other digits and periods than the
/// SDKs know. They parse every payload when they unlock, and fail at the first that they do not know: whoever uses
/// one would be locked out of the whole vault.
pub(super) fn writable_totp(totp: &TotpConfig) -> Result<TotpConfig> {
    let totp = totp.normalize()?;
    let refusal = if totp.algorithm == TotpAlgorithm::Steam {
        "Steam's codes cannot be kept in a vault of format 1: other programs that read it make other codes"
    } else if !matches!(totp.digits, 6 | 8) {
        "in a vault of format 1 a code has 6 or 8 digits: other programs that read it could not unlock it any more"
    } else if !matches!(totp.period, 30 | 60) {
        "in a vault of format 1 a code holds for 30 or 60 seconds: other programs that read it could not unlock it any more"
    } else {
        return Ok(totp);
    };
    Err(Error::Unsupported(refusal.into()))
}

/// A payload to be written in the place of another, whose TOTP it may keep whatever it is; a new secret has none.
///
/// Fails as [`writable_totp`] for other TOTP.
pub(super) fn writable(
    payload: &SecretPayload,
    kept: impl FnOnce() -> Option<TotpConfig>,
) -> Result<Option<SecretPayload>> {
    let SecretPayload::Login(login) = payload else { return Ok(None) };
    let Some(totp) = &login.totp else { return Ok(None) };
    match writable_totp(totp) {
        Ok(totp) => Ok(Some(LoginPayload { totp: Some(totp), ..login.clone() }.into())),
        Err(_) if kept().as_ref() == Some(totp) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}
