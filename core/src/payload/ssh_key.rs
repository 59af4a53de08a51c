//! [`SshKeyPayload`]: `ssh_key`.

use super::{SecretPayload, text_members, with_text};
use crate::{Members, SecretText};

/// An SSH private key. All of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SshKeyPayload {
    /// The private key, in PEM or OpenSSH form.
    pub private_key: SecretText,
    /// The public key.
    pub public_key: Option<SecretText>,
    /// The fingerprint of the public key.
    pub fingerprint: Option<SecretText>,
    /// The passphrase of the private key.
    pub passphrase: Option<SecretText>,
    /// The notes.
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    pub unknown: Members,
}

text_members!(SshKeyPayload, required: [private_key], optional: [public_key, fingerprint, passphrase, notes]);

impl SshKeyPayload {
    with_text! {
        with_public_key, public_key, "Sets the public key.";
        with_fingerprint, fingerprint, "Sets the fingerprint of the public key.";
        with_passphrase, passphrase, "Sets the passphrase of the private key.";
        with_notes, notes, "Sets the notes.";
    }

    fn into_payload(self) -> SecretPayload {
        SecretPayload::SshKey(self)
    }
}
