//! Secret text, which each language holds in a small class of its own that hides it (`uniffi.toml`).

use inkseal::SecretText;

/// How secret text crosses.
#[derive(uniffi::Record)]
pub struct SecretTextForm {
    /// The text, which is secret.
    pub text: String,
    /// Whether part of the original could not be shown and stands as U+FFFD. Such text is refused when
    /// it is written back, until it is replaced.
    pub lossy: bool,
}

impl From<&SecretText> for SecretTextForm {
    fn from(secret: &SecretText) -> Self {
        Self { text: secret.expose().to_owned(), lossy: secret.is_lossy() }
    }
}

impl From<SecretTextForm> for SecretText {
    fn from(form: SecretTextForm) -> Self {
        if form.lossy { Self::lossy(form.text) } else { form.text.into() }
    }
}

uniffi::custom_type!(SecretText, SecretTextForm, {
    remote,
    lower: |secret| SecretTextForm::from(&secret),
    try_lift: |form| Ok(SecretText::from(form)),
});
