//! [`LoginPayload`]: `login`.

use super::{SecretPayload, text_members, with_text};
use crate::{Members, SecretText, totp::TotpConfig};

/// A password, with what belongs to it. All of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoginPayload {
    /// The password.
    pub password: SecretText,
    /// The user name.
    pub username: Option<SecretText>,
    /// The e-mail address.
    pub email: Option<SecretText>,
    /// Where to log in.
    pub url: Option<SecretText>,
    /// Notes of any form.
    pub notes: Option<SecretText>,
    /// How to make the codes of the second factor.
    pub totp: Option<TotpConfig>,
    /// Members that this version does not know.
    pub unknown: Members,
}

text_members!(LoginPayload, required: [password], optional: [username, email, url, notes]);

impl LoginPayload {
    with_text! {
        with_username, username, "Sets the user name.";
        with_email, email, "Sets the e-mail address.";
        with_url, url, "Sets where to log in.";
        with_notes, notes, "Sets the notes.";
    }

    /// Sets how to make the codes of the second factor.
    #[must_use]
    pub fn with_totp(mut self, totp: TotpConfig) -> Self {
        self.totp = Some(totp);
        self
    }

    fn into_payload(self) -> SecretPayload {
        SecretPayload::Login(self)
    }
}
